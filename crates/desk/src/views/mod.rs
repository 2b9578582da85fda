//! What the pages show: plain values, each a function of a snapshot and of nothing else that could change under it. Amounts are
//! exact, words are Chinese; how they are laid out is for the page.

mod by_year;
mod corrections_board;
mod evaluation;
mod execution;
mod flow;
mod goal_tree;
mod home;
mod indicator;
mod light_changes;
mod monitor_board;
mod proposal;
mod recent;
mod spending_tree;
mod three_fees;
mod words;

pub use by_year::{ByYear, MAIN_FIGURES, YearLine, by_year};
pub use corrections_board::{Card, Column, CorrectionsBoard, Unassigned, corrections_board};
pub use evaluation::{Score, ScoreLevel, ScoreLine, ScorePart, evaluation};
pub use execution::{ExecutionPoint, execution_by_day};
pub use flow::{Flow, FlowLayer, FlowLink, FlowNode, FlowRoute, flow};
pub use goal_tree::{DutyNode, GoalNode, GoalTree, TargetNode, UnlinkedLine, goal_tree};
pub use home::{FundMoney, GoalLight, Home, Lights, home};
pub use indicator::{EvidenceItem, Indicator, IndicatorDeviation, TrajectoryPoint, indicator};
pub use light_changes::{LightChange, light_changes, lights_between};
pub use monitor_board::{BehindPayment, BoardDeviation, MonitorBoard, ProjectLight, monitor_board};
pub use proposal::{NextAim, NextBudget, ProposalView, proposal};
pub use recent::recent_imports;
pub use spending_tree::{SpendingNode, spending_tree};
pub use three_fees::{Fee, three_fees};
pub use words::{Spending, subject_name};
