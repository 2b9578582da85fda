//! Reading files of records: which kind they hold, row by row, each checked at the door; all or nothing.

mod encoding;
mod json;
mod objects;
mod place;
mod problem;
mod recognize;
mod row;
mod rows;
mod sheet;
mod sink;
mod source;
mod summary;
mod table;
mod text;

use std::path::{Path, PathBuf};

pub use place::Place;
pub use problem::{Problem, Problems};
pub use sink::Sink;
pub use summary::{Count, Summary};

pub(crate) use place::{Fault, Journal, Spot};
pub(crate) use row::{Binding, Row, shown};

use crate::Record;
use crate::door::{Door, Verdict};
use source::Source;

/// An import into the books of one fiscal year.
///
/// ```no_run
/// # use juesuan_books::{Books, BooksBuilder, Import, Problems};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut builder = BooksBuilder::new(2024);
/// let mut import = Import::new(2024);
/// import.read("账/".as_ref(), &mut builder)?;
/// let summary = import.finish()?;
/// let books: Books = builder.finish();
/// # Ok(()) }
/// ```
pub struct Import {
    door: Door,
    journal: Journal,
    summary: Summary,
}

impl Import {
    /// An import into books that are empty so far.
    #[must_use]
    pub fn new(year: u16) -> Self {
        Self { door: Door::new(year), journal: Journal::default(), summary: Summary::default() }
    }

    /// Tells of a record that the books hold already, before anything is read: what is read is checked together with
    /// it, and is skipped if it is the same.
    pub fn remember(&mut self, record: &Record<'_>) {
        self.door.remember(record, &mut self.journal);
    }

    /// Tells of many records that the books hold already by one that stands for all of them: one with their unit and
    /// classification and the sum of their amounts. What is read is not compared with them one by one.
    pub fn remember_sum(&mut self, sum: &Record<'_>) {
        self.door.remember_sum(sum);
    }

    /// Tells of a record that is part of a sum that was remembered: what is read is skipped if it is the same.
    pub fn remember_part(&mut self, record: &Record<'_>) {
        self.door.remember_part(record, &mut self.journal);
    }

    /// Whether something is wrong with what was read so far, beside what [`Import::finish`] checks.
    #[must_use]
    pub const fn has_problems(&self) -> bool {
        !self.journal.problems.is_empty()
    }

    /// Reads a file, or all files of a folder in the order of their names, and gives their records to the sink. What is
    /// wrong with them is kept for [`Import::finish`].
    ///
    /// # Errors
    /// Those of the sink only.
    pub fn read<S: Sink>(&mut self, path: &Path, sink: &mut S) -> Result<(), S::Error> {
        if !path.is_dir() {
            return self.read_file(path, sink);
        }
        match files(path) {
            Ok(files) => {
                for (file, known) in files {
                    if known {
                        self.read_file(&file, sink)?;
                    } else {
                        self.summary.ignored.push(name_of(&file));
                    }
                }
            }
            Err(error) => self.unreadable(&name_of(path), &error),
        }
        Ok(())
    }

    /// Reads a file that is in memory; `name` is what messages call it, and may tell what kind of records it holds.
    ///
    /// # Errors
    /// Those of the sink only.
    pub fn read_bytes<S: Sink>(&mut self, name: &str, bytes: &[u8], sink: &mut S) -> Result<(), S::Error> {
        self.read_source(name, Source::Bytes(bytes), sink)
    }

    /// Takes a record that somebody enters by hand, and checks it like one of a file. Whether it is new: otherwise the books
    /// hold it already.
    pub fn enter(&mut self, record: &Record<'_>) -> bool {
        self.door.see(record, Spot::BY_HAND, &mut self.journal) == Verdict::New
    }

    /// Makes the checks that need all records, and tells what was read.
    ///
    /// # Errors
    /// Everything that is wrong; then nothing of the import counts.
    pub fn finish(mut self) -> Result<Summary, Problems> {
        if !self.journal.problems.incomplete {
            self.door.close(&mut self.journal);
        }
        if self.journal.problems.is_empty() { Ok(self.summary) } else { Err(self.journal.problems) }
    }

    fn read_file<S: Sink>(&mut self, path: &Path, sink: &mut S) -> Result<(), S::Error> {
        self.read_source(&name_of(path), Source::Path(path), sink)
    }

    fn read_source<S: Sink>(&mut self, name: &str, source: Source<'_>, sink: &mut S) -> Result<(), S::Error> {
        self.summary.files += 1;
        let rows = match sheet::is_workbook(source) {
            Ok(true) => return self.read_workbook(source, name, sink),
            // What cannot be looked into cannot be opened below either, which is told there.
            Ok(false) if json::is_json_lines(source, name).unwrap_or_default() => {
                return self.read_json(source, name, sink);
            }
            Ok(false) => text::TextRows::open(source, stem(name)),
            Err(error) => Err(error),
        };
        match rows {
            Ok(mut rows) => self.read_table(name, None, &mut rows, sink).map(|_| ()),
            Err(error) => {
                self.unreadable(name, &error);
                Ok(())
            }
        }
    }

    fn read_json<S: Sink>(&mut self, source: Source<'_>, name: &str, sink: &mut S) -> Result<(), S::Error> {
        match json::JsonLines::open(source) {
            Ok(mut lines) => self.read_objects(name, &mut lines, sink),
            Err(error) => {
                self.unreadable(name, &error);
                Ok(())
            }
        }
    }

    fn unreadable(&mut self, name: &str, error: &std::io::Error) {
        let (wrong, remedy) = match error.kind() {
            std::io::ErrorKind::NotFound => ("没有这个文件或文件夹".to_owned(), "请检查路径"),
            std::io::ErrorKind::PermissionDenied => ("没有读取的权限".to_owned(), "请检查文件的权限"),
            _ => (format!("打不开：{error}"), "请检查这个文件"),
        };
        self.file_fault(name, None, "unreadable-file", wrong, remedy.to_owned());
    }

    /// Notes what is wrong with a file or sheet as a whole.
    fn file_fault(&mut self, file: &str, sheet: Option<&str>, rule: &'static str, wrong: String, remedy: String) {
        self.journal.problems.incomplete = true;
        self.journal.problems.add(|| Problem {
            rule,
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            row: None,
            column: None,
            wrong,
            remedy,
        });
    }
}

/// The files of a folder in the order of their names, without hidden and temporary ones, and whether they are of a kind
/// that can hold records.
fn files(folder: &Path) -> std::io::Result<Vec<(PathBuf, bool)>> {
    const KNOWN: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "et"];
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = name_of(&path);
        if !name.starts_with(['.', '~']) {
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
            let known = path.is_file() && KNOWN.iter().chain(&json::EXTENSIONS).any(|known| *known == extension);
            files.push((path, known));
        }
    }
    files.sort();
    Ok(files)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A file's name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
