//! The closed loop of budget performance (预算绩效): 目标设定 → 运行监控 → 动态纠偏 → 效益评估 → 结果应用.
//!
//! - [`Plan`]: goals, the indicators that measure them, and the money that serves them, as the books declare them.
//! - [`Facts`]: what happened, as sums by day: money spent and budgeted, evidence counted. Sums do not depend on the order
//!   in which events arrive, so nothing that follows from them does.
//! - [`measure`]: what an indicator has reached at the end of a day.
//!
//! Everything is a function of records ([`juesuan_books::Record`]) and of a day, in exact integers.

mod facts;
mod plan;
mod settings;

pub mod apply;
pub mod evaluate;
pub mod measure;
pub mod monitor;
pub mod self_evaluation;

pub use facts::{Daily, Facts, PaymentFact, ProjectFacts, RegisterFacts, Sums, Touched};
pub use plan::{Aim, BudgetLine, Goal, Plan, PlanBuilder, Project, Target};
pub use settings::{
    ApplicationSettings, CorrectionSettings, DEFAULT_SETTINGS, EvaluationSettings, MonitorSettings, Settings,
    SettingsError,
};
