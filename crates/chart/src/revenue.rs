use std::sync::LazyLock;

use crate::{Confidence, rows::rows};

/// A kind of revenue, or a balancing item beside it, as the official tables name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevenueItem {
    /// Number: `1`, `1.1`, …; letters for totals and balancing items.
    pub no: &'static str,
    /// The official name.
    pub name: &'static str,
    /// 本年收入, 合计, 收入侧平衡项, …
    pub kind: &'static str,
    /// Number of the item that contains it; may be empty.
    pub parent_no: &'static str,
    /// What it is, or the sum that it is; may be empty.
    pub definition: &'static str,
    /// Accounts of the budgetary accounting (预算会计科目); may be empty.
    pub account: &'static str,
    /// Tables in which it stands.
    pub tables: &'static str,
    /// Where the row comes from.
    pub source: &'static str,
    /// How sure the row is.
    pub confidence: Confidence,
    /// Remarks; may be empty.
    pub note: &'static str,
}

/// All kinds of revenue in the order of the tables.
#[must_use]
pub fn revenue() -> &'static [RevenueItem] {
    static REVENUE: LazyLock<Vec<RevenueItem>> =
        LazyLock::new(|| rows(include_str!("../data/revenue.csv")).filter_map(|row| item(&row)).collect());
    &REVENUE
}

fn item(row: &[&'static str]) -> Option<RevenueItem> {
    let &[no, name, kind, parent_no, definition, account, tables, source, confidence, note] = row else {
        return None;
    };
    let confidence = Confidence::parse(confidence);
    Some(RevenueItem { no, name, kind, parent_no, definition, account, tables, source, confidence, note })
}
