//! 结果应用: what the results of a year mean for the next one, by rules that settings declare: each project's budget, and the
//! targets of each indicator.

mod budget;
mod next_target;
mod settings;

pub use budget::{Amounts, Proposal, Proposed, Rule, propose};
pub use next_target::{NextTarget, Turn, next_targets};
pub use settings::{ApplicationSettings, Base, PoorRule};
