//! A disclosure written as HTML, made a PDF by LibreOffice, and read again: the same rows, the same sentences.

use juesuan_read::{Block, Document, read};
use std::path::PathBuf;
use std::process::Command;

const SENTENCE: &str = "2024年度本单位收入支出总计2,995.39万元，与2023年度相比，收入支出总计减少56.95万元，下降1.87%，\
    主要原因是基本支出中人员进出及退休变化，以及项目支出中合同支付进度条款等原因减少支付；其中财政拨款收入2,940.05万元，\
    占99.79%，其他收入6.20万元，占0.21%。";

const NAMES: [&str; 4] =
    ["财政事务", "行政运行", "机关事业单位基本养老保险缴费支出（含以前年度补缴部分）", "其他行政事业单位养老支出"];

/// Rows of a table long enough for several pages: code, name, three figures of which some are blank.
fn rows() -> Vec<[String; 5]> {
    let row = |i: usize| {
        let figure =
            |shown: bool, value: usize| if shown { format!("{}.{:02}", value, i % 100) } else { String::new() };
        let code = (2_010_100 + i).to_string();
        [
            code,
            NAMES[i % 4].to_owned(),
            figure(true, 100 + i),
            figure(!i.is_multiple_of(3), 90 + i),
            figure(i.is_multiple_of(2), 10),
        ]
    };
    (0..70).map(row).collect()
}

fn html() -> String {
    let mut html = format!(
        "<html><head><meta charset=utf-8></head><body><h2>一、总体情况</h2><p>{SENTENCE}</p><p>{SENTENCE}</p>\
         <h2>二、支出决算表</h2><p align=right>单位：万元</p><table border=1 cellspacing=0 width=100%><thead>\
         <tr><th colspan=2>项目</th><th rowspan=2>合计</th><th rowspan=2>基本支出</th><th rowspan=2>项目支出</th></tr>\
         <tr><th>编码</th><th>科目名称</th></tr></thead>"
    );
    for row in rows() {
        let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        html.push_str(&format!("<tr>{cells}</tr>"));
    }
    html + "</table><p>注：本表反映支出情况。</p></body></html>"
}

/// The disclosure as a PDF; `None` (with a message) where LibreOffice is absent.
fn made() -> Option<Document> {
    let folder = std::env::temp_dir().join(format!("juesuan-pdf-{}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    let source: PathBuf = folder.join("disclosure.html");
    std::fs::write(&source, html()).ok()?;
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"])
        .arg(&folder)
        .arg(&source)
        .output();
    let document = match run {
        Ok(_) => read(&folder.join("disclosure.pdf")).map_err(|error| eprintln!("skipped: {error}")).ok(),
        Err(_) => {
            eprintln!("skipped: LibreOffice is absent");
            None
        }
    };
    std::fs::remove_dir_all(&folder).ok();
    document
}

#[test]
fn what_was_written_is_read() {
    let Some(document) = made() else { return };
    let mut sentences = 0;
    let mut tables = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => sentences += usize::from(paragraph.text == SENTENCE),
            Block::Table(table) => tables.push(table),
        }
    }
    assert_eq!(sentences, 2, "{:?}", document.blocks.iter().take(4).collect::<Vec<_>>());
    let [table] = tables[..] else { panic!("{} tables", tables.len()) };
    assert!(document.pages > Some(1));
    assert_eq!((table.rows, table.cols), (72, 5));
    let header = table.at(0, 1).map(|cell| (cell.text.as_str(), cell.col_span));
    assert_eq!(header, Some(("项目", 2)));
    for (row, expected) in (2..).zip(rows()) {
        let found: Vec<&str> = (0..5).map(|col| table.at(row, col).map_or("none", |cell| cell.text.as_str())).collect();
        assert_eq!(found, expected);
    }
}
