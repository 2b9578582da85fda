//! Words by which tables name choices.

use juesuan_books::{ChangeKind, UnitKind};

/// The name of a kind of unit.
pub(crate) const fn unit_kind(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Administrative => "行政单位",
        UnitKind::Participating => "参公单位",
        UnitKind::Institution => "事业单位",
    }
}

/// The name of a budget change.
pub(crate) const fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Initial => "年初预算",
        ChangeKind::Carried => "上年结转",
        ChangeKind::Added => "追加",
        ChangeKind::Cut => "追减",
        ChangeKind::MovedIn => "调入",
        ChangeKind::MovedOut => "调出",
        ChangeKind::Withdrawn => "收回",
    }
}
