//! A document with its findings beside it, as data: what a page needs to draw it, whatever the page is made with.
//!
//! Texts of the document are borrowed from the audit; nothing here is escaped for any language.

mod body;
mod found;
mod text;

use std::path::Path;

use juesuan_audit::Severity;
use juesuan_form::Kind;
use juesuan_read::Format;
use serde::Serialize;

pub use body::{Block, Cell, Content, Paragraph, Role, Row, Table};
pub use found::{Found, ProofRow, Proven, Quote};
pub use text::{Mark, QuoteAt, Segment};

use crate::{Audited, Locator, coverage_percent, keys, kind_name, not_audited};

/// The severities in the order in which they are counted and listed.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Everything that a page shows of one audited document.
#[derive(Clone, Debug, Serialize)]
pub struct View<'a> {
    /// Unit, year and kind: `临江县水利局 2024 年度部门决算`; the file's name stands for a unit that was not recognised.
    pub title: String,
    /// The file as the user named it.
    pub path: &'a str,
    /// What kind of file it is.
    pub format: Format,
    /// What kind of document it is.
    pub kind: Kind,
    /// The unit's full name.
    pub unit_name: Option<&'a str>,
    /// The year of the accounts.
    pub fiscal_year: Option<u16>,
    /// Number of pages, where the format has them.
    pub pages: Option<u32>,
    /// In Chinese why the document is not audited; none if it is.
    pub notice: Option<String>,
    /// How many findings there are of each severity, the gravest first.
    pub counts: [Count; 3],
    /// How much of the document was understood.
    pub coverage: Covered,
    /// The text in reading order.
    pub blocks: Vec<Block<'a>>,
    /// The findings in the order of their first place; marks in the text name them by their index.
    pub findings: Vec<Found<'a>>,
    /// The figures that were understood; empty unless the document was checked with [`crate::Options::figures`].
    pub figures: Vec<Figure<'a>>,
    /// The numerals that were not understood, and so not checked.
    pub unread: Vec<Quote<'a>>,
}

/// Number of findings of a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The severity.
    pub severity: Severity,
    /// How many findings have it.
    pub findings: usize,
}

/// How much of a document was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// Numerals with a unit.
    pub numerals: usize,
    /// Those that were understood.
    pub understood: usize,
    /// The share of those, `99.2%`; a dash where there are none.
    pub percent: String,
}

/// A figure as it was understood.
#[derive(Clone, Debug, Serialize)]
pub struct Figure<'a> {
    /// As printed, with its unit.
    pub printed: &'a str,
    /// Table or section.
    pub area: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Which measure of it.
    pub measure: &'a str,
    /// The fiscal year it belongs to.
    pub year: Option<u16>,
    /// Its unit.
    pub unit: &'a str,
    /// Whether it takes part in any relation that was checked.
    pub related: bool,
    /// Indices of the figures that it was checked against.
    pub neighbours: &'a [usize],
    /// Where it stands, in words.
    pub place: String,
}

impl<'a> View<'a> {
    /// What a page shows of a document.
    #[must_use]
    pub fn of(audited: &'a Audited) -> Self {
        let (document, report) = (&audited.document, &audited.report);
        let locator = Locator::of(audited);
        let (outline, coverage) = (&report.outline, &report.coverage);
        let keyed = report.findings.iter().zip(keys(audited));
        let percent = coverage_percent(coverage.understood, coverage.numerals);
        Self {
            title: title(audited),
            path: &document.path,
            format: document.format,
            kind: outline.kind,
            unit_name: outline.unit_name.as_deref(),
            fiscal_year: outline.fiscal_year,
            pages: document.pages,
            notice: not_audited(outline.kind),
            counts: SEVERITIES.map(|severity| Count { severity, findings: audited.count(severity) }),
            coverage: Covered { numerals: coverage.numerals, understood: coverage.understood, percent },
            blocks: body::blocks(audited),
            findings: keyed.map(|(finding, key)| found::found(&locator, finding, key)).collect(),
            figures: report.figures.iter().map(|figure| Figure::of(&locator, figure)).collect(),
            unread: coverage.not_understood.iter().map(|&place| Quote::of(&locator, place)).collect(),
        }
    }
}

impl<'a> Figure<'a> {
    fn of(locator: &Locator<'a>, figure: &'a juesuan_audit::FigureSummary) -> Self {
        Self {
            printed: &figure.printed,
            area: &figure.area,
            subject: &figure.subject,
            measure: &figure.measure,
            year: figure.year,
            unit: &figure.unit,
            related: figure.related,
            neighbours: &figure.neighbours,
            place: locator.describe(figure.place),
        }
    }
}

fn title(audited: &Audited) -> String {
    let outline = &audited.report.outline;
    let file = || Path::new(&audited.document.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = outline.unit_name.clone().unwrap_or_else(file);
    let year = outline.fiscal_year.map_or_else(String::new, |year| format!(" {year} 年度"));
    format!("{name}{year}{}", kind_name(outline.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_document_with_its_findings() {
        let audited = testing::audited();
        let mut view = View::of(&audited);
        assert!(view.findings.iter().any(|finding| !finding.basis.is_empty() && !finding.explanation.is_empty()));
        // What the rules say of themselves grows; it is not what this test is about.
        for finding in &mut view.findings {
            (finding.title, finding.explanation, finding.basis) = ("", "", "");
        }
        insta::assert_snapshot!(serde_json::to_string_pretty(&view).unwrap());
    }
}
