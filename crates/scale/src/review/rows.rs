//! What an audit found, as rows of tables.

use std::sync::{Arc, LazyLock};

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use juesuan_audit::Severity;
use juesuan_findings::{Audited, Locator, keys, kind_name, severity_name};

use crate::sheet::{Cell, Sheet};

/// The tables of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Each finding, with the key by which it is known from year to year.
    Findings,
    /// Each figure that was understood.
    Figures,
    /// Each file: what it is, how much of it was understood, how many findings it has, or why it cannot be read.
    Documents,
}

impl Table {
    /// All, in the order in which they are put in their places: documents tell that a review is complete.
    pub const ALL: [Self; 3] = [Self::Findings, Self::Figures, Self::Documents];

    /// Its name in queries, and that of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Findings => "findings",
            Self::Figures => "figures",
        }
    }

    pub fn schema(self) -> SchemaRef {
        static SCHEMAS: LazyLock<[SchemaRef; 3]> = LazyLock::new(|| Table::ALL.map(Table::columns));
        Arc::clone(&SCHEMAS[self as usize])
    }

    fn columns(self) -> SchemaRef {
        let text = |name: &str| Field::new(name, DataType::Utf8, false);
        let text_or_none = |name: &str| Field::new(name, DataType::Utf8, true);
        let count = |name: &str| Field::new(name, DataType::Int32, false);
        let count_or_none = |name: &str| Field::new(name, DataType::Int32, true);
        Arc::new(Schema::new(match self {
            Self::Documents => vec![
                text("path"),
                text_or_none("kind"),
                text_or_none("unit_name"),
                count_or_none("fiscal_year"),
                text_or_none("form"),
                count_or_none("pages"),
                count("numerals"),
                count("understood"),
                count("errors"),
                count("warnings"),
                count("infos"),
                text_or_none("problem"),
            ],
            Self::Findings => vec![
                text("path"),
                text("key"),
                text("code"),
                text("rule"),
                text("severity"),
                count_or_none("page"),
                text_or_none("section"),
                text("message"),
                text_or_none("expected"),
                text_or_none("suspect"),
            ],
            Self::Figures => vec![
                text("path"),
                count_or_none("page"),
                text("area"),
                text("subject"),
                text("measure"),
                count_or_none("year"),
                text("printed"),
                text("unit"),
                Field::new("checked", DataType::Boolean, false),
            ],
        }))
    }
}

/// The rows of one file.
pub(super) struct Rows {
    /// In the order of [`Table::ALL`].
    pub sheets: [Sheet; 3],
    /// How many errors, warnings and infos there are; none of a file that cannot be read.
    pub found: Option<[u32; 3]>,
}

impl Rows {
    /// What was found in a document.
    pub fn of(audited: &Audited) -> Self {
        let path = audited.document.path.as_str();
        let (report, outline) = (&audited.report, &audited.report.outline);
        let number = |severity| whole(audited.count(severity));
        let found = [Severity::Error, Severity::Warning, Severity::Info].map(number);
        let mut documents = Sheet::new(Table::Documents.schema());
        documents.push(&[
            Cell::Text(path),
            Cell::Text(kind_name(outline.kind)),
            Cell::text(outline.unit_name.as_deref()),
            count(outline.fiscal_year.map(u32::from)),
            Cell::Text(&outline.form),
            count(audited.document.pages),
            Cell::Count(whole(report.coverage.numerals)),
            Cell::Count(whole(report.coverage.understood)),
            Cell::Count(found[0]),
            Cell::Count(found[1]),
            Cell::Count(found[2]),
            Cell::Blank,
        ]);
        Self { sheets: [findings(audited), figures(audited), documents], found: Some(found) }
    }

    /// A file that cannot be read, and why.
    pub fn unreadable(path: &str, problem: &str) -> Self {
        let mut documents = Sheet::new(Table::Documents.schema());
        let (none, zero) = (Cell::Blank, Cell::Count(0));
        let cells = [Cell::Text(path), none, none, none, none, none, zero, zero, zero, zero, zero, Cell::Text(problem)];
        documents.push(&cells);
        let empty = |table: Table| Sheet::new(table.schema());
        Self { sheets: [empty(Table::Findings), empty(Table::Figures), documents], found: None }
    }
}

fn findings(audited: &Audited) -> Sheet {
    let locator = Locator::of(audited);
    let mut findings = Sheet::new(Table::Findings.schema());
    for (finding, key) in audited.report.findings.iter().zip(keys(audited)) {
        let place = finding.places.first().copied();
        let section = place.and_then(|place| locator.section(place));
        findings.push(&[
            Cell::Text(&audited.document.path),
            Cell::Text(key.as_str()),
            Cell::Text(finding.code),
            Cell::Text(finding.rule),
            Cell::Text(severity_name(finding.severity)),
            count(place.and_then(|place| locator.page(place))),
            Cell::text(section.as_deref()),
            Cell::Text(&finding.message),
            Cell::text(finding.expected.as_deref()),
            Cell::text(finding.suspect.as_deref()),
        ]);
    }
    findings
}

fn figures(audited: &Audited) -> Sheet {
    let locator = Locator::of(audited);
    let mut figures = Sheet::new(Table::Figures.schema());
    for figure in &audited.report.figures {
        figures.push(&[
            Cell::Text(&audited.document.path),
            count(locator.page(figure.place)),
            Cell::Text(&figure.area),
            Cell::Text(&figure.subject),
            Cell::Text(&figure.measure),
            count(figure.year.map(u32::from)),
            Cell::Text(&figure.printed),
            Cell::Text(&figure.unit),
            Cell::Flag(figure.related),
        ]);
    }
    figures
}

fn count(number: Option<u32>) -> Cell<'static> {
    number.map_or(Cell::Blank, Cell::Count)
}

fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
