//! Text files: UTF-8, GB18030 or UTF-16; cells between commas, tabs or semicolons.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Chain, Cursor, Read};
use std::path::Path;
use std::rc::Rc;

use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs::UTF_8;

use super::recognize::{Found, ROWS_ABOVE, recognize};
use super::rows::{RowError, Rows};

/// Bytes that decide encoding and delimiter.
const HEAD: usize = 256 << 10;

/// The rows of a text file.
pub(crate) struct TextRows {
    reader: Reader<Box<dyn Read>>,
    row: u64,
    malformed: Rc<Cell<bool>>,
}

/// A file's beginning, then the rest.
type Whole = Chain<Cursor<Vec<u8>>, File>;

impl TextRows {
    /// Opens a text file; `name` is what it is called.
    ///
    /// # Errors
    /// As the file system says.
    pub fn open(path: &Path, name: &str) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let whole = head.len() < HEAD;
        let malformed = Rc::new(Cell::new(false));
        let encoding = super::encoding::encoding_of(&head, whole);
        let beginning = encoding.decode(&head).0.into_owned();
        let bytes: Whole = Cursor::new(head).chain(file);
        let text: Box<dyn Read> = if encoding == UTF_8 {
            Box::new(bytes)
        } else {
            Box::new(super::encoding::Decoded::new(bytes, encoding, Rc::clone(&malformed)))
        };
        let reader = builder(delimiter(&beginning, name)).from_reader(text);
        Ok(Self { reader, row: 0, malformed })
    }
}

impl Rows for TextRows {
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, RowError> {
        let line = self.reader.position().line();
        match self.reader.read_record(record) {
            Ok(true) => {
                self.row = record.position().map_or(line, csv::Position::line);
                Ok(Some(self.row))
            }
            Ok(false) if self.malformed.get() => Err(undecodable(0, true)),
            Ok(false) => Ok(None),
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => Err(undecodable(line, false)),
            Err(error) => Err(RowError {
                row: line,
                wrong: format!("读不下去：{error}"),
                remedy: "请确认文件没有损坏，重新导出".to_owned(),
                fatal: true,
            }),
        }
    }
}

fn undecodable(row: u64, fatal: bool) -> RowError {
    RowError {
        row,
        wrong: "有不能识别的字符".to_owned(),
        remedy: "请把文件另存为 UTF-8 或 GB18030 编码的 CSV".to_owned(),
        fatal,
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).buffer_capacity(256 << 10);
    builder
}

/// The delimiter with which the headings make the best sense; a comma if none does.
fn delimiter(beginning: &str, name: &str) -> u8 {
    let columns = |delimiter: u8| {
        let mut reader = builder(delimiter).from_reader(beginning.as_bytes());
        let mut record = StringRecord::new();
        let mut best = 0;
        for _ in 0..=ROWS_ABOVE {
            if !reader.read_record(&mut record).unwrap_or(false) {
                break;
            }
            let bound = match recognize(&record, name) {
                Some(Found::Table(binding)) => binding.positions.iter().flatten().count(),
                Some(_) => 1,
                None => 0,
            };
            best = best.max(bound);
        }
        best
    };
    // The last one of equals counts: the comma.
    b";\t,".iter().copied().max_by_key(|&delimiter| columns(delimiter)).unwrap_or(b',')
}
