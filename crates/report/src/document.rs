use crate::{FigureId, Figures, Table};

/// A filled document: what it says in order, its tables, and all figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What kind of document it is.
    pub kind: ReportKind,
    /// Id of the form of a disclosure: `national`, `hunan`, `shanghai`; empty for other documents.
    pub form: String,
    /// Full name of the department or unit.
    pub unit: String,
    /// 部门决算 rather than 单位决算.
    pub department: bool,
    /// Fiscal year.
    pub year: u16,
    /// Title of the document: `…2024年度部门决算`.
    pub title: String,
    /// The document from the first part to the last; the cover and the table of contents are not among them.
    pub blocks: Vec<Block>,
    /// Its tables; those of a disclosure in the order of the form.
    pub tables: Vec<Table>,
    /// All figures.
    pub figures: Figures,
    /// What the accountant should add before publishing, a message each.
    pub notices: Vec<String>,
    /// What could be written and is not: ids as those of [`Run::written`].
    pub lacking: Vec<String>,
}

/// Kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportKind {
    /// 部门（单位）决算公开
    Disclosure,
    /// 绩效自评报告
    SelfEvaluation,
}

/// A piece of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A part (第一部分 …), which begins a page.
    Part(String),
    /// A heading of level 1 (一、), 2 (（一）) or 3 (1．).
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// The table of this index in [`Report::tables`].
    Table(usize),
}

/// A piece of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// The figure that it prints, if it is one.
    pub figure: Option<FigureId>,
    /// What a person may write here by hand, if it is such a text: the id of a reason (`T9/total/actual@change`), or of a
    /// section of passages ([`TEXTS`](crate::TEXTS)).
    pub written: Option<String>,
}
