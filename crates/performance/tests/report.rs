//! The self-evaluation report of the example department: every figure in it is known, and every format shows it.

mod common;

use common::{UNIT, deductions, example};
use juesuan_audit::{Options, Severity, check};
use juesuan_performance::{
    Settings,
    apply::{next_targets, propose},
    evaluate::Evaluator,
    self_evaluation::{Rectified, SelfEvaluation},
};
use juesuan_read::{Block, read_bytes};
use juesuan_report::{Report, ReportKind};

fn corrections() -> Vec<Rectified> {
    let one = |number: u32, closed: bool| Rectified {
        code: format!("ZG{number:02}"),
        target: "K41".to_owned(),
        what: format!("项目X{number:02}资金闲置"),
        section: "行政科".to_owned(),
        cause: "前期手续办理较慢".to_owned(),
        measure: "加快推进".to_owned(),
        closed,
        overdue: false,
    };
    vec![one(1, true), one(2, false)]
}

/// The report as of the end of a day.
fn report(day: u16) -> Report {
    let (books, plan, facts) = example();
    let settings = Settings::default();
    let deductions = deductions();
    let evaluator = Evaluator::new(&plan, &facts, &settings.evaluation, &deductions).at(day);
    let (whole, projects) = (evaluator.unit(UNIT), evaluator.projects());
    let proposal = propose(&plan, &facts, &projects, &settings.application);
    let next = next_targets(&plan, &facts, &settings.application, day);
    let of = SelfEvaluation {
        books: &books,
        plan: &plan,
        facts: &facts,
        whole: &whole,
        projects: &projects,
        corrections: &corrections(),
        proposal: Some(&proposal),
        next_targets: &next,
        settings: &settings.evaluation,
    };
    of.report().unwrap()
}

#[test]
fn the_report_holds_the_score_and_all_its_figures() {
    let report = report(366);
    assert_eq!(report.kind, ReportKind::SelfEvaluation);
    assert_eq!(report.figures["whole/score"].printed, "98.7");
    assert_eq!(report.figures["whole/weight"].printed, "100");
    assert_eq!(report.tables.len(), 23);
    assert_eq!(report.notices, Vec::<String>::new());
    let cells = report.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    assert!(cells.filter_map(|cell| cell.figure.as_ref()).all(|id| report.figures.contains_key(id)));
    for table in &report.tables {
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.title);
    }
}

#[test]
fn every_format_shows_every_cell() {
    let report = report(366);
    let files = [
        ("a.docx", juesuan_render::docx(&report).unwrap()),
        ("a.html", juesuan_render::html(&report).unwrap().into_bytes()),
        ("a.xlsx", juesuan_render::xlsx(&report).unwrap()),
        ("a.json", juesuan_render::json(&report).unwrap().into_bytes()),
    ];
    if let Ok(folder) = std::env::var("JUESUAN_KEEP") {
        for (name, bytes) in &files {
            std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
        }
    }
    for (name, bytes) in files.into_iter().take(3) {
        let above = if name == "a.xlsx" { 3 } else { 0 };
        let document = read_bytes(name, bytes).unwrap();
        let tables: Vec<_> = document
            .blocks
            .iter()
            .filter_map(|block| if let Block::Table(t) = block { Some(t) } else { None })
            .collect();
        assert_eq!(tables.len(), report.tables.len(), "{name}");
        // In the workbook the tables stand in their own order, in the document where the text asks for them; both are one.
        for (table, read) in report.tables.iter().zip(tables) {
            let top = u32::try_from(above + table.header.len()).unwrap();
            for (row, line) in (top..).zip(&table.rows) {
                for (column, cell) in (0u32..).zip(&line.cells).filter(|(_, cell)| !cell.text.is_empty()) {
                    let shown = read.at(row, column).map_or("", |cell| cell.text.as_str());
                    assert_eq!(shown, cell.text, "{name} {} {row},{column}", table.title);
                }
            }
        }
    }
}

#[test]
fn nothing_in_the_report_contradicts_itself() {
    // Early in the year most indicators lose points, for all kinds of reasons.
    for day in [10, 60, 130, 200, 280, 366] {
        let report = report(day);
        let files = [
            ("a.docx", juesuan_render::docx(&report).unwrap()),
            ("a.html", juesuan_render::html(&report).unwrap().into_bytes()),
            ("a.xlsx", juesuan_render::xlsx(&report).unwrap()),
        ];
        for (name, bytes) in files {
            let document = read_bytes(name, bytes).unwrap();
            let audit = check(&document, &Options::default());
            let errors = audit.findings.iter().filter(|finding| finding.severity == Severity::Error);
            let told: Vec<String> = errors.map(|error| format!("{} {}", error.code, error.message)).collect();
            assert!(told.is_empty(), "{name} day {day}: {told:#?}");
            let coverage = &audit.coverage;
            let missed: Vec<_> = coverage.not_understood.iter().map(|&place| document.text_of(place)).collect();
            assert_eq!(coverage.numerals, coverage.understood, "{name} day {day}: {missed:#?}");
        }
    }
}
