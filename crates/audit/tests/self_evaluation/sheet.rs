//! A document of paragraphs and one table with merged cells, written in each format that is read.

use std::io::{Cursor, Write};

use juesuan_read::{Document, read_bytes};
use rust_xlsxwriter::{Format, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A cell: its text, and how many rows and columns it covers.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub rows: u16,
    pub cols: u16,
}

/// Paragraphs, then a table as rows of cells; cells that others cover are not listed.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub before: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// A row from words: `2x3:文字` covers two rows and three columns.
pub fn row(cells: &[&str]) -> Vec<Cell> {
    let cell = |words: &&str| {
        let spans = words.split_once(':').and_then(|(spans, text)| Some((spans.split_once('x')?, text)));
        let parsed = spans.and_then(|((rows, cols), text)| Some((rows.parse().ok()?, cols.parse().ok()?, text)));
        let (rows, cols, text) = parsed.unwrap_or((1, 1, words));
        Cell { text: text.to_owned(), rows, cols }
    };
    cells.iter().map(cell).collect()
}

impl Sheet {
    /// The document with some words replaced, each where it first stands, as a whole cell before a part of a text.
    pub fn with(&self, changes: &[(&str, &str)]) -> Self {
        let mut sheet = self.clone();
        for (old, new) in changes {
            let whole = sheet.rows.iter().flatten().any(|cell| cell.text == *old);
            let cells = sheet.rows.iter_mut().flatten().map(|cell| &mut cell.text);
            let mut texts = sheet.before.iter_mut().chain(cells);
            let found = texts.find(|text| if whole { text == old } else { text.contains(old) });
            let text = found.unwrap_or_else(|| panic!("{old} is not there"));
            *text = text.replacen(old, new, 1);
        }
        sheet
    }

    /// The document in every format, each read back.
    pub fn read(&self) -> Vec<Document> {
        let files = [("a.html", self.html()), ("a.docx", self.docx()), ("a.xlsx", self.xlsx()), ("a.txt", self.txt())];
        files.into_iter().map(|(name, bytes)| read_bytes(name, bytes).unwrap()).collect()
    }

    /// Cells with their places in the grid.
    fn placed(&self) -> Vec<(u16, u16, &Cell)> {
        let mut taken = std::collections::HashSet::new();
        let mut placed = Vec::new();
        for (row, cells) in (0u16..).zip(&self.rows) {
            let mut col = 0u16;
            for cell in cells {
                while taken.contains(&(row, col)) {
                    col += 1;
                }
                taken.extend((row..row + cell.rows).flat_map(|row| (col..col + cell.cols).map(move |col| (row, col))));
                placed.push((row, col, cell));
            }
        }
        placed
    }

    fn cols(&self) -> u16 {
        self.placed().iter().map(|(_, col, cell)| col + cell.cols).max().unwrap_or(0)
    }

    fn html(&self) -> Vec<u8> {
        let cell = |c: &Cell| format!("<td rowspan={} colspan={}>{}</td>", c.rows, c.cols, c.text);
        let rows = self.rows.iter().map(|row| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>()));
        let before: String = self.before.iter().map(|text| format!("<p>{text}</p>")).collect();
        let rows: String = rows.collect();
        format!("<html><head><meta charset=\"utf-8\"></head><body>{before}<table>{rows}</table></body></html>")
            .into_bytes()
    }

    fn txt(&self) -> Vec<u8> {
        let (rows, cols) = (self.rows.len(), usize::from(self.cols()));
        let mut grid = vec![vec![String::new(); cols]; rows];
        for (row, col, cell) in self.placed() {
            grid[usize::from(row)][usize::from(col)] = cell.text.clone();
        }
        let lines = grid.iter().map(|row| format!("|{}|", row.join("|")));
        self.before.iter().cloned().chain(lines).collect::<Vec<_>>().join("\n").into_bytes()
    }

    fn xlsx(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let top = u16::try_from(self.before.len()).unwrap();
        for (row, text) in (0..).zip(&self.before) {
            sheet.write_string(row, 0, text).unwrap();
        }
        for (row, col, cell) in self.placed() {
            let row = u32::from(row + top);
            let number: Option<f64> = cell.text.parse().ok();
            if cell.rows * cell.cols > 1 {
                let (last_row, last_col) = (row + u32::from(cell.rows) - 1, col + cell.cols - 1);
                sheet.merge_range(row, col, last_row, last_col, &cell.text, &Format::new()).unwrap();
            } else if let Some(number) = number {
                sheet.write_number(row, col, number).unwrap();
            } else {
                sheet.write_string(row, col, &cell.text).unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    fn docx(&self) -> Vec<u8> {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let before: String = self.before.iter().map(|text| paragraph(text)).collect();
        let rows = u16::try_from(self.rows.len()).unwrap();
        let placed = self.placed();
        let row = |row: u16| {
            let here = placed.iter().filter(|(top, _, cell)| (*top..top + cell.rows).contains(&row));
            let mut cells: Vec<_> = here.collect();
            cells.sort_by_key(|(_, col, _)| *col);
            let cell = |(top, _, cell): &&(u16, u16, &Cell)| {
                let merge = match (cell.rows > 1, *top == row) {
                    (false, _) => "",
                    (true, true) => "<w:vMerge w:val=\"restart\"/>",
                    (true, false) => "<w:vMerge/>",
                };
                let text = paragraph(if *top == row { &cell.text } else { "" });
                format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>", cell.cols)
            };
            format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
        };
        let table: String = (0..rows).map(row).collect();
        package(&format!("{before}<w:tbl>{table}</w:tbl>"))
    }
}

/// A docx with this body.
fn package(body: &str) -> Vec<u8> {
    const NS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\
        \"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    const RELS: &str = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{NS}\"><w:body>{body}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", &document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
