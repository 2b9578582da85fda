//! What the end of an element does: finished paragraphs and tables become blocks.

use std::ops::Range;

use super::Body;
use super::build::{Frame, ParagraphBuild};
use crate::ReadError;
use crate::docx::line::reflow;
use crate::docx::styles::NumberingRef;
use crate::docx::{Ready, Traced};

impl Body<'_> {
    /// Finishes a paragraph, joined to one before that runs on into it.
    pub(super) fn end_paragraph(&mut self, at: &Range<usize>) {
        let Some(Frame::Paragraph(mut paragraph)) = self.frames.pop() else { return };
        paragraph.inside.end = at.start;
        if !self.in_text_box() {
            self.anchor_boxes(&paragraph.inside);
        }
        // A field code never spans paragraphs in practice; one that is not closed must not hide the rest.
        self.fields.retain(|field| field.result);
        if let Some(mut carried) = self.carried.take() {
            let first = paragraph.lines.drain(..1).next().unwrap_or_default();
            if let Some(last) = carried.lines.last_mut() {
                last.append(first);
            }
            carried.lines.append(&mut paragraph.lines);
            paragraph.lines = carried.lines;
            paragraph.toc |= carried.toc;
            paragraph.source = carried.source;
            paragraph.inside.start = carried.inside.start;
        }
        if paragraph.runs_on {
            self.carried = Some(paragraph);
        } else {
            self.emit(*paragraph);
        }
    }

    fn in_text_box(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::TextBox))
    }

    /// Word allows no comments inside text boxes: their blocks take the place of the paragraph that holds them.
    fn anchor_boxes(&mut self, inside: &Range<usize>) {
        for traced in self.after.iter_mut().filter(|traced| traced.boxed) {
            traced.boxed = false;
            for unit in &mut traced.units {
                unit.line.spans.clear();
                unit.inside = inside.clone();
            }
        }
    }

    /// Blocks that come out after the one that holds them.
    fn put_after(&mut self, blocks: impl Iterator<Item = Traced>) {
        let boxed = self.in_text_box();
        self.after.extend(blocks.map(|traced| Traced { boxed, ..traced }));
    }

    /// Puts out a paragraph that ran on into nothing.
    pub(super) fn flush_carried(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.emit(*paragraph);
        }
    }

    /// Puts a finished paragraph into its cell or among the blocks.
    fn emit(&mut self, paragraph: ParagraphBuild) {
        let style = paragraph.style.as_deref();
        let of_style = self.styles.numbering(style);
        let numbering = match paragraph.numbering.id {
            Some(_) => paragraph.numbering,
            None => NumberingRef { id: of_style.id, level: paragraph.numbering.level.or(of_style.level) },
        };
        let label = self.numbering.label(numbering, style);
        let mut lines = reflow(paragraph.lines);
        if let (Some(label), Some(first)) = (label, lines.first_mut())
            && !first.is_blank()
        {
            first.prefix(&label);
        }
        let heading_level = paragraph.outline.unwrap_or_else(|| self.styles.heading_level(style));
        let in_toc = paragraph.toc || self.structured.contains(&true) || style.is_some_and(|s| self.styles.is_toc(s));
        let toc = in_toc && lines.first().is_some_and(|line| !is_toc_title(&line.text));
        let ready = Ready { lines, heading_level, toc, source: paragraph.source, inside: paragraph.inside };
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => {
                if let Some(cell) = table.cell() {
                    cell.paragraphs.push(ready);
                }
            }
            Some(_) => self.put_after(ready.into_blocks()),
            None => {
                self.done.extend(ready.into_blocks());
                self.done.append(&mut self.after);
            }
        }
    }

    /// Puts a finished cell into its row.
    pub(super) fn end_cell(&mut self) {
        self.flush_carried();
        if let Some(row) = self.table().and_then(|t| t.open_row.as_mut()) {
            row.cells.extend(row.open_cell.take());
        }
    }

    /// Puts a finished table among the blocks.
    ///
    /// # Errors
    /// `LimitExceeded` for too many cells.
    pub(super) fn end_table(&mut self) -> Result<(), ReadError> {
        self.flush_carried();
        let Some(Frame::Table(table)) = self.frames.pop() else { return Ok(()) };
        let blocks = table.finish(&mut self.cells)?;
        if self.frames.is_empty() {
            self.done.extend(blocks);
            self.done.append(&mut self.after);
        } else {
            self.put_after(blocks.into_iter());
        }
        Ok(())
    }
}

/// The heading of a table of contents is not one of its entries.
fn is_toc_title(text: &str) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(words.as_str(), "目录" | "目次")
}
