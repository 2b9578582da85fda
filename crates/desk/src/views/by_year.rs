use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::Books;
use juesuan_report::{FigureId, Report, Value};

/// Figures year on year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByYear {
    /// The years of which something is known, ascending.
    pub years: Vec<u16>,
    /// The figures, in the order in which they were asked for.
    pub lines: Vec<YearLine>,
}

/// A figure in each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearLine {
    /// Its id in the disclosures.
    pub figure: FigureId,
    /// Its Chinese name.
    pub name: String,
    /// Its amounts, one for each year; none where it is not known.
    pub amounts: Vec<Option<Fen>>,
}

/// The figures by which a year is compared with others: id in the official tables and Chinese name.
pub const MAIN_FIGURES: [(&str, &str); 9] = [
    ("T1/income-grand-total/amount", "收支总计"),
    ("T1/income-total/amount", "本年收入"),
    ("T1/expenditure-total/amount", "本年支出"),
    ("T3/total/basic", "基本支出"),
    ("T3/total/project", "项目支出"),
    ("T4/income-grand-total/amount", "财政拨款收支总计"),
    ("T5/total/total", "一般公共预算财政拨款支出"),
    ("T7/total/total", "政府性基金预算财政拨款支出"),
    ("operation/total/amount", "机关运行经费"),
];

/// Figures of a year's disclosure and of others, whose years the books have. Of the year before the books' own, what was
/// published stands where the books do not have that year. Figures that cannot be compared, because they are known of one year
/// only or were always zero, are left out, unless none can.
#[must_use]
pub fn by_year<'a>(
    books: &Books,
    reports: impl IntoIterator<Item = &'a Report>,
    wanted: impl IntoIterator<Item = (FigureId, String)>,
) -> ByYear {
    let reports: BTreeMap<u16, &Report> = reports.into_iter().map(|report| (report.year, report)).collect();
    let last = books.year.saturating_sub(1);
    let amount = |year: u16, id: &str| match reports.get(&year) {
        Some(report) => match report.figures.get(id)?.value {
            Value::Money(amount) => Some(amount),
            _ => None,
        },
        None => books.comparatives.get(id).copied().filter(|_| year == last),
    };
    let wanted: Vec<(FigureId, String)> = wanted.into_iter().collect();
    let mut years: Vec<u16> = reports.keys().copied().chain([last]).collect();
    years.sort_unstable();
    years.dedup();
    years.retain(|&year| wanted.iter().any(|(id, _)| amount(year, id).is_some()));
    let line = |(figure, name): (FigureId, String)| {
        let amounts = years.iter().map(|&year| amount(year, &figure)).collect();
        YearLine { figure, name, amounts }
    };
    let mut lines: Vec<YearLine> = wanted.into_iter().map(line).collect();
    if lines.iter().any(compares) {
        lines.retain(compares);
    }
    ByYear { years, lines }
}

fn compares(line: &YearLine) -> bool {
    let known: Vec<Fen> = line.amounts.iter().copied().flatten().collect();
    known.len() > 1 && known.iter().any(|amount| !amount.is_zero())
}
