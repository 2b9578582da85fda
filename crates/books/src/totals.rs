use std::collections::BTreeMap;

use juesuan_amount::Fen;

use crate::{Fund, Nature};

/// A line of classification: the finest that any published figure tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Line {
    /// Index of the unit in [`crate::Books::units`].
    pub unit: u16,
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code of a 项 (7 digits); 0 for balances that belong to none.
    pub function: u32,
    /// What it is for; none for receipts and balances that belong to none.
    pub nature: Option<Nature>,
    /// 部门预算支出经济分类 code of a 款 (5 digits); 0 where none is given (receipts, balances, most budgets).
    pub economic: u32,
}

/// What the year's records add up to on one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// 年初结转和结余
    pub opening: Fen,
    /// 本年收入
    pub received: Fen,
    /// 本年支出: payments less refunds.
    pub spent: Fen,
    /// 年初预算
    pub initial: Fen,
    /// 预算调整: what was added, moved in and out, and taken back during the year. 全年预算 is `initial + changed`.
    pub changed: Fen,
    /// 使用非财政拨款结余（含专用结余）
    pub surplus_used: Fen,
    /// 结余分配
    pub distributed: Fen,
}

impl Amounts {
    /// 年末结转和结余: what is left.
    #[must_use]
    pub fn closing(&self) -> Fen {
        self.opening + self.received + self.surplus_used - self.spent - self.distributed
    }

    /// 全年预算
    #[must_use]
    pub fn adjusted(&self) -> Fen {
        self.initial + self.changed
    }
}

impl std::ops::AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        self.opening += other.opening;
        self.received += other.received;
        self.spent += other.spent;
        self.initial += other.initial;
        self.changed += other.changed;
        self.surplus_used += other.surplus_used;
        self.distributed += other.distributed;
    }
}

/// All lines of a year, each once, in order.
pub type Totals = BTreeMap<Line, Amounts>;
