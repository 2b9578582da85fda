use super::{Problem, Problems};
use crate::Kind;
use crate::columns::layout;

/// Where a record stands, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Name of the file.
    pub file: &'a str,
    /// Name of the sheet, in workbooks.
    pub sheet: Option<&'a str>,
    /// Number of the row, from 1.
    pub row: u64,
}

/// Where a record stands, small enough to be kept for millions: the number of its table and of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub table: u32,
    pub row: u32,
}

impl Spot {
    /// That of records that came from no file.
    pub const NONE: Self = Self { table: u32::MAX, row: 0 };
    /// That of records that are entered by hand.
    pub const BY_HAND: Self = Self { table: u32::MAX - 1, row: 0 };
}

/// A table of a file, with the headings as it writes them.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub file: String,
    pub sheet: Option<String>,
    pub kind: Kind,
    /// For each column of the kind, its heading in the file.
    pub headings: Vec<Option<String>>,
}

/// All tables that were read, and what is wrong in them.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    pub tables: Vec<Table>,
    pub problems: Problems,
}

/// What is wrong with a record, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub rule: &'static str,
    /// Number of the column in its kind; none when the whole row is meant.
    pub column: Option<usize>,
    pub wrong: String,
    pub remedy: String,
}

impl Journal {
    /// Notes a fault of the record at a spot.
    pub fn note(&mut self, spot: Spot, fault: impl FnOnce() -> Fault) {
        let tables = &self.tables;
        self.problems.add(|| {
            let Fault { rule, column, wrong, remedy } = fault();
            let table = tables.get(spot.table as usize);
            let heading = table.zip(column).map(|(table, column)| {
                let own = table.headings.get(column).cloned().flatten();
                own.unwrap_or_else(|| layout(table.kind).columns()[column].heading().to_owned())
            });
            Problem {
                rule,
                file: table.map_or_else(|| "账簿".to_owned(), |table| table.file.clone()),
                sheet: table.and_then(|table| table.sheet.clone()),
                row: table.map(|_| u64::from(spot.row)),
                column: heading,
                wrong,
                remedy,
            }
        });
    }

    /// A place in words: `支付.csv 第3行`.
    pub fn words(&self, spot: Spot) -> String {
        match self.tables.get(spot.table as usize) {
            Some(Table { file, sheet: Some(sheet), .. }) => format!("{file} 工作表“{sheet}”第{}行", spot.row),
            Some(Table { file, .. }) => format!("{file} 第{}行", spot.row),
            None => "已入账的记录".to_owned(),
        }
    }
}
