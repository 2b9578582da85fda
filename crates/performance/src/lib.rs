//! The closed loop of budget performance (预算绩效): 目标设定 → 运行监控 → 动态纠偏 → 效益评估 → 结果应用.
//!
//! - [`Plan`]: goals, the indicators that measure them, and the money that serves them, as the books declare them.
//! - [`Coverage`]: which money serves which goal; money without a goal, goals without money.
//! - [`quality`]: a linter of indicators, and [`library()`] of indicators to draw on.
//! - [`Facts`]: what happened, as sums by day: money spent and budgeted, evidence counted. Sums do not depend on the order
//!   in which events arrive, so nothing that follows from them does.
//! - [`measure`]: what an indicator has reached at the end of a day.
//!
//! Everything is a function of records ([`juesuan_books::Record`]) and of a day, in exact integers.

mod facts;
mod library;
mod plan;
mod settings;

pub mod apply;
pub mod correct;
pub mod evaluate;
pub mod measure;
pub mod monitor;
pub mod quality;
pub mod self_evaluation;

pub use facts::{Daily, Facts, FactsBuilder, Item, PaymentFact, ProjectFacts, RegisterFacts, Sums, Touched, UnitFacts};
pub use library::{Template, library, library_fields};
pub use plan::{
    Aim, BudgetLine, Coverage, CoverageTotals, Duty, Goal, GoalMoney, LineMoney, Money, Part, Plan, PlanBuilder,
    Project, Revision, Target, apportion,
};
pub use settings::{
    ApplicationSettings, CorrectionSettings, DEFAULT_SETTINGS, DeviationId, EvaluationSettings, MonitorSettings,
    Settings, SettingsError,
};
