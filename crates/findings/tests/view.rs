//! The view holds the whole document and every quotation, once.

use std::collections::BTreeSet;

use juesuan_audit::check;
use juesuan_findings::{
    Audited, Options, html,
    view::{Content, Mark, QuoteAt, Role, Segment, View},
};
use juesuan_mutate::report::{Plan, mutated_sample};
use juesuan_read::Block;

const PLAN: Plan = Plan { mutated: 0, clean: 0, seed: 5, examples: 0, only: None };
/// How many documents with faults are tried.
const DOCUMENTS: u64 = 12;

fn audited(name: &str, content: &str) -> Audited {
    let options = Options { figures: true, ..Options::default() };
    Audited::of_bytes(name, content.as_bytes().to_vec(), &options).unwrap()
}

fn whole(text: &[Segment<'_>]) -> String {
    text.iter().map(|segment| segment.text).collect()
}

/// The texts of a view, those of a paragraph and of each cell by themselves.
fn texts<'v, 'a>(view: &'v View<'a>) -> Vec<&'v [Segment<'a>]> {
    let mut texts: Vec<&[Segment<'_>]> = Vec::new();
    for block in &view.blocks {
        match &block.content {
            Content::Paragraph(paragraph) => texts.push(&paragraph.text),
            Content::Table(table) => {
                texts.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_slice()));
            }
        }
    }
    texts
}

fn agrees(audited: &Audited) {
    let view = View::of(audited);
    let shown: Vec<String> = texts(&view).into_iter().map(whole).collect();
    let mut read = Vec::new();
    for block in &audited.document.blocks {
        match block {
            Block::Paragraph(paragraph) => read.push(paragraph.text.clone()),
            Block::Table(table) => read.extend(table.cells.iter().map(|cell| cell.text.clone())),
        }
    }
    assert_eq!(shown, read);
    let marks = || texts(&view).into_iter().flatten().filter_map(|segment| segment.mark.as_deref());
    let quotes: Vec<QuoteAt> = marks().flat_map(|mark: &Mark| mark.quotes.clone()).collect();
    let every: BTreeSet<_> = quotes.iter().map(|quote| (quote.finding, quote.quote)).collect();
    let count: usize = view.findings.iter().map(|finding| finding.quotes.len()).sum();
    assert_eq!((every.len(), quotes.len()), (count, count), "each quotation begins once");
    let figures: BTreeSet<_> = marks().filter_map(|mark| mark.figure).collect();
    assert!(figures.iter().all(|&figure| figure < view.figures.len()));
    for (number, finding) in view.findings.iter().enumerate() {
        let marked: String = texts(&view).into_iter().flatten().filter(|s| covers(s, number)).map(|s| s.text).collect();
        assert!(marked.contains(finding.quotes[0].words), "{marked}");
        assert!(!finding.title.is_empty() && !finding.explanation.is_empty() && !finding.basis.is_empty());
    }
}

fn covers(segment: &Segment<'_>, finding: usize) -> bool {
    segment.mark.as_ref().is_some_and(|mark| mark.findings.contains(&finding))
}

#[test]
fn every_document_is_shown_whole_with_all_quotations() {
    for index in 0..DOCUMENTS {
        let Some(mutated) = mutated_sample(&PLAN, index) else { continue };
        let document = mutated.sample.document;
        let report = check(&document, &Options { figures: true, ..Options::default() });
        agrees(&Audited { document, report, read_ms: 0.0 });
    }
}

#[test]
fn merged_cells_and_headings_are_told() {
    let page = "<h1>某县水利局2024年度部门决算</h1><h2>一、收入决算情况说明</h2><p>本年收入合计 10.00 万元。</p>\
        <table><tr><th rowspan=2>项目</th><th colspan=2>支出</th></tr><tr><td>基本</td><td>项目</td></tr>\
        <tr><td>合计</td><td>10.00</td><td></td></tr></table>";
    let audited = audited("a.html", page);
    agrees(&audited);
    let view = View::of(&audited);
    let table = view.blocks.iter().find_map(|block| match &block.content {
        Content::Table(table) => Some(table),
        Content::Paragraph(_) => None,
    });
    let rows = &table.unwrap().rows;
    let spans: Vec<Vec<(u32, u32)>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| (cell.row_span, cell.col_span)).collect()).collect();
    assert_eq!(spans, [vec![(2, 1), (1, 2)], vec![(1, 1); 2], vec![(1, 1); 3]]);
    assert!(rows[2].cells[1].number && !rows[2].cells[0].number);
    let is_heading = |content: &Content<'_>| matches!(content, Content::Paragraph(p) if matches!(p.role, Role::Heading(_)) && whole(&p.text).contains("收入决算"));
    assert!(view.blocks.iter().any(|block| is_heading(&block.content)));
}

#[test]
fn a_place_where_something_is_missing_can_be_seen() {
    let text = include_str!("../../../examples/disclosure-with-errors.txt");
    let mut audited = audited("a.txt", text);
    let place = audited.report.findings[0].places[0];
    audited.report.findings[0].places[0].end = place.start;
    agrees(&audited);
    assert!(html(&audited).contains("aria-label=\"此处空白\""));
}

#[test]
fn a_budget_is_named_and_not_audited() {
    let view_of = audited("a.txt", "某县水利局2025年部门预算\n一、2025年部门预算收支情况\n收入预算100.00万元。\n");
    let view = View::of(&view_of);
    assert!(view.notice.is_some() && view.findings.is_empty() && view.coverage.percent == "—");
}
