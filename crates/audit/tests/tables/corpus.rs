use std::path::PathBuf;

use juesuan_read::{Block, Document, Table};
use serde_json::Value;

use crate::support::{assert_printed, digits, document, figures, printed, text};

/// The transcription of a real disclosure, if the corpus is there.
pub fn transcription() -> Option<Value> {
    let corpus = std::env::var_os("JUESUAN_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
    let path = corpus.join("shanghai-2024/finance-bureau.tables.json");
    let Ok(json) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no {}", path.display());
        return None;
    };
    Some(serde_json::from_str(&json).unwrap())
}

const TITLES: [&str; 9] = [
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表",
    "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表",
];
const IDS: [&str; 9] = ["T1", "T2", "T3", "T4", "T5", "T6", "T9", "T7", "T8"];

fn words(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

/// Label parts and figures of a row of the transcription.
fn cells(row: &Value, parted: bool) -> Vec<String> {
    let code = words(&row["code"]);
    let mut cells = vec![code.clone()];
    if parted {
        let part = |from: usize, to: usize| code.get(from..to).unwrap_or("").to_owned();
        cells = vec![part(0, 3), part(3, 5), part(5, 7)];
    }
    cells.push(words(&row["name"]));
    cells.extend(row["values"].as_array().unwrap().iter().map(words));
    cells
}

/// Rows of a two-sided table side by side.
fn sides(rows: &[Value], income: usize, expenditure: usize) -> Vec<Vec<String>> {
    let on = |side: &str, width: usize| -> Vec<Vec<String>> {
        let cells = |row: &Value| {
            let name = words(&row["name"]).replace("（年初）", "");
            let mut cells = vec![name];
            match row["values"].as_array() {
                Some(values) => cells.extend(values.iter().map(words)),
                None => cells.push(words(&row["决算数"])),
            }
            cells.resize(width, String::new());
            cells
        };
        rows.iter().filter(|row| row["side"] == side).map(cells).collect()
    };
    let (left, right) = (on("收入", income), on("支出", expenditure));
    let none = |width: usize| vec![String::new(); width];
    (0..left.len().max(right.len()))
        .map(|i| {
            let side = |rows: &[Vec<String>], width| rows.get(i).cloned().unwrap_or_else(|| none(width));
            [side(&left, income), side(&right, expenditure)].concat()
        })
        .collect()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// A table of the transcription, with a header as the document has it.
fn rebuild(title: &str, source: &Value) -> Table {
    let rows = source["rows"].as_array().unwrap();
    let columns: Vec<String> = source["columns"].as_array().unwrap().iter().map(words).collect();
    let mut all: Vec<Vec<String>> = Vec::new();
    match title {
        "收入支出决算总表" => {
            all.push(row(&["收入", "收入", "支出", "支出"]));
            all.push(row(&["项目", "决算数", "项目", "决算数"]));
            all.extend(sides(rows, 2, 2));
        }
        "财政拨款收入支出决算总表" => {
            all.push(row(&["收入", "收入", "支出", "支出", "支出", "支出", "支出"]));
            all.push([row(&["项目", "决算数", "项目"]), columns].concat());
            all.extend(sides(rows, 2, 5));
        }
        "一般公共预算财政拨款基本支出决算表" => {
            all.push(row(&["经济分类科目编码", "科目名称", "决算数", "经济分类科目编码", "科目名称", "决算数"]));
            let list: Vec<Vec<String>> = rows.iter().map(|row| cells(row, false)).collect();
            let is_left = |row: &&Vec<String>| {
                row[0].starts_with("301") || row[0].starts_with("303") || row[1].starts_with("人员")
            };
            let left: Vec<_> = list.iter().filter(is_left).cloned().collect();
            let right: Vec<_> = list.iter().filter(|row| !is_left(row)).cloned().collect();
            for i in 0..left.len().max(right.len()) {
                let at = |rows: &[Vec<String>]| rows.get(i).cloned().unwrap_or_else(|| row(&["", "", ""]));
                all.push([at(&left), at(&right)].concat());
            }
        }
        "财政拨款“三公”经费支出决算表" => {
            let part = |i: usize| columns.iter().map(|c| c.split('.').nth(i).unwrap().to_owned()).collect();
            all.push(part(0));
            all.push(part(1));
            all.extend(rows.iter().map(|row| cells(row, false).split_off(2)));
        }
        _ => {
            let labels = row(&["科目编码", "科目编码", "科目编码", "科目名称"]);
            all.push([labels, columns.clone()].concat());
            all.push([row(&["类", "款", "项", "科目名称"]), columns].concat());
            all.extend(rows.iter().map(|row| cells(row, true)));
        }
    }
    Table::from_rows(&all)
}

/// The transcription as a document.
pub fn shanghai() -> Option<Document> {
    let source = transcription()?;
    let mut blocks = Vec::new();
    for title in TITLES {
        blocks.push(text(title));
        blocks.push(text("单位：万元"));
        blocks.push(Block::Table(rebuild(title, &source[title])));
    }
    Some(document(blocks))
}

#[test]
fn every_table_of_a_real_disclosure_is_recognised() {
    let Some(document) = shanghai() else { return };
    let ids: Vec<String> = juesuan_form::match_tables(&document).into_iter().map(|found| found.id).collect();
    assert_eq!(ids, IDS);
}

#[test]
fn every_figure_of_a_real_disclosure_is_bound() {
    let (Some(document), Some(source)) = (shanghai(), transcription()) else { return };
    let figures = figures(&document);
    for figure in &figures {
        assert!(figure.key.as_ref().is_some_and(|key| !key.row.contains([':', '#'])), "{figure:?}");
    }
    let columns: &[(&str, &str, &[&str])] = &[
        ("收入决算表", "T2", &["total", "fiscal", "superior", "business", "operating", "affiliated", "other"]),
        ("支出决算表", "T3", &["total", "basic", "project", "to-superior", "operating", "affiliated"]),
        ("一般公共预算财政拨款支出决算表", "T5", &["total", "basic", "project"]),
        ("一般公共预算财政拨款基本支出决算表", "T6", &["amount"]),
        ("政府性基金预算财政拨款收入支出决算表", "T7", &["opening", "income", "total", "basic", "project", "closing"]),
    ];
    for (title, area, columns) in columns {
        for row in source[*title]["rows"].as_array().unwrap() {
            let name = match words(&row["name"]).as_str() {
                "人员经费合计" => "staff-total".to_owned(),
                "公用经费合计" => "office-total".to_owned(),
                _ => row["code"].as_str().unwrap_or("total").to_owned(),
            };
            for (column, value) in columns.iter().zip(row["values"].as_array().unwrap()) {
                let key = format!("{area}[{name}].{column}");
                let expected = value.as_str().map_or(String::new(), digits);
                assert_eq!(printed(&figures, &key), Some(expected), "{key}");
            }
        }
    }
    let [one, four] = ["T1[208].amount", "T4[208].general"];
    assert_printed(
        &figures,
        &[(one, "326.71"), (four, "326.71"), ("T1[other].amount", "6.20"), ("T1[opening].amount", "49.14")],
    );
    assert_printed(
        &figures,
        &[("T4[opening-general].amount", "21.63"), ("T4[closing].fund", ""), ("T9[total].budget", "0.95")],
    );
    assert_printed(
        &figures,
        &[("T9[reception].actual", ""), ("T9[reception].budget", "0.95"), ("T1[income-grand-total].amount", "2995.39")],
    );
}

/// Sums over the intervals of a relation's figures.
fn holds(figures: &[juesuan_audit::understand::Figure], relation: &juesuan_audit::Relation) -> bool {
    let juesuan_audit::Claim::Linear { terms, comparison } = &relation.claim else { return true };
    let mut sum = juesuan_amount::Interval::exactly(0);
    for (key, factor) in terms {
        let figure = figures.iter().find(|figure| figure.key.as_ref() == Some(key)).unwrap();
        let interval = match figure.value {
            juesuan_audit::understand::Value::Money(money) => money.interval(),
            _ => juesuan_amount::Interval::exactly(0),
        };
        sum = sum.add(interval.scale(*factor));
    }
    match comparison {
        juesuan_audit::Comparison::Equal => sum.contains(0),
        juesuan_audit::Comparison::AtMost => sum.lo <= 0,
        juesuan_audit::Comparison::AtLeast => sum.hi >= 0,
    }
}

#[test]
fn every_relation_holds_in_a_real_disclosure() {
    let Some(document) = shanghai() else { return };
    let facts = juesuan_audit::understand::Facts { figures: figures(&document), ..Default::default() };
    let relations = juesuan_audit::relate::relations(&facts, &juesuan_audit::Precision::of(&facts));
    let count = |id: &str| relations.iter().filter(|relation| relation.id == id).count();
    for relation in &relations {
        assert!(holds(&facts.figures, relation), "{} {}", relation.id, relation.text);
    }
    for id in
        ["G1", "G2", "G3", "G4", "G5", "G8", "G9", "G10e", "G13", "G14", "G15", "G16", "G21", "G24", "G24b", "G25"]
    {
        assert_eq!(count(id), 1, "{id}");
    }
    for (id, at_least) in [("G6", 15), ("G7", 50), ("G11", 15), ("G17", 20), ("G20b", 20), ("G23", 4), ("G31", 2)] {
        assert!(count(id) >= at_least, "{id}: {}", count(id));
    }
}
