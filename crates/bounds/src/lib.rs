//! Bounds on files before a foreign reader lays them out in memory; for all crates that read workbooks.

mod xls;

pub use xls::xls_cells;
