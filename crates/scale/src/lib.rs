//! The books of many units, from a bureau's hundreds to a nation's hundreds of thousands: records as Parquet files by year and
//! region, added up by DataFusion to the same totals by line that `juesuan-books` makes of one department, and so to the same
//! nine tables.
//!
//! - [`UnitRecords`] and [`UnitFiles`] write records; what happened on which line is one readable number, [`LineKey`].
//! - [`Lake`] knows which files count; [`Lake::sums`] adds up the units of a [`Scope`], from each unit's own totals or from all
//!   records anew; [`Lake::eliminate`] takes out what they hand to each other.
//! - [`books`] makes of the sums what `juesuan-report` fills the tables from.
//! - [`hand_in`] replaces what one unit said: its own small files, and nothing else.
//! - [`review`] audits all disclosures of a region; [`rank`] says where to look first, and what came back from last year.
//! - [`generate`] makes whole regions with known totals.

mod consolidate;
mod dataset;
mod eliminate;
mod engine;
mod error;
mod generate;
mod hand_in;
mod key;
mod lake;
mod peers;
mod region;
mod review;
mod scope;
mod sheet;
mod sums;
mod texts;
mod unit;
mod words;
mod write;

pub use consolidate::{Consolidated, Request, books};
pub use dataset::Dataset;
pub use eliminate::{Direction, Elimination, Transfer};
pub use engine::{Limits, session};
pub use error::{Error, Result};
pub use generate::{Known, Plan, generate, unit_csv};
pub use hand_in::hand_in;
pub use key::{Flow, LineKey, Parts};
pub use lake::Lake;
pub use peers::{Group, Measure, Outlier, Peers, Standard, Usual};
pub use region::Region;
pub use review::{Ranking, Reviewed, rank, review};
pub use scope::Scope;
pub use sums::{From, Sums};
pub use unit::UnitId;
pub use write::{UnitFiles, UnitRecords};
