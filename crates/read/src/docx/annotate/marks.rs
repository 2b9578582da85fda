//! The marks of a comment in the document: where its range begins and ends, and the reference at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::Place;
use crate::docx::line::Span;
use crate::docx::{Traced, Unit};

/// The words (or the whole paragraph or cell) that a note is about.
pub(super) struct Target<'b> {
    unit: &'b Unit,
    range: Range<usize>,
}

impl<'b> Target<'b> {
    /// Looks up a place; a place in a table without a cell means its first cell.
    pub(super) fn find(blocks: &'b [Traced], place: Place) -> Option<Self> {
        let unit = blocks.get(place.block)?.units.get(place.cell.unwrap_or(0))?;
        // A cell without a paragraph is malformed; there is nowhere to put a mark.
        (unit.inside.end > 0).then_some(Self { unit, range: place.start..place.end })
    }

    /// The first and the last stretch of text in the XML that the range touches.
    fn ends(&self) -> Option<(&'b Span, &'b Span)> {
        let touched = |span: &&Span| span.text.start < self.range.end && span.text.end > self.range.start;
        let spans = &self.unit.line.spans;
        Some((spans.iter().find(touched)?, spans.iter().rev().find(touched)?))
    }
}

/// What is put in at one place of the XML. Ranges that end come before references, and both before ranges that begin.
#[derive(Default)]
struct Insertion {
    /// Closing tags of a run that is cut, and what opens it again.
    cut: Option<(String, String)>,
    /// An empty `<w:p/>` gets an inside: its last two bytes are replaced, and this closes it.
    opened: Option<String>,
    ends: String,
    begins: String,
    attribute: &'static str,
}

/// Writes the marks of all comments into the XML.
pub(super) fn write<'b>(xml: &str, prefix: &str, targets: impl Iterator<Item = (u32, Target<'b>)>) -> String {
    let mut marks = Marks { xml, prefix, at: BTreeMap::new() };
    for (id, target) in targets {
        let begin = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let end = format!("<{prefix}commentRangeEnd {prefix}id=\"{id}\"/>");
        let reference = format!("<{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>");
        match target.ends() {
            Some((first, last)) => {
                marks.before(first, target.range.start).begins.push_str(&begin);
                marks.after(last, target.range.end).ends.push_str(&(end + &reference));
            }
            None => {
                let inside = &target.unit.inside;
                marks.inside(inside.start).begins.push_str(&begin);
                let last = marks.inside(inside.end);
                if inside.is_empty() {
                    last.begins.push_str(&(end + &reference));
                } else {
                    last.ends.push_str(&(end + &reference));
                }
            }
        }
    }
    marks.apply()
}

struct Marks<'x> {
    xml: &'x str,
    prefix: &'x str,
    at: BTreeMap<usize, Insertion>,
}

impl Marks<'_> {
    /// The insertion before the character at `offset` of the text.
    fn before(&mut self, span: &Span, offset: usize) -> &mut Insertion {
        let skipped = offset.saturating_sub(span.text.start);
        let mut at = if span.verbatim { span.raw.start + skipped } else { span.raw.start };
        while !self.xml.is_char_boundary(at) {
            at -= 1;
        }
        let starts_run = at == span.text_tag.end && self.content_start(span) == span.text_tag.start;
        if starts_run { self.at.entry(span.run_tag.start).or_default() } else { self.cut(span, at) }
    }

    /// The insertion after the character that ends at `offset` of the text.
    fn after(&mut self, span: &Span, offset: usize) -> &mut Insertion {
        let kept = offset.min(span.text.end) - span.text.start;
        let mut at = if span.verbatim { span.raw.start + kept } else { span.raw.end };
        while !self.xml.is_char_boundary(at) {
            at += 1;
        }
        let closing = self.closing(span);
        if self.xml[at..].starts_with(&closing) {
            self.at.entry(at + closing.len()).or_default()
        } else {
            self.cut(span, at)
        }
    }

    /// Where the content of a span's run begins.
    fn content_start(&self, span: &Span) -> usize {
        span.run_tag.end.max(span.run_props.end)
    }

    fn closing(&self, span: &Span) -> String {
        format!("</{}></{}>", tag_name(&self.xml[span.text_tag.clone()]), tag_name(&self.xml[span.run_tag.clone()]))
    }

    /// Cuts a run in two. Blanks at the cut stay only if the text elements say so.
    fn cut(&mut self, span: &Span, at: usize) -> &mut Insertion {
        const PRESERVE: &str = " xml:space=\"preserve\"";
        let tag = &self.xml[span.text_tag.clone()];
        let preserves = tag.contains("xml:space");
        let blank_before = self.xml[..at].ends_with(char::is_whitespace);
        let blank_after = self.xml[at..].starts_with(char::is_whitespace);
        if blank_before && !preserves {
            self.at.entry(span.text_tag.end - 1).or_default().attribute = PRESERVE;
        }
        let text_tag =
            if blank_after && !preserves { tag.replace('>', &format!("{PRESERVE}>")) } else { tag.to_owned() };
        let opening = format!("{}{}{text_tag}", &self.xml[span.run_tag.clone()], &self.xml[span.run_props.clone()]);
        let closing = self.closing(span);
        let insertion = self.at.entry(at).or_default();
        insertion.cut = Some((closing, opening));
        insertion
    }

    /// The insertion at the edge of a paragraph's inside.
    fn inside(&mut self, at: usize) -> &mut Insertion {
        let tag = self.xml[..at].rfind('<').map_or("", |begin| &self.xml[begin..at]);
        let paragraph = format!("{}p", self.prefix);
        let is_empty_paragraph = tag.ends_with("/>") && tag_name(tag) == paragraph;
        let insertion = self.at.entry(at).or_default();
        if is_empty_paragraph {
            insertion.opened = Some(format!("</{paragraph}>"));
        }
        insertion
    }

    fn apply(self) -> String {
        let mut result = String::with_capacity(self.xml.len() + 512 * self.at.len());
        let mut copied = 0;
        for (at, insertion) in self.at {
            let skip = if insertion.opened.is_some() { 2 } else { 0 };
            result.push_str(&self.xml[copied..at - skip]);
            copied = at;
            if skip > 0 {
                result.push('>');
            }
            let (closing, opening) = insertion.cut.unwrap_or_default();
            for piece in [insertion.attribute, &closing, &insertion.ends, &insertion.begins, &opening] {
                result.push_str(piece);
            }
            result.push_str(insertion.opened.as_deref().unwrap_or(""));
        }
        result.push_str(&self.xml[copied..]);
        result
    }
}

/// The qualified name in an opening tag.
fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    &name[..name.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(name.len())]
}
