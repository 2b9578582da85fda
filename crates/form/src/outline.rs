use std::ops::Range;

use serde::Serialize;

use crate::{Evaluation, Layout};

/// What kind of document a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 部门决算
    DepartmentFinalAccounts,
    /// 单位决算
    UnitFinalAccounts,
    /// 部门预算
    DepartmentBudget,
    /// 单位预算
    UnitBudget,
    /// 绩效自评: a report or a table in which a department or project evaluates its own performance
    PerformanceSelfEvaluation,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether the document is audited as final accounts.
    #[must_use]
    pub const fn is_final_accounts(self) -> bool {
        matches!(self, Self::DepartmentFinalAccounts | Self::UnitFinalAccounts)
    }

    /// Whether the document is audited at all.
    #[must_use]
    pub const fn is_audited(self) -> bool {
        self.is_final_accounts() || matches!(self, Self::PerformanceSelfEvaluation)
    }
}

/// What a document is and how it is divided, seen with a [`crate::Form`].
#[derive(Clone, Debug)]
pub struct Outline {
    /// Kind of document.
    pub kind: Kind,
    /// Id of the form that fits best, such as `national`, `hunan`, `shanghai`.
    pub form: String,
    /// The unit's full name as the document gives it.
    pub unit_name: Option<String>,
    /// The year of the accounts.
    pub fiscal_year: Option<u16>,
    /// Entries of the printed table of contents, in order.
    pub toc: Vec<TocEntry>,
    /// All headings of the body, in order, with what follows each up to the next heading of any level.
    pub sections: Vec<Section>,
    /// Official tables found, in order of appearance.
    pub tables: Vec<TableMatch>,
    /// Self-evaluation tables (绩效自评表) found, in order of appearance.
    pub evaluations: Vec<Evaluation>,
}

/// One line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TocEntry {
    /// Block of the line.
    pub block: usize,
    /// The line without leaders and page number.
    pub text: String,
    /// Page number printed at the end of the line.
    pub page: Option<u32>,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Statement id of the official narrative (`income`, `three-public`, …, see the form data) if the heading is one of
    /// its sections; sub-sections carry the id of their own if they have one, else none.
    pub id: Option<String>,
    /// Depth: 1 第X部分, 2 一、, 3 （一）, 4 1、.
    pub level: u8,
    /// The number as a value: 5 for 五、.
    pub number: Option<u32>,
    /// The number as printed, with its punctuation: `五、`, `（二）`.
    pub label: String,
    /// The heading's words without number.
    pub title: String,
    /// Index of the block in which the heading stands.
    pub block: usize,
    /// Byte range of the heading in that block's text (a heading may be followed by text in the same paragraph).
    pub heading: Range<usize>,
    /// Blocks of the content: from the heading's block (inclusive if text follows the heading in it) to the next heading.
    pub blocks: Range<usize>,
    /// Index of the section one level up that contains this one.
    pub parent: Option<usize>,
}

/// A table of the document recognised as one of the official tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableMatch {
    /// Id of the official table: `T1` … `T9`.
    pub id: String,
    /// Block of the table.
    pub block: usize,
    /// Block of its title, when it has one outside the table.
    pub title_block: Option<usize>,
    /// The title as printed.
    pub title: String,
    /// Its figure cells.
    pub layout: Layout,
}

impl TableMatch {
    /// A match whose cells have not been read yet.
    pub(crate) fn new(id: &str, block: usize, title_block: Option<usize>, title: String) -> Self {
        Self { id: id.to_owned(), block, title_block, title, layout: Layout::default() }
    }
}
