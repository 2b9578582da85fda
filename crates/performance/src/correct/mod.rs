//! 动态纠偏: what corrections change, whether they help, what is to be done next, and what they take away. The steps of a
//! correction, who may take them and when, are [`juesuan_books::Correction`].
//!
//! - [`taken`] takes a step and tells what it changes in the books: an approved 调剂 or 收回 makes changes of the budget.
//! - [`verify`] measures whether the deviation shrank.
//! - [`proposals`] tells what is to be done: deviations to be assigned, overdue ones to be escalated, corrections that did
//!   not help to be reopened.

mod deductions;
mod lines;
mod outcome;
mod proposals;
mod subject;
mod taking;

pub use deductions::{day_of_results, deductions};
pub use lines::{Change, LineState, Lines};
pub use outcome::{Effect, Outcome, Severity, Watch, verify};
pub use proposals::{Proposal, deadline, draft, next_code, proposals, unassigned};
pub use subject::{Named, named, responsible, subject};
pub use taking::{StepError, Taken, taken};
