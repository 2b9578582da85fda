//! What people ask of the books at their desk (办公桌), be it on the command line or in the browser: one place that loads, judges and
//! drafts, so that both give the same answers.
//!
//! - [`year()`], [`unit()`]: which books are meant where nobody says.
//! - [`books()`]: the books of a unit and year with their performance evaluated, as the disclosure needs them.
//! - [`Declared`]: goals, indicators, budget lines and corrections, without what was paid.
//! - [`overview()`]: all units of a year side by side, from running totals.
//! - [`Snapshot`]: everything about a unit and year as of an entry of the log: books, monitor, corrections. It is read once and
//!   takes in payments and evidence as they come.
//! - [`Behind`]: the records behind a figure; [`moved_by()`]: the way back.
//! - [`Handwritten`]: what people write into the disclosure by hand.
//! - [`correct`]: drafts the next step of a correction, and enters it.
//! - [`views`]: what the pages show, each a function of a snapshot.
//! - [`json`]: lights and scores for programs.
//!
//! Data flows in one direction: store → snapshot → view → page. Nothing here prints, and nothing knows of arguments or routes.

mod dates;
mod declared;
mod error;
mod evaluated;
mod handwritten;
mod overview;
mod report;
mod snapshot;
mod source;
mod trace;
mod unclear;
mod voucher;
mod which;

pub mod correct;
pub mod json;
pub mod views;

pub use dates::{last_day, of_year, today, usual};
pub use declared::{Declared, find_correction};
pub use error::{Error, Result};
pub use evaluated::books;
pub use handwritten::{Handwritten, paragraphs};
pub use overview::{UnitYear, overview};
pub use report::disclosure;
pub use snapshot::{Arrived, Snapshot, Took};
pub use source::{moved, source};
pub use trace::{Behind, Share};
pub use unclear::Unclear;
pub use voucher::{moved_by, runs_agency};
pub use which::{unit, year};
