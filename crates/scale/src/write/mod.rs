//! From records to Parquet files.
//!
//! A file holds the units of a region, sorted by unit, and not one unit each: 600,000 units with six tables a year would be
//! millions of files of a few kilobytes, of which opening, listing and reading the footers takes longer than reading the
//! rows. In row groups sorted by unit the statistics let a query of one unit skip all others all the same.

mod files;
mod records;

pub use files::UnitFiles;
pub use records::UnitRecords;
