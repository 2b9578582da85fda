//! One table: its headings, then its records.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::place::Table;
use super::recognize::{Found, ROWS_ABOVE, recognize};
use super::row::{Binding, Row, cell};
use super::rows::{RowError, Rows};
use super::source::Source;
use super::{Import, Place, Sink, Spot, sheet, stem};
use crate::Record;
use crate::columns::Layout;
use crate::door::Verdict;

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
                    found = recognize(&record, sheet.unwrap_or(stem(file))).map(|found| (row, record.clone(), found));
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
                self.open_table(file, sheet, &binding, &headings);
                self.read_records(binding, rows, sink)?;
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

    fn open_table(&mut self, file: &str, sheet: Option<&str>, binding: &Binding, headings: &StringRecord) {
        let heading = |position: &Option<usize>| Some(cell(headings.get((*position)?)?).to_owned());
        self.journal.tables.push(Table {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            kind: binding.layout.kind(),
            headings: binding.positions.iter().map(heading).collect(),
        });
    }

    fn read_records<S: Sink>(
        &mut self,
        mut binding: Binding,
        rows: &mut dyn Rows,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let number = self.journal.tables.len() - 1;
        let (file, sheet) = (self.journal.tables[number].file.clone(), self.journal.tables[number].sheet.clone());
        let table = u32::try_from(number).unwrap_or(u32::MAX - 1);
        let kind = binding.layout.kind();
        let mut count = self.summary.counts.get(&kind).copied().unwrap_or_default();
        let mut fields = StringRecord::new();
        let mut faults = Vec::new();
        loop {
            let row = match rows.next(&mut fields) {
                Ok(Some(row)) => row,
                Ok(None) => break,
                Err(error) => {
                    self.journal.problems.incomplete = true;
                    let spot = Spot { table, row: u32::try_from(error.row).unwrap_or(u32::MAX) };
                    let fatal = error.fatal;
                    self.journal.note(spot, || error.into());
                    if fatal {
                        break;
                    }
                    continue;
                }
            };
            if is_no_record(&fields, &binding) {
                continue;
            }
            let spot = Spot { table, row: u32::try_from(row).unwrap_or(u32::MAX) };
            faults.extend(overlong(&fields, binding.width).or_else(|| overlarge(&fields)));
            let record = Record::read(kind, &mut Row::new(&fields, &mut binding, &mut faults));
            if !faults.is_empty() {
                self.journal.problems.incomplete = true;
                for fault in faults.drain(..) {
                    self.journal.note(spot, || fault);
                }
                continue;
            }
            match self.door.see(&record, spot, &mut self.journal) {
                Verdict::New => {
                    count.new += 1;
                    if self.journal.problems.is_empty() {
                        sink.take(&record, Place { file: &file, sheet: sheet.as_deref(), row })?;
                    }
                }
                Verdict::Repeated => count.repeated += 1,
            }
        }
        self.summary.counts.insert(kind, count);
        Ok(())
    }

    fn foreign(&mut self, file: &str, sheet: Option<&str>) {
        let kinds: Vec<&str> = crate::Kind::ALL.into_iter().map(crate::Kind::name).collect();
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

impl From<RowError> for super::Fault {
    fn from(error: RowError) -> Self {
        Self { rule: "unreadable-row", column: None, wrong: error.wrong, remedy: error.remedy }
    }
}

/// A row without anything in the columns of the kind, or a total of the rows above.
fn is_no_record(fields: &StringRecord, binding: &Binding) -> bool {
    const TOTALS: [&str; 7] = ["合计", "总计", "小计", "本页小计", "本页合计", "累计", "本月合计"];
    let mut filled = binding.positions.iter().flatten().filter_map(|&at| fields.get(at)).map(cell);
    let filled = filled.find(|text| !text.is_empty());
    let first = || fields.iter().map(cell).find(|text| !text.is_empty()).unwrap_or_default();
    filled.is_none() || TOTALS.contains(&juesuan_amount::normalize_text(first()).as_str())
}

/// More bytes than a cell of a spreadsheet holds (32,767 characters).
const LONGEST_CELL: usize = 4 * 32_767;

/// Cells that no table of records has: a quotation mark without its other half makes them.
fn overlarge(fields: &StringRecord) -> Option<super::Fault> {
    let large = fields.as_slice().len() > LONGEST_CELL && fields.iter().any(|text| text.len() > LONGEST_CELL);
    large.then(|| super::Fault {
        rule: "overlarge-cell",
        column: None,
        wrong: "这一行有一格文字过长".to_owned(),
        remedy: "可能有半角双引号没有配对，请检查这一行".to_owned(),
    })
}

/// Cells behind the last heading: a comma within an amount or a text makes them.
fn overlong(fields: &StringRecord, width: usize) -> Option<super::Fault> {
    let more = fields.iter().skip(width).filter(|text| !cell(text).is_empty()).count();
    (more > 0).then(|| super::Fault {
        rule: "too-many-cells",
        column: None,
        wrong: format!("这一行比列标题多出{more}格"),
        remedy: "金额或文字里有分隔符时，请用半角双引号把该格括起来".to_owned(),
    })
}
