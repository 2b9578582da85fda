//! Text of a paragraph with its place in the XML.

use std::ops::Range;

use crate::flow;

/// Where a stretch of text stands in the XML of the part; all ranges are bytes.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// Stretch of the text.
    pub(super) text: Range<usize>,
    /// Where it is written in the XML.
    pub(super) raw: Range<usize>,
    /// Whether both are equal byte by byte (no entity in it), so that it may be cut anywhere.
    pub(super) verbatim: bool,
    /// The opening tag of its run.
    pub(super) run_tag: Range<usize>,
    /// The run's properties (`w:rPr` with its content); empty if there are none.
    pub(super) run_props: Range<usize>,
    /// The opening tag of the text element.
    pub(super) text_tag: Range<usize>,
}

/// A line of text. Spans are kept only while annotating.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    /// Whether it begins a page or column, and so never continues the line before.
    pub(super) on_new_page: bool,
}

impl Line {
    /// Adds text that stands nowhere in the XML (a label, a separator).
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Puts a label before the text.
    pub(super) fn prefix(&mut self, label: &str) {
        self.text.insert_str(0, label);
        for span in &mut self.spans {
            span.text = span.text.start + label.len()..span.text.end + label.len();
        }
    }

    /// Joins another line, with a space where one is needed.
    pub(super) fn join(&mut self, other: Line) {
        if flow::needs_space(&self.text, &other.text) {
            self.text.push(' ');
        }
        self.append(other);
    }

    /// Joins another line without anything between.
    pub(super) fn append(&mut self, mut other: Line) {
        let shift = self.text.len();
        self.text.push_str(&other.text);
        for span in &mut other.spans {
            span.text = span.text.start + shift..span.text.end + shift;
        }
        self.spans.append(&mut other.spans);
    }

    /// Drops blanks at both ends.
    pub(super) fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let blank = self.text.len() - self.text.trim_start().len();
        self.text.drain(..blank);
        let len = self.text.len();
        self.spans.retain_mut(|span| {
            let cut = blank.saturating_sub(span.text.start);
            let over = span.text.end.saturating_sub(blank + len);
            if cut + over >= span.text.len() {
                return false;
            }
            if span.verbatim {
                span.raw = span.raw.start + cut..span.raw.end - over;
            }
            span.text = span.text.start + cut - blank..span.text.end - over - blank;
            true
        });
    }

    /// Whether there is nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Joins the lines of a paragraph that were broken for looks, and trims each.
pub(super) fn reflow(lines: Vec<Line>) -> Vec<Line> {
    let mut result: Vec<Line> = Vec::with_capacity(lines.len());
    for mut line in lines {
        line.trim();
        match result.last_mut() {
            Some(last) if last.is_blank() => *last = line,
            Some(_) if line.on_new_page && !line.is_blank() => result.push(line),
            Some(last) if line.is_blank() || !flow::ends_paragraph(&last.text, &line.text) => last.join(line),
            _ => result.push(line),
        }
    }
    result
}
