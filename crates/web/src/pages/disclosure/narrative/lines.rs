//! The narrative line by line: what is locked to the books, what people write, and what the audit says of each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use juesuan_desk::Handwritten;
use juesuan_findings::{Audited, Options, ReadFailure, severity_name, view};
use juesuan_report::{Block, Report, Run};
use serde::Serialize;

use crate::pages::disclosure::DOCUMENT;

/// A heading or paragraph as it will be published.
pub struct Line {
    /// 0 for text, 1 for a part, 2 and more for headings.
    pub level: u8,
    pub pieces: Vec<Piece>,
    /// What the audit says of it.
    pub problems: Vec<Problem>,
    /// What can be written there.
    pub editors: Vec<Editor>,
}

/// A piece of a line.
pub struct Piece {
    pub text: String,
    /// The figure that it prints, which nobody changes here.
    pub figure: Option<String>,
    /// Whether somebody wrote it by hand.
    pub written: bool,
}

/// A place to write.
pub struct Editor {
    pub id: String,
    /// The same as the end of an address.
    pub anchor: String,
    /// What it is called.
    pub name: String,
    pub text: String,
    /// Whether it should be written and is not.
    pub lacking: bool,
    /// Whether each line is a paragraph.
    pub many: bool,
}

/// What the audit says of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The class of its tag.
    pub class: &'static str,
    /// 错误, 警告, 提示
    pub severity: &'static str,
    pub message: String,
}

/// Problems by the paragraph that has them, whose text stands without blanks.
pub type Problems = HashMap<String, BTreeSet<Problem>>;

/// Audits the whole document, since a sentence is right or wrong only beside the others and the tables. Takes tens of
/// milliseconds: not on a thread that serves others.
///
/// # Errors
/// When the audit cannot be run.
pub fn problems(html: &str) -> Result<Problems, ReadFailure> {
    let audited = Audited::of_bytes(DOCUMENT, html.as_bytes().to_vec(), &Options::default())?;
    let view = view::View::of(&audited);
    let mut problems = Problems::new();
    for block in &view.blocks {
        let view::Content::Paragraph(paragraph) = &block.content else { continue };
        let marked: BTreeSet<usize> = paragraph
            .text
            .iter()
            .filter_map(|segment| segment.mark.as_ref())
            .flat_map(|mark| mark.findings.iter().copied())
            .collect();
        if marked.is_empty() {
            continue;
        }
        let text: String = paragraph.text.iter().map(|segment| segment.text).collect();
        let found = marked.into_iter().filter_map(|index| view.findings.get(index)).map(problem);
        problems.entry(plain(&text)).or_default().extend(found);
    }
    Ok(problems)
}

fn problem(found: &view::Found<'_>) -> Problem {
    let [error, warning, _] = view::SEVERITIES;
    let class = match found.severity {
        severity if severity == error => "error",
        severity if severity == warning => "warning",
        _ => "info",
    };
    Problem { class, severity: severity_name(found.severity), message: found.message.to_owned() }
}

/// What the audit says of the lines in which something is written.
pub fn of_written(report: &Report, id: &str, problems: &Problems) -> BTreeSet<Problem> {
    let has = |runs: &&Vec<Run>| runs.iter().any(|run| run.written.as_deref() == Some(id));
    let lines = report.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(runs) | Block::Heading(_, runs) => Some(runs),
        Block::Part(_) | Block::Table(_) => None,
    });
    lines.filter(has).filter_map(|runs| problems.get(&words(runs))).flatten().cloned().collect()
}

/// The document line by line, without its tables.
pub fn lines(report: &Report, problems: &Problems) -> Vec<Line> {
    let places = places(report);
    let line = |(at, block): (usize, &Block)| {
        let (level, runs) = match block {
            Block::Part(text) => (1, vec![Run { text: text.clone(), ..Run::default() }]),
            Block::Heading(level, runs) => (level.saturating_add(1).min(4), runs.clone()),
            Block::Paragraph(runs) => (0, runs.clone()),
            Block::Table(_) => return None,
        };
        let found = problems.get(&words(&runs)).into_iter().flatten().cloned().collect();
        let here = places.iter().filter(|(_, place)| **place == at);
        let editors = here.filter_map(|(id, _)| editor(report, id)).collect();
        let piece = |run: Run| Piece {
            figure: run.figure.filter(|id| report.figures.contains_key(id)),
            written: run.written.is_some(),
            text: run.text,
        };
        Some(Line { level, pieces: runs.into_iter().map(piece).collect(), problems: found, editors })
    };
    report.blocks.iter().enumerate().filter_map(line).collect()
}

/// What is lacking and has no line of its own: sections of which nothing is printed yet.
pub fn homeless(report: &Report) -> Vec<Editor> {
    let places = places(report);
    report.lacking.iter().filter(|id| !places.contains_key(id.as_str())).filter_map(|id| editor(report, id)).collect()
}

/// The block behind which each text is written: the last one that has it; for a lacking reason the first one that prints the
/// figure to be explained.
fn places(report: &Report) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    let mut figures: HashMap<&str, usize> = HashMap::new();
    for (at, block) in report.blocks.iter().enumerate() {
        let (Block::Paragraph(runs) | Block::Heading(_, runs)) = block else { continue };
        for run in runs {
            if let Some(id) = &run.written {
                places.insert(id.as_str(), at);
            }
            if let Some(id) = &run.figure {
                figures.entry(id).or_insert(at);
            }
        }
    }
    for id in &report.lacking {
        let change = figures.get(id.as_str());
        let figure = id.rsplit_once('@').and_then(|(figure, _)| figures.get(figure));
        if let Some(&at) = change.or(figure) {
            places.entry(id).or_insert(at);
        }
    }
    places
}

/// A place to write, with the words that stand there now.
fn editor(report: &Report, id: &str) -> Option<Editor> {
    let what = Handwritten::of(id, report)?;
    let runs = report.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(runs) | Block::Heading(_, runs) => runs.as_slice(),
        Block::Part(_) | Block::Table(_) => &[],
    });
    let mut texts: Vec<&str> =
        runs.filter(|run| run.written.as_deref() == Some(id)).map(|run| run.text.as_str()).collect();
    let many = matches!(what, Handwritten::Passages(_));
    if !many {
        texts.truncate(1);
    }
    let (lacking, anchor) = (texts.is_empty(), anchor(id));
    Some(Editor { id: id.to_owned(), anchor, name: what.name(report), text: texts.join("\n"), lacking, many })
}

/// An id as the end of an address.
pub fn anchor(id: &str) -> String {
    let plain = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("w-{}", plain.collect::<String>())
}

fn words(runs: &[Run]) -> String {
    plain(&runs.iter().map(|run| run.text.as_str()).collect::<String>())
}

/// A text without blanks, which readers of pages do not all keep.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
