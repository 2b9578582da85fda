//! Texts cut into pieces, each with all that is marked in it.

use std::collections::{BTreeSet, HashMap};

use juesuan_audit::{Report, Severity};
use juesuan_read::Place;
use serde::Serialize;

use crate::Audited;

/// A piece of a paragraph's or cell's text in which the marks do not change.
#[derive(Clone, Debug, Serialize)]
pub struct Segment<'a> {
    /// The words; empty where a finding is about something that is missing.
    pub text: &'a str,
    /// What is marked there; none for plain text, of which a document mostly consists.
    pub mark: Option<Box<Mark>>,
}

/// What is marked in a piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Index of the figure that the piece belongs to.
    pub figure: Option<usize>,
    /// Indices of the findings that quote the piece, ascending.
    pub findings: Vec<usize>,
    /// The gravest severity of those findings.
    pub severity: Option<Severity>,
    /// Whether it is a numeral that was not understood.
    pub unread: bool,
    /// Whether it is the first piece of a figure or of a quotation, at which someone who moves by keys should stop.
    pub first: bool,
    /// The quotations of findings that begin here: where a link to the place leads.
    pub quotes: Vec<QuoteAt>,
}

/// A quotation of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteAt {
    /// Index of the finding.
    pub finding: usize,
    /// Index among its quotations.
    pub quote: usize,
}

/// What is marked in a document's text: figures, findings, and numerals that were not understood.
pub struct Marks<'a> {
    report: &'a Report,
    /// Stretches by block and cell.
    at: HashMap<(usize, Option<usize>), Vec<Stretch>>,
}

/// One marked stretch of a text, in bytes.
#[derive(Clone, Copy)]
struct Stretch {
    start: usize,
    end: usize,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    /// A figure by index.
    Figure(usize),
    /// A quotation of a finding.
    Quote(QuoteAt),
    /// A numeral that was not understood.
    Unread,
}

impl<'a> Marks<'a> {
    /// Collects all marks of a document.
    pub fn new(audited: &'a Audited) -> Self {
        let report = &audited.report;
        let mut at: HashMap<_, Vec<Stretch>> = HashMap::new();
        let mut put = |place: Place, what| {
            let stretch = Stretch { start: place.start, end: place.end.max(place.start), what };
            at.entry((place.block, place.cell)).or_default().push(stretch);
        };
        for (i, figure) in report.figures.iter().enumerate() {
            put(figure.place, What::Figure(i));
        }
        for (finding, found) in report.findings.iter().enumerate() {
            for (quote, &place) in found.places.iter().enumerate() {
                put(place, What::Quote(QuoteAt { finding, quote }));
            }
        }
        report.coverage.not_understood.iter().for_each(|&place| put(place, What::Unread));
        at.values_mut().for_each(|stretches| stretches.sort_by_key(|stretch| stretch.start));
        Self { report, at }
    }

    /// The text of a paragraph or cell in pieces. Marks may overlap, pieces do not: the text is cut wherever a mark begins
    /// or ends, and each piece carries all marks that cover it.
    pub fn segments<'t>(&self, block: usize, cell: Option<usize>, text: &'t str) -> Vec<Segment<'t>> {
        let Some(stretches) = self.at.get(&(block, cell)) else {
            return if text.is_empty() { Vec::new() } else { vec![Segment { text, mark: None }] };
        };
        let within = |at: usize| text.floor_char_boundary(at);
        let mut cuts = BTreeSet::from([0, text.len()]);
        cuts.extend(stretches.iter().flat_map(|stretch| [within(stretch.start), within(stretch.end)]));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let mut segments = Vec::new();
        let mut coming = stretches.iter().peekable();
        let mut open: Vec<&Stretch> = Vec::new();
        for (i, &cut) in cuts.iter().enumerate() {
            open.retain(|stretch| within(stretch.end) > cut);
            let mut empty = Vec::new();
            while let Some(stretch) = coming.next_if(|stretch| within(stretch.start) <= cut) {
                if within(stretch.end) > cut { open.push(stretch) } else { empty.push(stretch) }
            }
            if !empty.is_empty() {
                segments.push(Segment { text: "", mark: self.mark(&empty, cut) });
            }
            if let Some(&next) = cuts.get(i + 1) {
                segments.push(Segment { text: &text[cut..next], mark: self.mark(&open, cut) });
            }
        }
        segments
    }

    /// What all of these stretches mark in a piece that begins at `start`.
    fn mark(&self, stretches: &[&Stretch], start: usize) -> Option<Box<Mark>> {
        if stretches.is_empty() {
            return None;
        }
        let mut mark = Mark::default();
        for stretch in stretches {
            let begins = stretch.start == start;
            match stretch.what {
                What::Figure(i) => {
                    mark.figure = mark.figure.max(Some(i));
                    mark.first |= begins;
                }
                What::Quote(quote) => {
                    mark.findings.push(quote.finding);
                    mark.first |= begins;
                    mark.quotes.extend(begins.then_some(quote));
                }
                What::Unread => mark.unread = true,
            }
        }
        mark.findings.sort_unstable();
        mark.findings.dedup();
        mark.severity = mark.findings.iter().map(|&i| self.report.findings[i].severity).max();
        Some(Box::new(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    /// The pieces of a paragraph of the example in which findings are at the given bytes.
    fn pieces(ranges: &[(usize, usize)]) -> Vec<(String, Vec<usize>, usize)> {
        let mut audited = testing::audited();
        let place = |&(start, end)| Place { block: 4, cell: None, start, end };
        audited.report.figures.clear();
        audited.report.coverage.not_understood.clear();
        for (finding, range) in audited.report.findings.iter_mut().zip(ranges) {
            finding.places = vec![place(range)];
        }
        audited.report.findings.truncate(ranges.len());
        let text = "一二三四";
        let segments = Marks::new(&audited).segments(4, None, text);
        assert_eq!(segments.iter().map(|segment| segment.text).collect::<String>(), text);
        let piece = |segment: Segment<'_>| {
            let mark = segment.mark.unwrap_or_default();
            (segment.text.to_owned(), mark.findings.clone(), mark.quotes.len())
        };
        segments.into_iter().map(piece).collect()
    }

    fn piece(text: &str, findings: &[usize], quotes: usize) -> (String, Vec<usize>, usize) {
        (text.to_owned(), findings.to_vec(), quotes)
    }

    #[test]
    fn overlapping_marks_cut_the_text() {
        let wanted = [piece("一", &[0], 1), piece("二", &[0, 1], 1), piece("三", &[1], 0), piece("四", &[], 0)];
        assert_eq!(pieces(&[(0, 6), (3, 9)]), wanted);
    }

    #[test]
    fn what_is_missing_has_a_place_of_its_own() {
        assert_eq!(pieces(&[(6, 6)]), [piece("一二", &[], 0), piece("", &[0], 1), piece("三四", &[], 0)]);
        assert_eq!(pieces(&[(12, 12)]), [piece("一二三四", &[], 0), piece("", &[0], 1)]);
    }

    #[test]
    fn a_place_outside_the_text_or_inside_a_character_does_no_harm() {
        pieces(&[(4, 40), (100, 90)]);
    }
}
