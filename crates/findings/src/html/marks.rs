use std::collections::{BTreeSet, HashMap};

use juesuan_audit::{Report, Severity};
use juesuan_read::{Document, Place};

use super::{class_of, escape};

/// What is marked in a document's text: figures, findings, and numerals that were not understood.
pub struct Marks<'a> {
    document: &'a Document,
    report: &'a Report,
    /// Marks by block and cell.
    at: HashMap<(usize, Option<usize>), Vec<Mark>>,
}

/// One marked stretch of a text.
struct Mark {
    start: usize,
    end: usize,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    /// A figure by index.
    Figure(usize),
    /// A finding by index.
    Finding(usize),
    /// A numeral that was not understood.
    Unknown,
}

impl<'a> Marks<'a> {
    /// Collects all marks of a document.
    pub fn new(document: &'a Document, report: &'a Report) -> Self {
        let mut at: HashMap<_, Vec<Mark>> = HashMap::new();
        let mut put = |place: Place, what| {
            let mark = Mark { start: place.start, end: place.end, what };
            at.entry((place.block, place.cell)).or_default().push(mark);
        };
        for (i, figure) in report.figures.iter().enumerate() {
            put(figure.place, What::Figure(i));
        }
        for (i, finding) in report.findings.iter().enumerate() {
            finding.places.iter().for_each(|&place| put(place, What::Finding(i)));
        }
        report.coverage.not_understood.iter().for_each(|&place| put(place, What::Unknown));
        Self { document, report, at }
    }

    /// The text of a paragraph or cell as HTML. Marks may overlap, elements may not: the text is cut wherever a mark
    /// begins or ends, and each piece carries all marks that cover it.
    pub fn html(&self, block: usize, cell: Option<usize>) -> String {
        let text = self.document.text_of(Place { block, cell, start: 0, end: 0 });
        let Some(marks) = self.at.get(&(block, cell)) else { return escape(text) };
        let mut cuts = BTreeSet::from([0, text.len()]);
        cuts.extend(marks.iter().flat_map(|mark| [mark.start, mark.end]));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        let piece = |ends: &[usize]| self.piece(&text[ends[0]..ends[1]], marks, ends[0]);
        cuts.windows(2).map(piece).collect()
    }

    /// The piece of a text that begins at `start`, between two cuts.
    fn piece(&self, text: &str, marks: &[Mark], start: usize) -> String {
        let covering = marks.iter().filter(|mark| mark.start <= start && start < mark.end);
        let (mut figure, mut findings, mut unknown) = (None, Vec::new(), false);
        let mut starts = false;
        for mark in covering {
            match mark.what {
                What::Figure(i) => {
                    figure = Some(i);
                    starts |= mark.start == start;
                }
                What::Finding(i) => {
                    findings.push(i);
                    starts |= mark.start == start;
                }
                What::Unknown => unknown = true,
            }
        }
        if figure.is_none() && findings.is_empty() && !unknown {
            return escape(text);
        }
        let worst = findings.iter().map(|&i| self.report.findings[i].severity).max();
        let class = classes(figure, worst, unknown);
        let mut attributes = String::new();
        if let Some(i) = figure {
            attributes += &format!(" data-figure=\"{i}\"");
        }
        if !findings.is_empty() {
            let list: Vec<String> = findings.iter().map(ToString::to_string).collect();
            attributes += &format!(" data-findings=\"{}\"", list.join(" "));
        }
        if starts {
            // Only its first piece, so that the tab key stops once at each figure.
            attributes += " tabindex=\"0\" role=\"button\"";
        }
        format!("<span class=\"{class}\"{attributes}>{}</span>", escape(text))
    }
}

fn classes(figure: Option<usize>, worst: Option<Severity>, unknown: bool) -> String {
    let mut classes = Vec::new();
    if figure.is_some() {
        classes.push("figure");
    }
    if let Some(severity) = worst {
        classes.extend(["mark", class_of(severity)]);
    }
    if unknown {
        classes.push("unknown");
    }
    classes.join(" ")
}
