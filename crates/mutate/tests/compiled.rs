//! Random valid books → compile → check: no form and no way of rounding gives an error.

use juesuan_audit::{Options, Severity, check};
use juesuan_mutate::{Rng, books::Books, year};
use juesuan_read::{Block, Cell, Document, Format, Paragraph, Table};
use juesuan_report::{Block as Piece, Options as How, Report, Rounding, Run, compile};

/// The report as a reader would see it.
fn document(report: &Report) -> Document {
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let paragraph = |text: &str| Block::Paragraph(Paragraph::new(text));
    let mut blocks = vec![paragraph(&report.title)];
    for piece in &report.blocks {
        match piece {
            Piece::Part(title) => blocks.push(paragraph(title)),
            Piece::Heading(_, runs) | Piece::Paragraph(runs) => blocks.push(paragraph(&text(runs))),
            Piece::Table(index) => {
                let drawn = &report.tables[*index];
                let above = [&drawn.title, &drawn.number, &drawn.unit_line, &drawn.money_line];
                blocks.extend(above.map(|text| paragraph(text)));
                blocks.push(Block::Table(table(drawn)));
                blocks.extend(drawn.notes.iter().map(|note| paragraph(note)));
            }
        }
    }
    Document { path: "compiled".into(), format: Format::Txt, pages: None, blocks }
}

fn table(drawn: &juesuan_report::Table) -> Table {
    let size = |n: usize| u32::try_from(n).unwrap();
    let mut cells = Vec::new();
    let mut add = |row: u32, col: u32, row_span: u32, col_span: u32, text: &str| {
        cells.push(Cell { row, col, row_span, col_span, text: text.to_owned(), ..Cell::default() });
    };
    for (row, header) in (0u32..).zip(&drawn.header) {
        for cell in header {
            add(row, size(cell.column), size(cell.rows), size(cell.columns), &cell.text);
        }
    }
    for (row, line) in (size(drawn.header.len())..).zip(&drawn.rows) {
        let mut covered = 0;
        for (col, cell) in (0u32..).zip(&line.cells) {
            if covered == 0 {
                add(row, col, 1, u32::from(cell.covers) + 1, &cell.text);
                covered = cell.covers;
            } else {
                covered -= 1;
            }
        }
    }
    let rows = size(drawn.header.len() + drawn.rows.len());
    Table { rows, cols: size(drawn.columns.len()), cells, ..Table::default() }
}

/// How many random books, more with `JUESUAN_COMPILED`.
fn cases() -> u64 {
    std::env::var("JUESUAN_COMPILED").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[test]
fn compiled_disclosures_have_no_error() {
    let first = std::env::var("JUESUAN_COMPILED_FROM").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for seed in first..first + cases() {
        let books = year(&Books::random(&mut Rng::new(seed)));
        for form in ["national", "hunan", "shanghai"] {
            for rounding in [Rounding::Honest, Rounding::Additive] {
                let report = compile(&books, &How { form: Some(form.into()), rounding }).unwrap();
                assert_clean(&report, &format!("seed {seed} {form} {rounding:?}"));
            }
        }
    }
}

fn assert_clean(report: &Report, case: &str) {
    let document = document(report);
    let audit = check(&document, &Options::default());
    let errors = audit.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<_> = errors
        .map(|error| {
            let quotes: Vec<_> = error.places.iter().map(|&place| document.text_of(place)).collect();
            format!("{} {}\n  {}\n{:#?}", error.code, error.message, quotes.join("\n  "), error.proof)
        })
        .collect();
    assert!(errors.is_empty(), "{case}:\n{}", errors.join("\n"));
    let missed: Vec<_> = audit.coverage.not_understood.iter().map(|&place| document.text_of(place)).collect();
    assert!(missed.len() * 100 <= audit.coverage.numerals, "{case}: {missed:?}");
}

#[test]
fn the_example_has_no_error() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/huaihua-2024");
    let mut builder = juesuan_books::BooksBuilder::new(2024);
    let mut import = juesuan_books::Import::new(2024);
    let Ok(()) = import.read(folder.as_ref(), &mut builder);
    import.finish().unwrap_or_else(|problems| panic!("{problems}"));
    let books = builder.finish();
    for form in ["national", "hunan", "shanghai"] {
        for rounding in [Rounding::Honest, Rounding::Additive] {
            let report = compile(&books, &How { form: Some(form.into()), rounding }).unwrap();
            assert_eq!(report.notices, Vec::<String>::new(), "{form}");
            assert_clean(&report, &format!("the example {form} {rounding:?}"));
        }
    }
}
