//! PDFs of the corpus read whole: tables cell by cell against a transcription by hand, sentences, bad files.

use juesuan_read::{Block, Document, ReadError, Table, read};
use serde_json::Value;
use std::path::PathBuf;

/// The corpus beside the project, or where `JUESUAN_CORPUS` says; `None` (with a message) where it is absent.
fn corpus(file: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let path = std::env::var_os("JUESUAN_CORPUS").map_or_else(beside, PathBuf::from).join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn paragraphs(document: &Document) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) if !paragraph.toc => Some(bare(&paragraph.text)),
        _ => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

/// The table under a title.
fn table<'d>(document: &'d Document, title: &str) -> &'d Table {
    let title = bare(title);
    let at = document
        .blocks
        .iter()
        .position(|block| matches!(block, Block::Paragraph(p) if !p.toc && bare(&p.text) == title));
    let after = &document.blocks[at.unwrap_or_else(|| panic!("no title {title}"))..];
    let found = after.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    found.unwrap_or_else(|| panic!("no table under {title}"))
}

/// The texts of a table without spaces, place by place; a span counts at its first place.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let row = |row| (0..table.cols).map(|col| own_text(table, row, col)).collect();
    (0..table.rows).map(row).collect()
}

fn own_text(table: &Table, row: u32, col: u32) -> String {
    table.cells.iter().find(|c| (c.row, c.col) == (row, col)).map(|c| bare(&c.text)).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().map(bare).unwrap_or_default()
}

/// The figures expected in a row of the transcription.
fn figures(row: &Value, columns: &[Value]) -> Vec<String> {
    match row.get("values") {
        Some(Value::Array(values)) => values.iter().map(text).collect(),
        _ if row.get("决算数").is_some() => vec![text(&row["决算数"])],
        _ => columns.iter().map(|column| text(&row[column.as_str().unwrap_or("")])).collect(),
    }
}

/// Whether some row of the table has, side by side, the code (in one cell or spread over several), the name and then
/// the figures with all their blanks.
fn has_row(rows: &[Vec<String>], code: &str, name: &str, figures: &[String]) -> bool {
    rows.iter().any(|cells| {
        (0..cells.len()).filter(|&at| cells[at] == name).any(|at| {
            // A name that spans columns is followed by the places that it covers.
            let start = (at + 1..cells.len()).find(|&i| !cells[i].is_empty()).unwrap_or(cells.len());
            let end = cells.len();
            let placed = (at + 1..=start.min(end - figures.len().min(end)))
                .any(|i| cells.get(i..i + figures.len()).is_some_and(|found| found == figures));
            let codes: Vec<&str> = cells[..at].iter().rev().take(3).rev().map(String::as_str).collect();
            placed && (code.is_empty() || (0..codes.len()).any(|from| codes[from..].concat() == code))
        })
    })
}

#[test]
fn tables_equal_the_transcription() {
    let (Some(pdf), Some(json)) =
        (corpus("shanghai-2024/finance-bureau.pdf"), corpus("shanghai-2024/finance-bureau.tables.json"))
    else {
        return;
    };
    let document = read(&pdf).expect("a readable PDF");
    let truth: Value = serde_json::from_slice(&std::fs::read(json).expect("the transcription")).expect("JSON");
    let (mut tables, mut count, mut wrong) = (0, 0, Vec::new());
    for (title, expected) in truth.as_object().expect("an object").iter().filter(|(_, value)| value.is_object()) {
        let rows = rows(table(&document, title));
        tables += 1;
        for row in expected["rows"].as_array().expect("rows") {
            let columns = expected["columns"].as_array().expect("columns");
            let (code, name, figures) = (text(&row["code"]), text(&row["name"]), figures(row, columns));
            // The transcription tells lines of one name apart by a remark.
            let name = name.trim_start_matches("（年初）").to_owned();
            let found = if name.is_empty() { rows.contains(&figures) } else { has_row(&rows, &code, &name, &figures) };
            count += 1;
            if !found {
                wrong.push(format!("{title}: {code} {name} {figures:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} rows differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!((tables, count > 200), (9, true));
}

#[test]
fn tables_over_pages_are_one() {
    let Some(pdf) = corpus("shanghai-2024/finance-bureau.pdf") else { return };
    let document = read(&pdf).expect("a readable PDF");
    let tables: Vec<&Table> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) => None,
        })
        .collect();
    // The list of units and the nine tables.
    assert_eq!(tables.len(), 10);
    let over_pages: Vec<Option<u32>> = tables.iter().map(|t| t.cells.last().and_then(|c| c.page)).collect();
    // The fifth has an empty row left over on page 14, which holds nothing to read.
    let expected = [5, 7, 9, 11, 13, 15, 17, 18, 19, 20].map(Some);
    assert_eq!(over_pages, expected);
}

#[test]
fn sentences_are_whole_and_in_order() {
    let Some(pdf) = corpus("shanghai-2024/finance-bureau.pdf") else { return };
    let document = read(&pdf).expect("a readable PDF");
    assert_eq!(document.pages, Some(25));
    let texts = paragraphs(&document);
    let sentences = [
        "从预算单位构成看，上海市普陀区财政局部门决算包括：上海市普陀区财政局本级决算、下属行政事业单位决算。",
        "本年支出合计2940.05万元，其中：基本支出2336.91万元，占79.49%；项目支出603.14万元，占20.51%",
        "住房保障支出（类）445.69万元，占15.16%",
        "主要用于：委托中介机构开展各类审计及绩效评价工作。年初预算为450.52万元，支出决算为449.52万元。",
        "正在整改的0个）。",
        "特种专业技术用车0辆、离退休干部用车0辆、其他用车0辆。",
    ];
    let mut from = 0;
    for sentence in sentences {
        let found = texts[from..].iter().position(|text| text.contains(sentence));
        from += found.unwrap_or_else(|| panic!("not whole or out of order: {sentence}"));
    }
    for heading in ["一、主要职能", "三、支出决算情况说明", "（二）政府采购支出情况", "第四部分名词解释"]
    {
        assert!(texts.iter().any(|text| text == heading), "{heading} stands alone");
    }
}

#[test]
fn contents_are_marked_and_end() {
    for file in
        ["shanghai-2024/finance-bureau.pdf", "shanghai-2024/template.pdf", "budget/shanghai-finance-2025-budget.pdf"]
    {
        let Some(path) = corpus(file) else { continue };
        let document = read(&path).expect("a readable PDF");
        let pages: Vec<u32> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(p) if p.toc => p.page,
                _ => None,
            })
            .collect();
        assert!(pages.len() > 10 && pages.iter().all(|page| (2..=3).contains(page)), "{file}: {pages:?}");
    }
}

#[test]
fn another_kind_of_document_reads_as_well() {
    let Some(path) = corpus("budget/shanghai-finance-2025-budget.pdf") else { return };
    let document = read(&path).expect("a readable PDF");
    let texts = paragraphs(&document);
    assert!(texts.iter().any(|text| text.contains("事业单位经营收入0万元；其他收入0万元。")));
    let income = rows(table(&document, "2025年预算单位收入预算总表"));
    let zeros = ["8,000,000", "8,000,000", "", "", ""].map(str::to_owned);
    assert!(has_row(&income, "2080505", "机关事业单位基本养老保险缴费支出", &zeros), "{income:?}");
}

#[test]
fn bad_files_have_a_reason() {
    for file in ["bad-input/seventeen-bytes.pdf", "bad-input/truncated.pdf"] {
        let Some(path) = corpus(file) else { continue };
        assert!(matches!(read(&path), Err(ReadError::Damaged(_))), "{file}");
    }
}
