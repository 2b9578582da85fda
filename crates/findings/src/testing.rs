//! A document and a report written by hand, for the tests of what is shown of them.

use juesuan_audit::{Coverage, FigureSummary, Finding, Proof, ProofTerm, Report, Severity};
use juesuan_form::{Kind, Outline, Section, TableMatch};
use juesuan_read::{Block, Document, Format, Paragraph, Place, Table};

use crate::{Audited, Listed};

const SPENT: &str = "2024年度支出合计100.00万元，其中：基本支出61.00万元，占60.00%；项目支出39.00万元，占39.00%。";

/// The document and its report with one finding of each severity.
#[must_use]
pub fn example() -> (Document, Report) {
    let mut table = Table::from_rows(&[
        vec!["科目编码", "科目名称", "本年支出合计", "基本支出"],
        vec!["2010101", "行政运行", "60.00", "61.00"],
    ]);
    table.page = Some(4);
    let heading = |text: &str, page| Block::Paragraph(Paragraph { page: Some(page), ..Paragraph::new(text) });
    let document = Document {
        path: "临江县<水利局>.pdf".into(),
        format: Format::Pdf,
        pages: Some(12),
        blocks: vec![
            heading("支出决算表", 4),
            Block::Table(table),
            heading("三、支出决算情况说明", 9),
            heading(SPENT, 9),
            heading("四、其他“事项”<script>alert(1)</script>", 10),
        ],
    };
    (document, Report { findings: findings(), ..report() })
}

/// The example as a checked file.
#[must_use]
pub fn audited() -> Audited {
    let (document, report) = example();
    Audited { document, report, read_ms: 3.21 }
}

/// The example as it is kept when it has been shown.
#[must_use]
pub fn listed<T>(shown: T) -> Listed<T> {
    let audited = audited();
    Listed { path: audited.document.path.clone().into(), outcome: Ok((audited.brief(), shown)) }
}

/// A file that could not be read.
#[must_use]
pub fn unreadable<T>() -> Listed<T> {
    Listed { path: "空.docx".into(), outcome: Err(juesuan_read::ReadError::Empty.to_string()) }
}

/// The place of words in the narrative sentence.
fn narrative(words: &str) -> Place {
    let start = SPENT.find(words).unwrap_or_default();
    Place { block: 3, cell: None, start, end: start + words.len() }
}

fn cell(cell: usize, end: usize) -> Place {
    Place { block: 1, cell: Some(cell), start: 0, end }
}

fn findings() -> Vec<Finding> {
    let base = |code, rule, severity, message: &str, places| Finding {
        code,
        rule,
        severity,
        message: message.into(),
        places,
        expected: None,
        suspect: None,
        proof: None,
    };
    let term = |weight: &str, text: &str, place| ProofTerm {
        weight: weight.into(),
        text: text.into(),
        place,
        page: place.map(|_| 9),
    };
    let share = narrative("60.00%");
    vec![
        Finding {
            expected: Some("61.00%".into()),
            suspect: Some("基本支出的占比 60.00%".into()),
            proof: Some(Proof {
                terms: vec![
                    term("10000", "基本支出 61.00 万元，即 60.995～61.005 万元", Some(narrative("61.00万元"))),
                    term("6001", "支出合计 100.00 万元，即 99.995～100.005 万元", Some(narrative("100.00万元"))),
                    term("1", "占比 = 基本支出 ÷ 支出合计", None),
                ],
                gap: "相差至少 0.98 个百分点".into(),
            }),
            ..base(
                "JS0301",
                "share-of-total",
                Severity::Error,
                "基本支出占支出合计的比例应为61.00%，文中写60.00%",
                vec![share, narrative("61.00万元")],
            )
        },
        base(
            "JS0101",
            "table-sum",
            Severity::Warning,
            "“行政运行”的基本支出大于本年支出合计",
            vec![cell(7, 5), cell(6, 5)],
        ),
        base(
            "JS0901",
            "punctuation",
            Severity::Info,
            "引号里的<内容>不完整",
            vec![Place { block: 4, cell: None, start: 15, end: 27 }],
        ),
    ]
}

fn report() -> Report {
    let section = |label: &str, title: &str, block, end| Section {
        id: None,
        level: 2,
        number: None,
        label: label.into(),
        title: title.into(),
        block,
        heading: 0..label.len() + title.len(),
        blocks: block + 1..end,
        parent: None,
    };
    let figure = |place, printed: &str, subject: &str, measure: &str, neighbours| FigureSummary {
        place,
        printed: printed.into(),
        area: "三、支出决算情况说明".into(),
        subject: subject.into(),
        measure: measure.into(),
        year: Some(2024),
        unit: if printed.ends_with('%') { "%" } else { "万元" }.into(),
        related: true,
        neighbours,
    };
    Report {
        outline: Outline {
            kind: Kind::DepartmentFinalAccounts,
            form: "national".into(),
            unit_name: Some("临江县水利局".into()),
            fiscal_year: Some(2024),
            toc: Vec::new(),
            sections: vec![section("三、", "支出决算情况说明", 2, 4), section("四、", "其他“事项”", 4, 5)],
            tables: vec![TableMatch {
                id: "T3".into(),
                block: 1,
                title_block: Some(0),
                title: "支出决算表".into(),
                layout: juesuan_form::Layout::default(),
            }],
            evaluations: Vec::new(),
        },
        coverage: Coverage { numerals: 7, understood: 6, not_understood: vec![narrative("39.00%")] },
        findings: Vec::new(),
        figures: vec![
            figure(narrative("100.00万元"), "100.00万元", "支出合计", "决算数", vec![1, 2]),
            figure(narrative("61.00万元"), "61.00万元", "基本支出", "决算数", vec![0, 2]),
            figure(narrative("60.00%"), "60.00%", "基本支出", "占比", vec![0, 1]),
        ],
        understand_ms: 1.0,
        prove_ms: 0.5,
    }
}
