//! Tables of income beside expenditure: 收入支出决算总表 and 财政拨款收入支出决算总表.

use juesuan_form::{SideColumn, SideRow, SidesLayout, printed_classes};

use super::{Body, amount, column, head, selector, words};
use crate::{Align, Cell, HeaderCell, Row, Selector, filler::Filler, filler::under, ledger::funds};

pub(super) fn fill(filler: &mut Filler<'_>, table: &str, prefix: &str, layout: &SidesLayout) -> Body {
    let sides = Sides { table, prefix, layout };
    sides.add_income(filler);
    sides.add_expenditure(filler);
    let rows = sides.rows(filler);
    let amounts = layout.columns.len();
    let mut columns = vec![
        column("income-name", 16, Align::Left),
        column("income-line", 3, Align::Centre),
        column("income", 8, Align::Right),
    ];
    columns.extend([column("expenditure-name", 18, Align::Left), column("expenditure-line", 3, Align::Centre)]);
    columns.extend(layout.columns.iter().map(|c| column(&c.id, 8, Align::Right)));
    let mut paths = vec![vec!["收入", "项目"], vec!["收入", "行次"], vec!["收入", "决算数"]];
    paths.extend([vec!["支出", "项目"], vec!["支出", "行次"]]);
    paths.extend(layout.columns.iter().map(|c| vec!["支出", c.head.as_str()]));
    let mut header = head::header(&paths);
    header.push(numbers(amounts));
    Body { columns, header, rows, empty: false }
}

/// The 栏次 row: a label on each side, then the number of each column of amounts.
fn numbers(amounts: usize) -> Vec<HeaderCell> {
    let cell = |text: &str, column| HeaderCell { text: text.to_owned(), column, columns: 1, rows: 1 };
    let mut cells = vec![cell("栏次", 0), cell("", 1), cell("1", 2), cell("栏次", 3), cell("", 4)];
    cells.extend((0..amounts).map(|index| cell(&(index + 2).to_string(), 5 + index)));
    cells
}

struct Sides<'a> {
    table: &'a str,
    prefix: &'a str,
    layout: &'a SidesLayout,
}

impl Sides<'_> {
    fn id(&self, row: &str, column: &str) -> String {
        format!("{}/{row}/{column}", self.table)
    }

    fn add_income(&self, filler: &mut Filler<'_>) {
        let tail = self.layout.tail.iter().filter_map(|row| row.left.as_ref());
        let rows: Vec<&SideRow> = self.layout.income.iter().chain(tail).collect();
        let (read, summed): (Vec<&SideRow>, Vec<&SideRow>) = rows.into_iter().partition(|row| row.of.is_some());
        for row in read {
            let label = self.label(&row.name, "决算数");
            if let Some(selection) = &row.of {
                filler.add_books(&self.id(&row.id, "amount"), &label, selector(selection));
            }
        }
        for row in summed {
            let terms = row.sum.iter().map(|part| (1, self.id(part, "amount"))).collect();
            filler.figures.add_sum(&self.id(&row.id, "amount"), &self.label(&row.name, "决算数"), terms);
        }
    }

    fn add_expenditure(&self, filler: &mut Filler<'_>) {
        let (read, summed): (Vec<_>, Vec<_>) = self.layout.columns.iter().partition(|column| column.sum.is_empty());
        for column in read.into_iter().chain(summed) {
            for class in printed_classes() {
                self.add_class(filler, class, column);
            }
            for row in self.layout.tail.iter().filter_map(|row| row.right.as_ref()) {
                self.add_tail(filler, row, column);
            }
        }
    }

    fn add_class(&self, filler: &mut Filler<'_>, class: &str, column: &SideColumn) {
        let code = class.parse().unwrap_or_default();
        let label = self.label(&filler.function_name(code), &column.head);
        let id = self.id(class, &column.id);
        if column.sum.is_empty() {
            let selector = Selector { funds: funds(&column.funds), ..under(crate::Measure::Spent, code) };
            filler.add_books(&id, &label, selector);
        } else {
            filler.figures.add_sum(&id, &label, self.across(class, column));
        }
    }

    fn add_tail(&self, filler: &mut Filler<'_>, row: &SideRow, column: &SideColumn) {
        let id = self.id(&row.id, &column.id);
        let label = self.label(&row.name, &column.head);
        if !column.sum.is_empty() {
            filler.figures.add_sum(&id, &label, self.across(&row.id, column));
        } else if let Some(selection) = &row.of {
            filler.add_books(&id, &label, Selector { funds: funds(&column.funds), ..selector(selection) });
        } else {
            let parts = row.sum.iter().flat_map(|part| match part.as_str() {
                "classes" => printed_classes().iter().map(String::as_str).collect(),
                other => vec![other],
            });
            filler.figures.add_sum(&id, &label, parts.map(|part| (1, self.id(part, &column.id))).collect());
        }
    }

    /// What a column that adds up others adds up in a row.
    fn across(&self, row: &str, column: &SideColumn) -> Vec<(i8, String)> {
        column.sum.iter().map(|part| (1, self.id(row, part))).collect()
    }

    fn label(&self, row: &str, column: &str) -> String {
        format!("{} {row} {column}", self.prefix)
    }

    fn rows(&self, filler: &Filler<'_>) -> Vec<Row> {
        let classes = printed_classes();
        let height = self.layout.income.len().max(classes.len());
        let lines = height + self.layout.tail.len();
        let mut rows = Vec::with_capacity(lines);
        for line in 0..height {
            let left = self.layout.income.get(line);
            let class = classes.get(line).map(|class| (class.as_str(), self.class_name(filler, line, class)));
            let right = class.as_ref().map(|(id, name)| (*id, name.as_str()));
            rows.push(self.row(filler, (line, lines), left.map(names), right, false));
        }
        for (index, tail) in self.layout.tail.iter().enumerate() {
            let sums = |row: &Option<SideRow>| row.as_ref().is_some_and(|row| row.of.is_none());
            let total = sums(&tail.left) || sums(&tail.right);
            let line = (height + index, lines);
            rows.push(self.row(filler, line, tail.left.as_ref().map(names), tail.right.as_ref().map(names), total));
        }
        rows
    }

    fn class_name(&self, filler: &Filler<'_>, line: usize, class: &str) -> String {
        let number = chinese(line + 1);
        format!("{number}、{}", filler.function_name(class.parse().unwrap_or_default()))
    }

    fn row(
        &self,
        filler: &Filler<'_>,
        (line, lines): (usize, usize),
        left: Option<(&str, &str)>,
        right: Option<(&str, &str)>,
        total: bool,
    ) -> Row {
        let name = |side: Option<(&str, &str)>| words(side.map_or("", |(_, name)| name));
        let mut cells = vec![name(left), words((line + 1).to_string())];
        cells.push(left.map_or_else(Cell::default, |(id, _)| amount(filler, &self.id(id, "amount"), total)));
        cells.extend([name(right), words((lines + line + 1).to_string())]);
        cells.extend(
            self.layout.columns.iter().map(|column| {
                right.map_or_else(Cell::default, |(id, _)| amount(filler, &self.id(id, &column.id), total))
            }),
        );
        Row { cells, total }
    }
}

fn names(row: &SideRow) -> (&str, &str) {
    (&row.id, &row.name)
}

/// 一 to 九十九.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10 % 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}
