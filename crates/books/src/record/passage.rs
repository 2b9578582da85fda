use super::Tabular;
use crate::columns::Choice;
use crate::import::Row;

/// A paragraph that the disclosure prints as it is written (文字材料), or an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Passage<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// Where it belongs.
    pub section: Section,
    /// Its words.
    pub text: &'a str,
}

/// Where a passage belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// 部门职责, one each.
    Duty,
    /// 内设机构, one each.
    Office,
    /// 绩效管理工作开展情况
    Management,
    /// 整体支出绩效情况
    Overview,
    /// 存在的问题及原因分析
    Problems,
}

impl<'a> Tabular<'a> for Passage<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "section", "text"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self { unit: row.unit(0), section: row.choice(1), text: row.text(2) }
    }

    fn cells(&self) -> Vec<String> {
        vec![self.unit.to_owned(), self.section.label().to_owned(), self.text.to_owned()]
    }
}
