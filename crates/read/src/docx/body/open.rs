//! What the start of an element does.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::Body;
use super::build::{Field, Frame, ParagraphBuild, RunBuild, Tag};
use crate::ReadError;
use crate::docx::line::Line;
use crate::docx::table::{CellBuild, RowBuild, TableBuild};
use crate::xml::attribute;

impl Body<'_> {
    /// Acts on the start of an element and says what it is.
    pub(super) fn open(&mut self, name: &str, e: &BytesStart<'_>, at: Range<usize>) -> Result<Tag, ReadError> {
        let parent = self.tags.last().copied().unwrap_or(Tag::Other);
        match parent {
            Tag::ParagraphProps | Tag::RunProps | Tag::RowProps | Tag::CellProps => {
                return Ok(self.open_property(parent, name, e, at));
            }
            _ => {}
        }
        Ok(match name {
            "p" => self.open_paragraph(at),
            "pPr" => Tag::ParagraphProps,
            "r" => {
                if let Some(p) = self.paragraph() {
                    p.run = Some(RunBuild { props: at.end..at.end, tag: at, ..RunBuild::default() });
                }
                Tag::Run
            }
            "rPr" => {
                if let Some(run) = self.run() {
                    run.props.start = at.start;
                }
                Tag::RunProps
            }
            "t" => {
                if let Some(run) = self.run() {
                    run.text_tag = at;
                }
                Tag::Text
            }
            "tbl" => self.push_frame(Frame::Table(TableBuild::default()), Tag::Table),
            "tr" => self.in_table(Tag::Row, |table| table.open_row = Some(RowBuild::default())),
            "tc" => self.in_table(Tag::Cell, |table| {
                if let Some(row) = &mut table.open_row {
                    row.open_cell = Some(CellBuild::default());
                }
            }),
            "trPr" => Tag::RowProps,
            "tcPr" => Tag::CellProps,
            "txbxContent" => self.push_frame(Frame::TextBox, Tag::TextBox),
            "del" | "moveFrom" | "rt" => self.skip(),
            _ => self.open_other(name, e),
        })
    }

    fn open_other(&mut self, name: &str, e: &BytesStart<'_>) -> Tag {
        match name {
            "tab" | "ptab" => self.literal("\t"),
            "br" | "cr" => self.break_line(matches!(attribute(e, "type").as_deref(), Some("page" | "column"))),
            "noBreakHyphen" => self.literal("-"),
            "sym" => self.symbol(e),
            "fldChar" => self.field_char(attribute(e, "fldCharType").as_deref().unwrap_or("")),
            "fldSimple" => {
                let code = attribute(e, "instr").unwrap_or_default().into_owned();
                self.fields.push(Field { code, result: true });
                return Tag::SimpleField;
            }
            "instrText" => return Tag::Instruction,
            "sdt" => {
                self.structured.push(false);
                return Tag::Structured;
            }
            "docPartGallery" => {
                let is_toc = attribute(e, "val").is_some_and(|v| v.eq_ignore_ascii_case("Table of Contents"));
                if let Some(last) = self.structured.last_mut() {
                    *last |= is_toc;
                }
            }
            "AlternateContent" => {
                self.choices.push(false);
                return Tag::Alternate;
            }
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(true) => return self.skip(),
                Some(taken) => *taken = true,
                None => {}
            },
            _ => {}
        }
        Tag::Other
    }

    fn open_paragraph(&mut self, at: Range<usize>) -> Tag {
        let source = self.paragraphs;
        self.paragraphs += 1;
        let lines = vec![Line::default()];
        let paragraph = ParagraphBuild { source, inside: at.end..at.end, lines, ..ParagraphBuild::default() };
        self.push_frame(Frame::Paragraph(Box::new(paragraph)), Tag::Paragraph)
    }

    fn push_frame(&mut self, frame: Frame, tag: Tag) -> Tag {
        self.frames.push(frame);
        tag
    }

    fn in_table(&mut self, tag: Tag, act: impl FnOnce(&mut TableBuild)) -> Tag {
        match self.table() {
            Some(table) => {
                act(table);
                tag
            }
            None => Tag::Other,
        }
    }
}
