//! What is open while walking: elements, fields, and the runs, paragraphs and tables that they build.

use std::ops::Range;

use crate::docx::line::Line;
use crate::docx::styles::NumberingRef;
use crate::docx::table::TableBuild;

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Paragraph,
    ParagraphProps,
    Run,
    RunProps,
    Text,
    Instruction,
    SimpleField,
    Table,
    Row,
    RowProps,
    Cell,
    CellProps,
    TextBox,
    Structured,
    Alternate,
    Other,
}

/// A field (`PAGE`, `TOC` …) that is open.
pub(super) struct Field {
    pub(super) code: String,
    /// Whether its result has begun; before, it is code.
    pub(super) result: bool,
}

impl Field {
    pub(super) fn is_toc(&self) -> bool {
        self.result && self.code.trim_start().get(..3).is_some_and(|name| name.eq_ignore_ascii_case("TOC"))
    }
}

/// A run that is open.
#[derive(Default)]
pub(super) struct RunBuild {
    pub(super) tag: Range<usize>,
    pub(super) props: Range<usize>,
    pub(super) text_tag: Range<usize>,
    pub(super) hidden: Option<bool>,
    pub(super) style_hidden: bool,
}

/// A paragraph that is open.
#[derive(Default)]
pub(super) struct ParagraphBuild {
    pub(super) source: u32,
    pub(super) inside: Range<usize>,
    pub(super) lines: Vec<Line>,
    pub(super) style: Option<String>,
    /// Its own outline level, where it states one: the inner `None` is running text.
    pub(super) outline: Option<Option<u8>>,
    pub(super) numbering: NumberingRef,
    pub(super) toc: bool,
    /// The end of the paragraph was removed by a tracked change: it runs on into the next.
    pub(super) runs_on: bool,
    pub(super) run: Option<RunBuild>,
}

/// A thing that holds others and is being built.
pub(super) enum Frame {
    Paragraph(Box<ParagraphBuild>),
    Table(TableBuild),
    TextBox,
}
