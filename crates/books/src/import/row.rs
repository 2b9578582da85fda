use csv::StringRecord;
use juesuan_amount::{Fen, Quantity};
use rustc_hash::FxHashMap;

use super::place::Fault;
use crate::columns::{Choice, Column, Layout, Need, Value, YesNo, vocabulary};
use crate::{Date, Trajectory, value};

/// How many different words of a column are remembered with their meaning.
const REMEMBERED: usize = 1024;

/// Where the columns of a kind stand in a table.
pub(crate) struct Binding {
    pub layout: &'static Layout,
    /// For each column of the kind, its number in the table.
    pub positions: Vec<Option<usize>>,
    /// For each column of the kind, yuan in one unit of its amounts.
    pub scales: Vec<u32>,
    /// How many columns the table has.
    pub width: usize,
    /// The column of the fiscal year.
    pub year: Option<usize>,
    /// The column that says whether a row was deleted.
    pub deleted: Option<usize>,
    /// Whether cells are taken as they are, without blanks and marks of spreadsheets to be taken away.
    exact: bool,
    /// For each column of the kind, words to the number of the choice that they mean.
    words: Vec<FxHashMap<String, usize>>,
}

impl Binding {
    /// Binds the columns of a kind to those of a table.
    pub fn new(layout: &'static Layout, positions: Vec<Option<usize>>, scales: Vec<u32>, width: usize) -> Self {
        let words = layout.columns().iter().map(|_| FxHashMap::default()).collect();
        Self { layout, positions, scales, width, year: None, deleted: None, exact: false, words }
    }

    /// Whether a row was deleted where it comes from.
    pub fn is_deleted(&self, fields: &StringRecord) -> bool {
        let word = self.deleted.and_then(|at| fields.get(at)).map(cell).unwrap_or_default();
        vocabulary(YesNo::SET).find(word) == Some(YesNo::Yes.id())
    }

    /// What is wrong with the fiscal year that a row names.
    pub fn other_year(&self, fields: &StringRecord, year: u16) -> Option<Fault> {
        let named = self.year.and_then(|at| fields.get(at)).map(cell).filter(|named| !named.is_empty())?;
        let number = named.trim_end_matches(['年', '度']);
        (value::code(number.as_bytes()) != Some(u32::from(year))).then(|| Fault {
            rule: "other-year",
            column: None,
            wrong: format!("这一行的年度是“{}”，不是{year}", shown(named)),
            remedy: format!("请只留{year}年度的行，其他年度的导入该年度的账"),
        })
    }

    /// A table whose columns are those of the kind, in its own order, with cells as [`crate::Record::cells`] gives them.
    pub fn in_order(layout: &'static Layout) -> Self {
        let width = layout.columns().len();
        let binding = Self::new(layout, (0..width).map(Some).collect(), vec![1; width], width);
        Self { exact: true, ..binding }
    }
}

/// A row of a table that is being read as a record. Values that cannot be read are noted as faults, and something else
/// stands in for them, so that all faults of a row come to light at once.
pub(crate) struct Row<'a, 'b> {
    fields: &'a StringRecord,
    binding: &'b mut Binding,
    faults: &'b mut Vec<Fault>,
}

impl<'a, 'b> Row<'a, 'b> {
    /// A row of a table with these columns.
    pub fn new(fields: &'a StringRecord, binding: &'b mut Binding, faults: &'b mut Vec<Fault>) -> Self {
        Self { fields, binding, faults }
    }

    /// Whether the column is there and filled.
    pub fn given(&self, column: usize) -> bool {
        !self.raw(column).is_empty()
    }

