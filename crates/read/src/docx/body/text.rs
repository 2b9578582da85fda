//! Text, line breaks and fields.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::Body;
use super::build::{Field, Tag};
use crate::docx::line::{Line, Span};
use crate::xml::attribute;

impl Body<'_> {
    /// Text of the XML at `at`; `verbatim` if it stands there byte by byte.
    pub(super) fn text(&mut self, text: &str, at: Range<usize>, verbatim: bool) {
        if self.skipping.is_some() {
            return;
        }
        match self.tags.last() {
            Some(Tag::Text) => {
                // XML line breaks inside a text element are blanks; each is one byte, so places stay true.
                let blank = |c: char| matches!(c, '\n' | '\r' | '\t');
                if text.contains(blank) {
                    self.write(&text.replace(blank, " "), Some(at), verbatim);
                } else {
                    self.write(text, Some(at), verbatim);
                }
            }
            Some(Tag::Instruction) => {
                if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
                    field.code.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Text that the document shows without writing it.
    pub(super) fn literal(&mut self, text: &str) {
        if self.tags.last() == Some(&Tag::Run) {
            self.write(text, None, false);
        }
    }

    /// A character of a symbol font (`w:sym`).
    pub(super) fn symbol(&mut self, e: &BytesStart<'_>) {
        let code = attribute(e, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        // Private-use codes select a glyph of a symbol font; they say nothing as text.
        let shown = code.and_then(char::from_u32).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control());
        if let Some(c) = shown {
            self.literal(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Begins a new line of the paragraph.
    pub(super) fn break_line(&mut self, on_new_page: bool) {
        if self.tags.last() == Some(&Tag::Run)
            && self.fields.iter().all(|field| field.result)
            && let Some(p) = self.paragraph()
        {
            p.lines.push(Line { on_new_page, ..Line::default() });
        }
    }

    /// Adds text to the open paragraph, unless it is hidden or the code of a field.
    fn write(&mut self, text: &str, raw: Option<Range<usize>>, verbatim: bool) {
        if self.fields.iter().any(|field| !field.result) {
            return;
        }
        let (styles, spans) = (self.styles, self.spans);
        let in_toc = self.fields.iter().any(Field::is_toc);
        let Some(p) = self.paragraph() else { return };
        let run_hidden = p.run.as_ref().and_then(|run| run.hidden.or(run.style_hidden.then_some(true)));
        if run_hidden.unwrap_or_else(|| p.style.as_deref().is_some_and(|id| styles.vanish(id))) {
            return;
        }
        p.toc |= in_toc;
        let Some(line) = p.lines.last_mut() else { return };
        if let (true, Some(raw), Some(run)) = (spans, raw, &p.run) {
            line.spans.push(Span {
                text: line.text.len()..line.text.len() + text.len(),
                raw,
                verbatim,
                run_tag: run.tag.clone(),
                run_props: run.props.clone(),
                text_tag: run.text_tag.clone(),
            });
        }
        line.push(text);
    }

    /// Begin, separator or end of a field.
    pub(super) fn field_char(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field { code: String::new(), result: false }),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }
}
