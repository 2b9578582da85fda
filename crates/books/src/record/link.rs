use juesuan_amount::Fen;

use super::Tabular;
use crate::import::Row;

/// The money that serves a goal: a share of a budget line (预算与目标挂钩).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 指标编号 of the budget line.
    pub line: &'a str,
    /// 目标编号
    pub goal: &'a str,
    /// 比例, hundredths of a percent; 10,000 is all of the line.
    pub share: u32,
}

/// The whole of a budget line.
pub(crate) const WHOLE: u32 = 10_000;

pub(crate) const LINE: usize = 1;
pub(crate) const GOAL: usize = 2;
pub(crate) const SHARE: usize = 3;

impl<'a> Tabular<'a> for LinkRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "line", "goal", "share"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        let share = if row.given(SHARE) { row.percent(SHARE) } else { WHOLE };
        Self { unit: row.unit(0), line: row.text(LINE), goal: row.number(GOAL), share }
    }

    fn cells(&self) -> Vec<String> {
        let share = Fen(i64::from(self.share)).to_string();
        vec![self.unit.to_owned(), self.line.to_owned(), self.goal.to_owned(), share]
    }
}
