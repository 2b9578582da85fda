//! Generated disclosures, injected faults, and how many of them the audit finds.
//!
//! [`generate`] prints random exact books in one of the official forms with honest rounding; [`faults`] changes such a
//! document in one known way; [`report`] runs the audit on both and counts.

pub mod books;
mod catalogue;
mod draft;
pub mod faults;
mod forms;
pub mod ledger;
mod oracle;
pub mod report;
mod rng;
mod sample;
mod style;
mod year;

pub use rng::Rng;
pub use sample::{Claim, Direction, Figure, Name, Part, Row, Sample, Unit, Word, generate};
pub use style::Style;
pub use year::year;
