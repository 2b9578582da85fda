//! Official classifications (政府收支分类科目) by fiscal year: functional and economic codes, funds and kinds of revenue.
//!
//! The data is in `data/*.csv`, each row with its source and how sure it is; it is parsed once, on first use. A name
//! that differs from a row of less than [`Confidence::High`] proves nothing.

mod changes;
mod chart;
mod entry;
mod name;
mod revenue;
mod rows;

use std::sync::LazyLock;

pub use chart::{Chart, Found, Official};
pub use entry::{Budget, Confidence, Entry, Level};
pub use name::{plain_name, stem};
pub use revenue::{RevenueItem, revenue};

/// The fiscal year whose official book the functional chart reproduces; other years are reached through its changes.
pub const BASE_YEAR: u16 = 2024;

/// 支出功能分类科目
#[must_use]
pub fn functional() -> &'static Chart {
    static CHART: LazyLock<Chart> = LazyLock::new(|| {
        let entries = entry::functional(include_str!("../data/functional-2024.csv"));
        Chart::new(entries, changes::read(include_str!("../data/functional-changes.csv")))
    });
    &CHART
}

/// 部门预算支出经济分类科目
#[must_use]
pub fn economic_department() -> &'static Chart {
    static CHART: LazyLock<Chart> =
        LazyLock::new(|| Chart::new(entry::economic(include_str!("../data/economic-dept.csv")), Vec::new()));
    &CHART
}

/// 政府预算支出经济分类科目
#[must_use]
pub fn economic_government() -> &'static Chart {
    static CHART: LazyLock<Chart> =
        LazyLock::new(|| Chart::new(entry::economic(include_str!("../data/economic-gov.csv")), Vec::new()));
    &CHART
}

/// The functional codes of the government funds (政府性基金预算支出科目), in order of code.
pub fn fund() -> impl Iterator<Item = &'static Entry> {
    functional().entries().iter().filter(|entry| entry.budget == Some(Budget::Fund))
}
