//! Random books → compile → every format → read → check: each cell is read as it was meant, no figure gives an error, and
//! nearly all numerals are understood.

use std::{path::Path, process::Command};

use juesuan_audit::{Options, Severity, check};
use juesuan_mutate::{Rng, books::Books, year};
use juesuan_read::{Block, Document, Table, read_bytes};
use juesuan_render::{docx, html, xlsx};
use juesuan_report::{Options as How, Report, Rounding, Row, compile};

const FORMS: [&str; 3] = ["national", "hunan", "shanghai"];

/// How many random books, more with `JUESUAN_COMPILED`.
fn cases() -> u64 {
    std::env::var("JUESUAN_COMPILED").ok().and_then(|n| n.parse().ok()).unwrap_or(2)
}

fn report(seed: u64, form: &str, rounding: Rounding) -> Report {
    let books = year(&Books::random(&mut Rng::new(seed)));
    compile(&books, &How { form: Some(form.into()), rounding }).unwrap()
}

fn reports() -> impl Iterator<Item = (String, Report)> {
    let all = (0..cases()).flat_map(|seed| FORMS.map(|form| (seed, form)));
    all.flat_map(|(seed, form)| {
        let of = |rounding| (format!("seed {seed} {form} {rounding:?}"), report(seed, form, rounding));
        [of(Rounding::Honest), of(Rounding::Additive)]
    })
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

/// Numerals and how many of them are understood.
fn assert_clean(document: &Document, case: &str) -> (usize, usize) {
    let audit = check(document, &Options::default());
    let errors: Vec<_> = audit.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let told = errors.iter().map(|error| {
        let quotes: Vec<_> = error.places.iter().map(|&place| document.text_of(place)).collect();
        format!("{} {} {quotes:?}", error.code, error.message)
    });
    assert!(errors.is_empty(), "{case}:\n{}", told.collect::<Vec<_>>().join("\n"));
    let coverage = &audit.coverage;
    let missed = || coverage.not_understood.iter().map(|&place| document.text_of(place)).collect::<Vec<_>>();
    assert!(coverage.numerals > 50, "{case}: only {} numerals", coverage.numerals);
    assert!(coverage.understood * 100 >= coverage.numerals * 99, "{case}: {:?}", missed());
    (coverage.numerals, coverage.understood)
}

/// Every cell of the report's tables stands where it belongs, `above` rows further down.
fn assert_cells(report: &Report, document: &Document, above: u32, case: &str) {
    let read = tables(document);
    assert_eq!(read.len(), report.tables.len(), "{case}");
    for (table, read) in report.tables.iter().zip(read) {
        let shown = |row: u32, column: u32| read.at(row, column).map_or("", |cell| cell.text.as_str());
        let mut row = above;
        for header in &table.header {
            for cell in header {
                let column = u32::try_from(cell.column).unwrap();
                assert_eq!(shown(row, column), cell.text, "{case} {} header {row},{column}", table.title);
            }
            row += 1;
        }
        for line in &table.rows {
            for (column, cell) in (0u32..).zip(&line.cells).filter(|(_, cell)| !cell.text.is_empty()) {
                assert_eq!(shown(row, column), cell.text, "{case} {} {row},{column}", table.title);
            }
            row += 1;
        }
    }
}

#[test]
fn word_documents_read_as_they_were_meant() {
    for (case, report) in reports() {
        let document = read_bytes("a.docx", docx(&report).unwrap()).unwrap();
        assert_clean(&document, &case);
        assert_cells(&report, &document, 0, &case);
    }
}

#[test]
fn web_pages_read_as_they_were_meant() {
    for (case, report) in reports() {
        let document = read_bytes("a.html", html(&report).unwrap().into_bytes()).unwrap();
        assert_clean(&document, &case);
        assert_cells(&report, &document, 0, &case);
    }
}

#[test]
fn workbooks_read_as_they_were_meant() {
    for (case, report) in reports() {
        let document = read_bytes("a.xlsx", xlsx(&report).unwrap()).unwrap();
        assert_clean(&document, &case);
        assert_cells(&report, &document, 3, &case);
    }
}

#[test]
fn formats_hold_the_same_figures() {
    let report = report(1, "national", Rounding::Honest);
    let word = read_bytes("a.docx", docx(&report).unwrap()).unwrap();
    let page = read_bytes("a.html", html(&report).unwrap().into_bytes()).unwrap();
    assert_eq!(assert_clean(&word, "docx"), assert_clean(&page, "html"));
}

/// Converts with LibreOffice; none where it is not installed.
fn to_pdf(name: &str, bytes: &[u8], folder: &Path) -> Option<Vec<u8>> {
    let source = folder.join(name);
    std::fs::write(&source, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut soffice = Command::new("soffice");
    soffice.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).arg(&source);
    match soffice.output() {
        Ok(output) if output.status.success() => std::fs::read(source.with_extension("pdf")).ok(),
        _ => None,
    }
}

fn joined(row: &Row) -> String {
    row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
}

#[test]
fn printed_documents_read_as_they_were_meant() {
    let folder = std::env::temp_dir().join(format!("juesuan-published-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (seed, form) in (0..).zip(FORMS) {
        let report = report(seed, form, Rounding::Honest);
        let Some(pdf) = to_pdf("a.docx", &docx(&report).unwrap(), &folder) else {
            eprintln!("skipped: LibreOffice (soffice) is not installed or does not run");
            break;
        };
        let document = read_bytes("a.pdf", pdf).unwrap();
        assert_clean(&document, form);
        // Tables go on over pages: every row is somewhere, whole.
        let rows = tables(&document).into_iter().flat_map(|table| {
            let texts = move |row| {
                let cells = table.cells.iter().filter(move |cell| cell.row == row && !cell.text.is_empty());
                cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
            };
            (0..table.rows).map(texts)
        });
        let rows: std::collections::HashSet<String> = rows.collect();
        for row in report.tables.iter().flat_map(|table| &table.rows) {
            assert!(rows.contains(&joined(row)), "{form}: {}", joined(row));
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
