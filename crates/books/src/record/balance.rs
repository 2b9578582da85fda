use juesuan_amount::Fen;

use super::{Tabular, code_cell};
use crate::Fund;
use crate::columns::Choice;
use crate::import::Row;

/// What a unit has left of a fund at the year's beginning and end (结转结余).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Balance<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code of a 项; 0 for all of the fund that has no balance of its own.
    pub function: u32,
    /// 年初结转和结余
    pub opening: Fen,
    /// 年末结转和结余 as somebody stated it, to be compared with the books.
    pub closing: Option<Fen>,
    /// 使用非财政拨款结余（含专用结余）
    pub surplus_used: Fen,
    /// 结余分配
    pub distributed: Fen,
}

pub(crate) const UNIT: usize = 0;
pub(crate) const FUND: usize = 1;
pub(crate) const FUNCTION: usize = 2;
const OPENING: usize = 3;
pub(crate) const CLOSING: usize = 4;
const SURPLUS_USED: usize = 5;
const DISTRIBUTED: usize = 6;

impl<'a> Tabular<'a> for Balance<'a> {
    const COLUMNS: &'static [&'static str] =
        &["unit", "fund", "function", "opening", "closing", "surplus-used", "distributed"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(UNIT),
            fund: row.choice(FUND),
            function: row.code(FUNCTION),
            opening: row.amount(OPENING),
            closing: row.given(CLOSING).then(|| row.amount(CLOSING)),
            surplus_used: row.amount(SURPLUS_USED),
            distributed: row.amount(DISTRIBUTED),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.fund.label().to_owned(),
            code_cell(self.function),
            self.opening.to_string(),
            self.closing.map(|closing| closing.to_string()).unwrap_or_default(),
            self.surplus_used.to_string(),
            self.distributed.to_string(),
        ]
    }
}
