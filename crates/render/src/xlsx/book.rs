use std::collections::BTreeMap;

use juesuan_amount::{Decimal, MoneyUnit};
use juesuan_report::{Figure, Report, Value};

use crate::money;

/// Rows above the header: title, number of the table, unit and money.
pub(super) const ABOVE: u32 = 3;
/// Decimals at which what cells hold is compared: enough for 分 in 亿元.
const SCALE: u32 = 12;
/// Longest name of a sheet.
const NAME: usize = 31;

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// Index of the sheet.
    pub sheet: usize,
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u16,
    /// What the cell shows.
    pub text: &'a str,
}

/// What the sheets need to know of each other.
pub(super) struct Book<'a> {
    /// The report.
    pub report: &'a Report,
    /// Names of the sheets.
    pub names: Vec<String>,
    places: BTreeMap<&'a str, Place<'a>>,
    units: Vec<MoneyUnit>,
    /// Whether all figures are printed as they round, so that cells can hold exact amounts.
    is_honest: bool,
}

impl<'a> Book<'a> {
    /// Places all figures.
    pub(super) fn new(report: &'a Report) -> Self {
        let mut places = BTreeMap::new();
        for (sheet, table) in report.tables.iter().enumerate() {
            let top = ABOVE + size(table.header.len());
            for (row, line) in (top..).zip(&table.rows) {
                for (column, cell) in (0u16..).zip(&line.cells) {
                    if let Some(id) = &cell.figure {
                        let place = Place { sheet, row, column, text: &cell.text };
                        places.entry(id.as_str()).or_insert(place);
                    }
                }
            }
        }
        let units: Vec<MoneyUnit> = report.tables.iter().map(money::unit_of).collect();
        let is_honest = |(id, place): (&&str, &Place<'_>)| {
            report.figures.get(*id).is_none_or(|figure| money::is_honest(figure, place.text, units[place.sheet]))
        };
        let is_honest = places.iter().all(is_honest);
        Self { report, names: names(report), places, units, is_honest }
    }

    /// The first place of a figure.
    pub(super) fn place(&self, id: &str) -> Option<Place<'a>> {
        self.places.get(id).copied()
    }

    /// What a cell of a sheet holds that shows a figure as `text`; none for what is no number.
    pub(super) fn held(&self, figure: &Figure, text: &str, sheet: usize) -> Option<Decimal> {
        let printed = Decimal::parse(text);
        match figure.value {
            Value::Money(amount) if self.is_honest && (printed.is_some() || amount.is_zero()) => {
                Some(money::exact(amount, *self.units.get(sheet)?))
            }
            Value::Money(amount) if amount.is_zero() => Some(Decimal::new(0, 0)),
            _ => printed,
        }
    }

    /// As [`Book::held`], for the figure's first cell, as an integer that can be added up.
    pub(super) fn addend(&self, id: &str) -> Option<i128> {
        let figure = self.report.figures.get(id)?;
        let place = self.place(id)?;
        self.held(figure, place.text, place.sheet)?.mantissa_at(SCALE)
    }
}

fn size(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX / 2)
}

/// The tables' numbers, else their titles, as Excel allows them: no signs of paths, not too long, all different.
fn names(report: &Report) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (number, table) in (1usize..).zip(&report.tables) {
        let wanted = if table.number.is_empty() { &table.title } else { &table.number };
        let clean: String = wanted.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).collect();
        let mut name: String = clean.trim().chars().take(NAME).collect();
        if name.is_empty() || names.contains(&name) {
            name = format!("表{number}");
        }
        names.push(name);
    }
    names
}
