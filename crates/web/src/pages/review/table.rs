//! The units of a year as a table: which are shown, in which order, and which page of them.

use std::cmp::Reverse;

use juesuan_desk::UnitYear;
use serde::Deserialize;

use crate::show;

/// Rows of a page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Fiscal year; none for the latest.
    pub year: Option<u16>,
    /// Words in code or name.
    pub q: String,
    /// The id of a column.
    pub sort: String,
    /// From 1.
    pub page: usize,
}

/// Columns by which the table can be sorted: id, name, whether it holds numbers.
pub const COLUMNS: [(&str, &str, bool); 6] = [
    ("code", "单位", false),
    ("budget", "全年预算", true),
    ("paid", "支出", true),
    ("rate", "执行率", true),
    ("overdue", "超期整改", true),
    ("open", "未完整改", true),
];

/// A page of the table.
#[derive(Debug)]
pub struct Paged<'a> {
    /// The rows.
    pub units: Vec<&'a UnitYear>,
    /// How many there are on all pages.
    pub all: usize,
    /// Which page it is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

impl Asked {
    /// The column by which the table is sorted.
    pub fn sort(&self) -> &'static str {
        COLUMNS.iter().find(|(id, ..)| *id == self.sort).map_or("code", |(id, ..)| id)
    }

    /// The address of the same table in another order or on another page.
    pub fn address(&self, sort: &str, page: usize) -> String {
        let year = self.year.map_or_else(String::new, |year| year.to_string());
        format!("/units?year={year}&q={}&sort={sort}&page={page}", show::query_value(&self.q))
    }

    /// The page of these units that is asked for.
    pub fn paged<'a>(&self, units: impl Iterator<Item = &'a UnitYear>) -> Paged<'a> {
        let words: Vec<&str> = self.q.split_whitespace().collect();
        let has = |it: &&UnitYear| words.iter().all(|word| it.unit.code.contains(word) || it.unit.name.contains(word));
        let mut units: Vec<&UnitYear> = units.filter(has).collect();
        match self.sort() {
            "budget" => units.sort_by_key(|it| Reverse(it.money.budget)),
            "paid" => units.sort_by_key(|it| Reverse(it.money.paid)),
            // The slowest first: they are what a reviewer looks for.
            "rate" => units.sort_by_key(|it| rate(it)),
            "overdue" => units.sort_by_key(|it| Reverse((it.overdue, it.open))),
            "open" => units.sort_by_key(|it| Reverse((it.open, it.overdue))),
            _ => {}
        }
        let (all, pages) = (units.len(), units.len().div_ceil(PAGE).max(1));
        let page = self.page.clamp(1, pages);
        let units = units.into_iter().skip((page - 1) * PAGE).take(PAGE).collect();
        Paged { units, all, page, pages }
    }
}

/// The execution rate in thousandths of a percent; units without a budget come last.
fn rate(it: &UnitYear) -> i128 {
    let (paid, budget) = (i128::from(it.money.paid.0), i128::from(it.money.budget.0));
    if budget == 0 { i128::MAX } else { paid * 100_000 / budget }
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Fen;
    use juesuan_books::{Unit, UnitKind};
    use juesuan_desk::views::Spending;

    use super::*;

    fn unit(number: usize) -> UnitYear {
        let code = format!("{number:03}");
        let unit = Unit { name: format!("单位{code}"), code, parent: None, kind: UnitKind::Administrative };
        let money = Spending { budget: Fen(100), paid: Fen(i64::try_from(number).unwrap()), rate: None };
        UnitYear { unit, depth: 0, money, open: number % 3, overdue: 0 }
    }

    #[test]
    fn a_page_of_what_is_asked_for() {
        let units: Vec<UnitYear> = (0..120).map(unit).collect();
        let paged = |sort: &str, q: &str, page| {
            let asked = Asked { year: None, q: q.to_owned(), sort: sort.to_owned(), page };
            let paged = asked.paged(units.iter());
            (paged.units.first().map(|it| it.unit.code.clone()), paged.units.len(), paged.all, paged.page, paged.pages)
        };
        assert_eq!(paged("", "", 0), (Some("000".to_owned()), 50, 120, 1, 3));
        assert_eq!(paged("paid", "", 3), (Some("019".to_owned()), 20, 120, 3, 3));
        assert_eq!(paged("rate", "单位 11", 9), (Some("011".to_owned()), 11, 11, 1, 1));
        assert_eq!(paged("open", "没有", 1), (None, 0, 0, 1, 1));
    }
}
