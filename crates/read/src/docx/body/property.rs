//! Properties of paragraphs, runs, rows and cells.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::Body;
use super::build::Tag;
use crate::docx::styles::outline_level;
use crate::docx::table::{Merge, TableBuild};
use crate::xml::{attribute, number, switch};

impl Body<'_> {
    /// Acts on the start of an element inside the properties that `parent` holds.
    pub(super) fn open_property(&mut self, parent: Tag, name: &str, e: &BytesStart<'_>, at: Range<usize>) -> Tag {
        let value = || attribute(e, "val").map(|v| v.into_owned());
        match (parent, name) {
            (_, "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "numberingChange" | "sectPrChange") => {
                return self.skip();
            }
            (Tag::ParagraphProps, "rPr") => return Tag::RunProps,
            // `w:numPr` holds the level and the number as elements of its own.
            (Tag::ParagraphProps, "numPr") => return Tag::ParagraphProps,
            (Tag::ParagraphProps, _) => {
                if let Some(p) = self.paragraph() {
                    match name {
                        "pStyle" => p.style = value(),
                        "outlineLvl" => p.outline = Some(outline_level(e)),
                        "numId" => p.numbering.id = number(e, "val"),
                        "ilvl" => p.numbering.level = number(e, "val"),
                        _ => {}
                    }
                }
            }
            (Tag::RunProps, _) => self.run_property(name, e, at),
            (Tag::RowProps, _) => {
                if let Some(row) = self.table().and_then(|t| t.open_row.as_mut()) {
                    match name {
                        "gridBefore" => row.before = number(e, "val").unwrap_or(0),
                        "del" => row.deleted = true,
                        _ => {}
                    }
                }
            }
            (Tag::CellProps, _) => {
                if let Some(cell) = self.table().and_then(TableBuild::cell) {
                    let merge = || match attribute(e, "val").as_deref() {
                        Some("restart") => Some(Merge::Restart),
                        _ => Some(Merge::Continue),
                    };
                    match name {
                        "gridSpan" => cell.span = number(e, "val"),
                        "vMerge" => cell.vertical = merge(),
                        "hMerge" => cell.horizontal = merge(),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Tag::Other
    }

    fn run_property(&mut self, name: &str, e: &BytesStart<'_>, _at: Range<usize>) {
        let of_mark = self.tags.iter().rev().nth(1) == Some(&Tag::ParagraphProps);
        let styles = self.styles;
        let Some(p) = self.paragraph() else { return };
        match (name, &mut p.run) {
            ("del" | "moveFrom", _) if of_mark => p.runs_on = true,
            ("vanish", Some(run)) if !of_mark => run.hidden = Some(switch(e)),
            ("rStyle", Some(run)) if !of_mark => {
                run.style_hidden = attribute(e, "val").is_some_and(|id| styles.vanish(&id));
            }
            _ => {}
        }
    }
}