    /// Words; empty only where they may be.
    pub fn text(&mut self, column: usize) -> &'a str {
        self.filled(column).unwrap_or_default()
    }

    /// The code of a unit, which some systems write together with its name: `101001-某市信息中心`.
    pub fn unit(&mut self, column: usize) -> &'a str {
        let text = self.text(column);
        let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let name = text[end..].trim_start_matches(['-', '_', ' ', ':', '：', '|']);
        let named = end > 0 && name.len() < text.len() - end && name.starts_with(|c: char| !c.is_ascii());
        if named && !self.binding.exact { &text[..end] } else { text }
    }

    /// The number of a document, which spreadsheets are prone to spoil.
    pub fn number(&mut self, column: usize) -> &'a str {
        let text = self.text(column);
        if is_exponential(text) {
            self.fault(
                column,
                "number-spoilt",
                format!("编号“{text}”被电子表格改成了科学计数，原号已丢失"),
                "请把原表这一列设为文本格式，重新导出".to_owned(),
            );
        }
        text
    }

    /// A day.
    pub fn date(&mut self, column: usize) -> Date {
        self.date_if_given(column).unwrap_or(Date::FIRST)
    }

    /// A day, if there is one.
    pub fn date_if_given(&mut self, column: usize) -> Option<Date> {
        let text = self.filled(column)?;
        let date = value::date(text.as_bytes());
        if date.is_none() {
            let remedy = "请写成 2024-03-05、20240305、2024/3/5 或 2024年3月5日".to_owned();
            self.fault(column, "unreadable-date", format!("“{}”不是日期", shown(text)), remedy);
        }
        date
    }

    /// Money; nothing where it may be blank.
    pub fn amount(&mut self, column: usize) -> Fen {
        let Some(text) = self.filled(column) else { return Fen::ZERO };
        value::amount(text.as_bytes(), self.binding.scales[column]).unwrap_or_else(|| {
            let remedy = "请写成以元为单位、最多两位小数的数，如 1234.50".to_owned();
            self.fault(column, "unreadable-amount", format!("“{}”不是金额", shown(text)), remedy);
            Fen::ZERO
        })
    }

    /// A number of things; 0 where it may be blank.
    pub fn count(&mut self, column: usize) -> u32 {
        let Some(text) = self.filled(column) else { return 0 };
        value::count(text.as_bytes()).unwrap_or_else(|| {
            self.fault(column, "unreadable-count", format!("“{}”不是个数", shown(text)), "请写整数".to_owned());
            0
        })
    }

    /// Points in hundredths.
    pub fn points(&mut self, column: usize) -> u32 {
        let Some(text) = self.filled(column) else { return 0 };
        let points = value::amount(text.trim_end_matches('分').as_bytes(), 1);
        points.and_then(|points| u32::try_from(points.0).ok()).unwrap_or_else(|| {
            let remedy = "请写最多两位小数的非负数，如 9.5".to_owned();
            self.fault(column, "unreadable-points", format!("“{}”不是分数", shown(text)), remedy);
            0
        })
    }

    /// A quantity; nothing where it may be blank.
    pub fn quantity(&mut self, column: usize) -> Quantity {
        self.quantity_if_given(column).unwrap_or(Quantity::ZERO)
    }

    /// A quantity, if there is one.
    pub fn quantity_if_given(&mut self, column: usize) -> Option<Quantity> {
        let text = self.filled(column)?;
        let quantity = Quantity::parse(text);
        if quantity.is_none() {
            let remedy = "请写最多四位小数的数，如 4900 或 99.46，不带单位".to_owned();
            self.fault(column, "unreadable-quantity", format!("“{}”不是数", shown(text)), remedy);
        }
        quantity
    }

    /// A percentage in hundredths, from 0 to 100.
    pub fn percent(&mut self, column: usize) -> u32 {
        let Some(text) = self.filled(column) else { return 0 };
        let percent = value::amount(text.trim_end_matches(['%', '％']).as_bytes(), 1);
        let hundredths = percent.and_then(|percent| u32::try_from(percent.0).ok()).filter(|&part| part <= 10_000);
        hundredths.unwrap_or_else(|| {
            let remedy = "请写0到100之间、最多两位小数的百分比，如 60".to_owned();
            self.fault(column, "unreadable-percent", format!("“{}”不是百分比", shown(text)), remedy);
            0
        })
    }

    /// Parts of a target that are due over the year; even where it may be blank.
    pub fn trajectory(&mut self, column: usize) -> Trajectory {
        let Some(text) = self.filled(column) else { return Trajectory::EVEN };
        Trajectory::parse(text).unwrap_or_else(|| {
            let remedy = "请写四个季度末或十二个月末的累计百分比，从小到大，最后是100，如 20,50,75,100".to_owned();
            self.fault(column, "unreadable-trajectory", format!("“{}”不是序时目标", shown(text)), remedy);
            Trajectory::EVEN
        })
    }

    /// A code of a classification; 0 where it may be blank.
    pub fn code(&mut self, column: usize) -> u32 {
        let Some(text) = self.filled(column) else { return 0 };
        value::code(text.as_bytes()).unwrap_or_else(|| {
            let (level, example) = match self.column(column).value() {
                Value::Economic => ("款级代码（5位）", "30201"),
                _ => ("项级代码（7位）", "2010301"),
            };
            self.fault(
                column,
                "unreadable-code",
                format!("“{}”不是科目代码", shown(text)),
                format!("请写{level}，如 {example}"),
            );
            0
        })
    }

    /// One of a few words or codes.
    pub fn choice<T: Choice>(&mut self, column: usize) -> T {
        let Some(text) = self.filled(column) else { return T::ALL[0] };
        if let Some(&known) = self.binding.words[column].get(text) {
            return T::ALL[known];
        }
        let found = vocabulary(T::SET).find(text);
        let Some(index) = found.and_then(|id| T::ALL.iter().position(|choice| choice.id() == id)) else {
            let words: Vec<&str> = vocabulary(T::SET).labels().collect();
            let remedy = format!("请写其中之一：{}", words.join("、"));
            self.fault(column, "unknown-word", format!("不认识“{}”", shown(text)), remedy);
            return T::ALL[0];
        };
        let words = &mut self.binding.words[column];
        if words.len() < REMEMBERED {
            words.insert(text.to_owned(), index);
        }
        T::ALL[index]
    }

    /// Notes a fault in a column.
    pub fn fault(&mut self, column: usize, rule: &'static str, wrong: String, remedy: String) {
        self.faults.push(Fault { rule, column: Some(column), wrong, remedy });
    }

    fn column(&self, column: usize) -> &'static Column {
        &self.binding.layout.columns()[column]
    }

    /// The words of the cell; empty when it or its column is missing.
    fn raw(&self, column: usize) -> &'a str {
        let text = self.binding.positions[column].and_then(|position| self.fields.get(position)).unwrap_or_default();
        if self.binding.exact { text } else { cell(text) }
    }

    /// The cell; none when it is blank, which is a fault where it must be filled.
    fn filled(&mut self, column: usize) -> Option<&'a str> {
        let text = self.raw(column);
        if text.is_empty() {
            if self.column(column).need() == Need::Filled {
                let remedy = "这一列每行都要填写".to_owned();
                self.fault(column, "blank", "此格为空".to_owned(), remedy);
            }
            return None;
        }
        Some(text)
    }
}

/// The words of a cell: without blanks around them, and without the marks by which spreadsheets keep numbers as text
/// (`'0012`, `="0012"`).
pub(crate) fn cell(text: &str) -> &str {
    let text = text.trim();
    match text.as_bytes() {
        [b'\'', ..] => text[1..].trim_start(),
        [b'=', b'"', .., b'"'] if text.len() > 3 => &text[2..text.len() - 1],
        _ => text,
    }
}

/// Whether it is a number such as `2.02401E+11`.
fn is_exponential(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    exponent.starts_with('+')
        && exponent[1..].bytes().all(|b| b.is_ascii_digit())
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !mantissa.is_empty()
}

/// The beginning of a text that is quoted in a message.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let beginning: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() { beginning + "…" } else { beginning }
}
