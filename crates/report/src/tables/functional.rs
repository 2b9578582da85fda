//! Tables with a row for each 类, 款 and 项.

use std::collections::BTreeSet;

use juesuan_form::{FunctionalColumn, FunctionalLayout};

use super::{Body, amount, column, head, selector, wide, words};
use crate::{Align, Row, Selector, filler::Filler};

pub(super) fn fill(filler: &mut Filler<'_>, table: &str, prefix: &str, layout: &FunctionalLayout) -> Body {
    let selectors: Vec<Selector> = layout.columns.iter().filter_map(|c| c.of.as_ref()).map(selector).collect();
    let codes = with_parents(&filler.ledger.functions(&selectors));
    let grid = Grid { table, prefix, layout, codes: &codes };
    for &code in codes.iter().rev() {
        grid.add_row(filler, code);
    }
    grid.add_total(filler);
    let mut rows = vec![grid.total_row(filler)];
    rows.extend(codes.iter().map(|&code| grid.row(filler, code)));
    let mut paths = vec![vec!["项目", "功能分类科目编码"], vec!["项目", "科目名称"]];
    paths.extend(layout.columns.iter().map(|column| column.head.iter().map(String::as_str).collect()));
    let mut columns = vec![column("code", 6, Align::Centre), column("name", 18, Align::Left)];
    columns.extend(layout.columns.iter().map(|c| column(&c.id, 8, Align::Right)));
    let mut header = head::header(&paths);
    header.push(head::numbers(2, columns.len()));
    Body { columns, header, rows, empty: codes.is_empty() }
}

/// The codes with all those above them, in the order of an outline: 201, 20103, 2010301, 202 …
fn with_parents(codes: &[u32]) -> Vec<u32> {
    let all: BTreeSet<String> = codes
        .iter()
        .flat_map(|code| {
            let digits = code.to_string();
            [3, 5, 7].into_iter().filter_map(move |n| digits.get(..n).map(str::to_owned)).collect::<Vec<_>>()
        })
        .collect();
    all.iter().filter_map(|code| code.parse().ok()).collect()
}

struct Grid<'a> {
    table: &'a str,
    prefix: &'a str,
    layout: &'a FunctionalLayout,
    codes: &'a [u32],
}

impl Grid<'_> {
    fn id(&self, row: &str, column: &str) -> String {
        format!("{}/{row}/{column}", self.table)
    }

    /// The codes directly below one, or the classes below 0.
    fn below(&self, code: u32) -> impl Iterator<Item = u32> {
        self.codes.iter().copied().filter(move |&c| if code == 0 { c < 1000 } else { c / 100 == code })
    }

    /// The figures of a row; those of the rows below it must be there.
    fn add_row(&self, filler: &mut Filler<'_>, code: u32) {
        let leaf = self.below(code).next().is_none();
        let name = filler.function_name(code);
        for (column, selection) in self.read_columns() {
            let id = self.id(&code.to_string(), &column.id);
            let label = self.label(&format!("{code}{name}"), column);
            if leaf {
                filler.add_books(&id, &label, Selector { function: Some(code), ..selection });
            } else {
                let parts = self.below(code).map(|below| (1, self.id(&below.to_string(), &column.id))).collect();
                filler.figures.add_sum(&id, &label, parts);
            }
        }
        self.add_sums(filler, &code.to_string(), &format!("{code}{name}"));
    }

    fn add_total(&self, filler: &mut Filler<'_>) {
        for (column, _) in self.read_columns() {
            let parts = self.below(0).map(|code| (1, self.id(&code.to_string(), &column.id))).collect();
            filler.figures.add_sum(&self.id("total", &column.id), &self.label("合计", column), parts);
        }
        self.add_sums(filler, "total", "合计");
    }

    /// The figures of a row that add up others of the same row; a sum stands before or after its parts.
    fn add_sums(&self, filler: &mut Filler<'_>, row: &str, name: &str) {
        for column in self.layout.columns.iter().filter(|column| column.of.is_none()) {
            let term = |part: &String| match part.strip_prefix('-') {
                Some(part) => (-1, self.id(row, part)),
                None => (1, self.id(row, part)),
            };
            let terms = column.sum.iter().map(term).collect();
            filler.figures.add_sum(&self.id(row, &column.id), &self.label(name, column), terms);
        }
    }

    fn read_columns(&self) -> impl Iterator<Item = (&FunctionalColumn, Selector)> {
        self.layout.columns.iter().filter_map(|column| Some((column, selector(column.of.as_ref()?))))
    }

    fn label(&self, row: &str, column: &FunctionalColumn) -> String {
        format!("{} {row} {}", self.prefix, column.head.join("·"))
    }

    fn total_row(&self, filler: &Filler<'_>) -> Row {
        let mut cells = wide("合计", 1);
        let shows = !self.codes.is_empty();
        cells.extend(self.layout.columns.iter().map(|c| amount(filler, &self.id("total", &c.id), shows)));
        Row { cells, total: true }
    }

    fn row(&self, filler: &Filler<'_>, code: u32) -> Row {
        let depth = if code < 1000 { 0 } else { u8::from(code >= 100_000) + 1 };
        let mut name = words(filler.function_name(code));
        name.indent = depth;
        let mut cells = vec![words(code.to_string()), name];
        let id = |column: &FunctionalColumn| self.id(&code.to_string(), &column.id);
        cells.extend(self.layout.columns.iter().map(|c| amount(filler, &id(c), c.of.is_none())));
        Row { cells, total: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_below_their_parents() {
        assert_eq!(with_parents(&[2_010_301, 2_010_302, 205]), [201, 20_103, 2_010_301, 2_010_302, 205]);
    }
}
