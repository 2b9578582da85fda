use std::fmt;

/// Something that keeps a file from being imported: where, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Id of the check that found it, in English: `date-outside-year`.
    pub rule: &'static str,
    /// Name of the file.
    pub file: String,
    /// Name of the sheet, in workbooks.
    pub sheet: Option<String>,
    /// Number of the row as spreadsheets and editors count, from 1; none when the whole table is meant.
    pub row: Option<u64>,
    /// Heading of the column as the file writes it.
    pub column: Option<String>,
    /// What is wrong, in Chinese.
    pub wrong: String,
    /// What to do about it, in Chinese.
    pub remedy: String,
}

impl fmt::Display for Problem {
    /// `支付.csv 第3行“凭证日期”列：2023-12-31 不在2024年度内。请……`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " 工作表“{sheet}”")?;
        }
        if let Some(row) = self.row {
            write!(f, " 第{row}行")?;
        }
        if let Some(column) = &self.column {
            write!(f, "“{column}”列")?;
        }
        write!(f, "：{}。{}。", self.wrong, self.remedy)
    }
}

/// All problems of an import, up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
pub struct Problems {
    /// The first ones, in the order in which they were found.
    pub list: Vec<Problem>,
    /// How many more there are.
    pub more: u64,
    /// Whether rows or files could not be read, so that what needs all records (units, budget lines, balances) was not
    /// checked: it would find fault with what is not there.
    pub incomplete: bool,
}

impl Problems {
    /// How many problems are kept; the others are counted.
    pub const LIMIT: usize = 200;

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Keeps or counts a problem; it is only made when it is kept.
    pub(crate) fn add(&mut self, problem: impl FnOnce() -> Problem) {
        if self.list.len() < Self::LIMIT { self.list.push(problem()) } else { self.more += 1 }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.list.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        if self.more > 0 {
            write!(f, "\n还有 {} 处", self.more)?;
        }
        if self.incomplete {
            write!(f, "\n以上改正后，再核对单位、指标和结转结余是否相符")?;
        }
        Ok(())
    }
}
