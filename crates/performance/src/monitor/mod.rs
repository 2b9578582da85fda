//! 运行监控: lights and deviations, as functions of the facts and of a day.
//!
//! [`Monitor`] holds what every rule of [`RULES`] says of every project, indicator and goal on every day until today, and keeps it
//! so with each event. Whatever the order of the events, the state is the same.

mod alarm;
mod board;
mod describe;
mod deviation;
mod engine;
mod explain;
mod forecast;
mod peers;
mod rules;
mod scene;
mod settings;
#[cfg(test)]
mod stage;
mod timeline;
mod watch;
mod window;

pub use alarm::{Alarm, Figure, FigureValue};
pub use board::Board;
pub use describe::describe_rules;
pub use deviation::{Deviation, Light, Subject};
pub use engine::{Change, Monitor};
pub use explain::Explanation;
pub use forecast::Forecast;
pub use rules::{RULES, Rule};
pub use settings::{
    BehindTrajectory, IdleMoney, MoneyAhead, MoneyWithoutResults, MonitorSettings, ResultsWithoutEffect, Shortfall,
    SlowSpending, SplitPayments, UnitCost, Year, YearEndRush,
};

use explain::Sources;
