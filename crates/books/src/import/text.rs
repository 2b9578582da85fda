//! Text files: UTF-8, GB18030 or UTF-16; cells between commas, tabs or semicolons.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::recognize::{Found, ROWS_ABOVE, Wanted, recognize};
use super::rows::{RowError, Rows};
use super::source::Source;

/// Bytes that decide encoding and delimiter.
const HEAD: usize = 256 << 10;

/// More bytes than any row has; a quotation mark without its other half makes one of all that follows.
const LONGEST_ROW: u64 = 16 << 20;

/// The rows of a text file.
pub(crate) struct TextRows<'s> {
    reader: Reader<Metered<'s>>,
    /// Bytes read since the last row was whole.
    since: Rc<Cell<u64>>,
    malformed: Rc<Cell<bool>>,
}

/// Refuses to read on when a row does not end.
struct Metered<'s> {
    inner: Box<dyn Read + 's>,
    since: Rc<Cell<u64>>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        if self.since.get() > LONGEST_ROW {
            let why = format!("一行超过 {} MB，可能有引号没有配对", LONGEST_ROW >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        Ok(read)
    }
}

impl<'s> TextRows<'s> {
    /// Opens a text file; `name` is what it is called.
    ///
    /// # Errors
    /// As the file system says.
    pub fn open(source: Source<'s>, name: &str) -> io::Result<Self> {
        let head = source.head(HEAD)?;
        if is_web_page(&head) {
            let why = "这是网页，不是表格；请用电子表格软件打开，另存为 xlsx";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let malformed = Rc::new(Cell::new(false));
        let encoding = super::encoding::encoding_of(source, &head, head.len() < HEAD)?;
        let beginning = encoding.decode(&head).0.into_owned();
        let text = super::encoding::decoded(source, encoding, Rc::clone(&malformed))?;
        let since = Rc::new(Cell::new(0));
        let metered = Metered { inner: text, since: Rc::clone(&since) };
        let reader = builder(delimiter(&beginning, name)).from_reader(metered);
        Ok(Self { reader, since, malformed })
    }
}

impl Rows for TextRows<'_> {
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, RowError> {
        let line = self.reader.position().line();
        let read = self.reader.read_record(record);
        self.since.set(0);
        match read {
            Ok(true) => Ok(Some(record.position().map_or(line, csv::Position::line))),
            Ok(false) if self.malformed.get() => Err(undecodable(0, true)),
            Ok(false) => Ok(None),
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => Err(undecodable(line, false)),
            Err(error) => Err(RowError {
                row: line,
                wrong: format!("读不下去：{}", plain(&error)),
                remedy: "请检查这一行的引号，确认文件没有损坏".to_owned(),
                fatal: true,
            }),
        }
    }
}

fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

/// What some systems call xls is a web page.
fn is_web_page(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start = start[..start.len().min(16)].to_ascii_lowercase();
    ["<html", "<!doctype html", "<table", "<meta", "<?xml"].iter().any(|tag| start.starts_with(tag.as_bytes()))
}

/// What is wrong with bytes that mean nothing in the encoding.
pub(super) fn undecodable(row: u64, fatal: bool) -> RowError {
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
            let bound = match recognize(&record, name, Wanted::Present) {
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
