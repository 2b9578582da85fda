//! One table: its headings, then its records.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::place::Table;
use super::recognize::{Found, ROWS_ABOVE, Wanted, recognize};
use super::row::{Binding, Row, cell};
use super::rows::{RowError, Rows};
use super::source::Source;
use super::{Count, Fault, Import, Place, Sink, Spot, sheet, stem};
use crate::columns::Layout;
use crate::door::Verdict;
use crate::{Kind, Record};

/// What became of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It held records, or should have: problems are noted.
    Read,
    /// It holds nothing.
    Empty,
    /// It has no headings that mean records.
    Foreign,
}

/// A table whose records are being read.
pub(crate) struct OpenTable {
    pub binding: Binding,
    /// Its number in the journal.
    number: u32,
    kind: Kind,
    file: String,
    sheet: Option<String>,
    count: Count,
    /// What is wrong with the row that is being read; kept to be used again.
    faults: Vec<Fault>,
}

impl OpenTable {
    fn spot(&self, row: u64) -> Spot {
        Spot { table: self.number, row: u32::try_from(row).unwrap_or(u32::MAX) }
    }
}

impl Import {
    /// Reads all sheets of a workbook. Sheets that hold no records are left alone as long as another does.
    pub(super) fn read_workbook<S: Sink>(
        &mut self,
        source: Source<'_>,
        file: &str,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let mut foreign = Vec::new();
        let mut read = false;
        let mut refused = None;
        let visited = sheet::visit(source, &mut |name, rows| match self.read_table(file, Some(name), rows, sink) {
            Ok(outcome) => {
                read |= outcome == Outcome::Read;
                if outcome == Outcome::Foreign {
                    foreign.push(name.to_owned());
                }
                ControlFlow::Continue(())
            }
            Err(error) => {
                refused = Some(error);
                ControlFlow::Break(())
            }
        });
        if let Some(error) = refused {
            return Err(error);
        }
        match visited {
            Err(wrong) => {
                let remedy = "请用电子表格软件打开它，另存为 xlsx 或 CSV 后再导入".to_owned();
                self.file_fault(file, None, "unreadable-file", wrong, remedy);
            }
            Ok(()) if read => {
                self.summary.ignored.extend(foreign.into_iter().map(|sheet| format!("{file} 工作表“{sheet}”")));
            }
            Ok(()) => self.foreign(file, foreign.first().map(String::as_str)),
        }
        Ok(())
    }

    /// Reads a table. A text file without known headings is a problem; for a sheet the workbook decides.
    pub(super) fn read_table<S: Sink>(
        &mut self,
        file: &str,
        sheet: Option<&str>,
        rows: &mut dyn Rows,
        sink: &mut S,
    ) -> Result<Outcome, S::Error> {
        let mut above = Vec::new();
        let mut found = None;
        while found.is_none() && above.len() <= ROWS_ABOVE {
            let mut record = StringRecord::new();
            match rows.next(&mut record) {
                Ok(Some(row)) => {
                    let name = sheet.unwrap_or(stem(file));
                    found = recognize(&record, name, Wanted::Present).map(|found| (row, record.clone(), found));
                    above.push((row, record));
                }
                Ok(None) => break,
                Err(error) => {
                    let place = if error.row > 0 { format!("第{}行", error.row) } else { String::new() };
                    self.file_fault(file, sheet, "unreadable-file", place + &error.wrong, error.remedy);
                    return Ok(Outcome::Read);
                }
            }
        }
        match found {
            Some((_, headings, Found::Table(binding))) => {
                let table = self.open_table(file, sheet, binding, &headings);
                self.read_records(table, rows, sink)?;
                Ok(Outcome::Read)
            }
            Some((row, _, other)) => {
                self.bad_headings(file, sheet, row, &other);
                Ok(Outcome::Read)
            }
            None if above.iter().all(|(_, record)| record.iter().all(|text| cell(text).is_empty())) => {
                if sheet.is_none() {
                    self.foreign(file, None);
                }
                Ok(Outcome::Empty)
            }
            None => {
                if sheet.is_none() {
                    self.foreign(file, None);
                }
                Ok(Outcome::Foreign)
            }
        }
    }

    /// Opens a table of records with the columns that `binding` tells and with these headings.
    pub(super) fn open_table(
        &mut self,
        file: &str,
        sheet: Option<&str>,
        binding: Binding,
        headings: &StringRecord,
    ) -> OpenTable {
        let heading = |position: &Option<usize>| {
            let own = cell(headings.get((*position)?)?);
            (!own.is_empty()).then(|| own.to_owned())
        };
        let kind = binding.layout.kind();
        let number = u32::try_from(self.journal.tables.len()).unwrap_or(u32::MAX - 1);
        self.journal.tables.push(Table {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            kind,
            headings: binding.positions.iter().map(heading).collect(),
        });
        let (file, sheet) = (file.to_owned(), sheet.map(str::to_owned));
        OpenTable { binding, number, kind, file, sheet, count: Count::default(), faults: Vec::new() }
    }

    fn read_records<S: Sink>(
        &mut self,
        mut table: OpenTable,
        rows: &mut dyn Rows,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let mut fields = StringRecord::new();
        loop {
            let row = match rows.next(&mut fields) {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    self.journal.problems.incomplete = true;
                    let fatal = error.fatal;
                    self.journal.note(table.spot(error.row), || error.into());
                    if fatal {
                        break;
                    }
                    continue;
                }
            };
            if !is_no_record(&fields, &table.binding) {
                self.read_record(&mut table, &fields, row, sink)?;
            }
        }
        self.close_table(&table);
        Ok(())
    }

    /// Reads a row as a record, checks it at the door, and gives it to the sink.
    pub(super) fn read_record<S: Sink>(
        &mut self,
        table: &mut OpenTable,
        fields: &StringRecord,
        row: u64,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        if table.binding.is_deleted(fields) {
            return Ok(());
        }
        let spot = table.spot(row);
        let OpenTable { binding, faults, .. } = table;
        faults.extend(overlong(fields, binding.width).or_else(|| overlarge(fields)));
        faults.extend(binding.other_year(fields, self.door.year()));
        let record = Record::read(table.kind, &mut Row::new(fields, binding, faults));
        if !faults.is_empty() {
            self.journal.problems.incomplete = true;
            for fault in faults.drain(..) {
                self.journal.note(spot, || fault);
            }
            return Ok(());
        }
        match self.door.see(&record, spot, &mut self.journal) {
            Verdict::New => {
                table.count.new += 1;
                if self.journal.problems.is_empty() {
                    sink.take(&record, Place { file: &table.file, sheet: table.sheet.as_deref(), row })?;
                }
            }
            Verdict::Repeated => table.count.repeated += 1,
        }
        Ok(())
    }

    /// Counts the records of a table that was read to its end.
    pub(super) fn close_table(&mut self, table: &OpenTable) {
        let count = self.summary.counts.entry(table.kind).or_default();
        count.new += table.count.new;
        count.repeated += table.count.repeated;
    }

    fn foreign(&mut self, file: &str, sheet: Option<&str>) {
        let kinds: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
        self.file_fault(
            file,
            sheet,
            "unknown-table",
            "没有找到认识的列标题".to_owned(),
            format!("请按模板的列标题整理（可导入：{}）", kinds.join("、")),
        );
    }

    fn bad_headings(&mut self, file: &str, sheet: Option<&str>, row: u64, found: &Found) {
        match found {
            Found::Table(_) => {}
            Found::Missing(layout, missing) => {
                for &number in missing {
                    self.missing_column(file, sheet, row, layout, number);
                }
            }
            Found::Ambiguous(one, other) => {
                let wrong = format!("第{row}行的列标题既像“{}”，又像“{}”", one.name(), other.name());
                let remedy = format!("请把文件或工作表命名为“{}”或“{}”", one.name(), other.name());
                self.file_fault(file, sheet, "ambiguous-table", wrong, remedy);
            }
            Found::Doubled(layout, heading) => {
                let wrong = format!("“{}”表第{row}行的列标题“{heading}”出现了两次", layout.name());
                self.file_fault(file, sheet, "doubled-column", wrong, "请删去或改名其中一列".to_owned());
            }
        }
    }

    fn missing_column(&mut self, file: &str, sheet: Option<&str>, row: u64, layout: &Layout, number: usize) {
        let column = &layout.columns()[number];
        let aliases: Vec<&str> = column.aliases().collect();
        let wrong = format!("“{}”表（列标题在第{row}行）缺少“{}”列", layout.name(), column.heading());
        let remedy = format!("请补上这一列，也可写作：{}", aliases.join("、"));
        self.file_fault(file, sheet, "missing-column", wrong, remedy);
    }
}

impl From<RowError> for Fault {
    fn from(error: RowError) -> Self {
        Self { rule: "unreadable-row", column: None, wrong: error.wrong, remedy: error.remedy }
    }
}

/// A row without anything in the columns of the kind, a total of the rows above, or a line below the table (制表人：…).
fn is_no_record(fields: &StringRecord, binding: &Binding) -> bool {
    const TOTALS: [&str; 7] = ["合计", "总计", "小计", "本页小计", "本页合计", "累计", "本月合计"];
    const BELOW: [&str; 9] = ["注", "说明", "备注", "制表", "填表", "审核", "复核", "单位负责人", "打印"];
    let mut filled = binding.positions.iter().flatten().filter_map(|&at| fields.get(at)).map(cell);
    if filled.all(str::is_empty) {
        return true;
    }
    let Some(first) = fields.iter().map(cell).find(|text| !text.is_empty()) else { return true };
    if first.is_ascii() {
        return false;
    }
    let sparse = || fields.iter().filter(|text| !cell(text).is_empty()).count() <= 3;
    TOTALS.contains(&juesuan_amount::normalize_text(first).as_str())
        || (BELOW.iter().any(|word| first.starts_with(word)) && sparse() && first.contains([':', '：', '；', '。']))
}

/// More bytes than a cell of a spreadsheet holds (32,767 characters).
const LONGEST_CELL: usize = 4 * 32_767;

/// Cells that no table of records has: a quotation mark without its other half makes them.
fn overlarge(fields: &StringRecord) -> Option<Fault> {
    let large = fields.as_slice().len() > LONGEST_CELL && fields.iter().any(|text| text.len() > LONGEST_CELL);
    large.then(|| Fault {
        rule: "overlarge-cell",
        column: None,
        wrong: "这一行有一格文字过长".to_owned(),
        remedy: "可能有半角双引号没有配对，请检查这一行".to_owned(),
    })
}

/// Cells behind the last heading: a comma within an amount or a text makes them.
fn overlong(fields: &StringRecord, width: usize) -> Option<Fault> {
    let more = fields.iter().skip(width).filter(|text| !cell(text).is_empty()).count();
    (more > 0).then(|| Fault {
        rule: "too-many-cells",
        column: None,
        wrong: format!("这一行比列标题多出{more}格"),
        remedy: "金额或文字里有分隔符时，请用半角双引号把该格括起来".to_owned(),
    })
}
