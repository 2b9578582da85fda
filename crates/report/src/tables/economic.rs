//! 一般公共预算财政拨款基本支出决算明细表

use juesuan_books::{Fund, Nature};
use juesuan_form::{EconomicGroup, EconomicLayout};

use super::{Body, amount, column, head, wide, words};
use crate::{Align, Cell, Measure, Row, Selector, filler::Filler};

/// Economic classes of staff expenses (人员经费); all others are office expenses (公用经费).
const STAFF: [&str; 2] = ["301", "303"];

pub(super) fn fill(filler: &mut Filler<'_>, table: &str, prefix: &str, layout: &EconomicLayout) -> Body {
    let groups: Vec<Vec<u32>> = layout.groups.iter().map(|group| codes(filler, group)).collect();
    for &code in groups.iter().flatten().rev() {
        add_code(filler, table, prefix, code);
    }
    add_totals(filler, table, prefix, &groups);
    let height = groups.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<Row> = (0..height).map(|line| row(filler, table, &groups, line)).collect();
    rows.push(last_row(filler, table, layout));
    let mut paths = Vec::new();
    let mut columns = Vec::new();
    for (index, group) in layout.groups.iter().enumerate() {
        paths.extend(["科目编码", "科目名称", "决算数"].map(|words| vec![group.head.as_str(), words]));
        columns.push(column(&format!("code-{index}"), 4, Align::Centre));
        columns.push(column(&format!("name-{index}"), 13, Align::Left));
        columns.push(column(&format!("amount-{index}"), 6, Align::Right));
    }
    Body { columns, header: head::header(&paths), rows, empty: false }
}

/// The classes of a group with all their 款, in order.
fn codes(filler: &Filler<'_>, group: &EconomicGroup) -> Vec<u32> {
    let chart = juesuan_chart::economic_department();
    let there = |code: &&str| chart.name_in(code, filler.books.year).is_some();
    let family = |class: &String| {
        let below: Vec<&str> = chart.children(class).map(|entry| entry.code).filter(there).collect();
        std::iter::once(class.as_str()).chain(below).filter_map(|code| code.parse().ok()).collect::<Vec<u32>>()
    };
    group.classes.iter().flat_map(family).collect()
}

fn id(table: &str, row: &str) -> String {
    format!("{table}/{row}/amount")
}

/// Basic expenditure of the general public budget under an economic code.
fn basic(code: u32) -> Selector {
    Selector {
        funds: vec![Fund::General],
        natures: vec![Nature::Staff, Nature::Office],
        economic: vec![code],
        ..Selector::all(Measure::Spent)
    }
}

fn add_code(filler: &mut Filler<'_>, table: &str, prefix: &str, code: u32) {
    let label = format!("{prefix} {code}{} 决算数", filler.economic_name(code));
    filler.add_books(&id(table, &code.to_string()), &label, basic(code));
}

fn add_totals(filler: &mut Filler<'_>, table: &str, prefix: &str, groups: &[Vec<u32>]) {
    let classes: Vec<u32> = groups.iter().flatten().copied().filter(|&code| code < 1000).collect();
    let staff = |code: &&u32| STAFF.contains(&code.to_string().as_str());
    let term = |code: &u32| (1, id(table, &code.to_string()));
    let of_staff = classes.iter().filter(staff).map(term).collect();
    let of_office = classes.iter().filter(|code| !staff(code)).map(term).collect();
    filler.figures.add_sum(&id(table, "staff-total"), &format!("{prefix} 人员经费合计"), of_staff);
    filler.figures.add_sum(&id(table, "office-total"), &format!("{prefix} 公用经费合计"), of_office);
}

fn row(filler: &Filler<'_>, table: &str, groups: &[Vec<u32>], line: usize) -> Row {
    let cells = groups.iter().flat_map(|group| match group.get(line) {
        None => [Cell::default(), Cell::default(), Cell::default()],
        Some(&code) => {
            let mut name = words(filler.economic_name(code));
            name.indent = u8::from(code >= 1000);
            [words(code.to_string()), name, amount(filler, &id(table, &code.to_string()), code < 1000)]
        }
    });
    Row { cells: cells.collect(), total: false }
}

/// 人员经费合计 below the staff groups, 公用经费合计 below the others.
fn last_row(filler: &Filler<'_>, table: &str, layout: &EconomicLayout) -> Row {
    let is_staff = |group: &&EconomicGroup| group.classes.iter().all(|class| STAFF.contains(&class.as_str()));
    let staff = layout.groups.iter().filter(is_staff).count();
    let office = layout.groups.len() - staff;
    let covers = |groups: usize| u8::try_from(3 * groups).unwrap_or(u8::MAX).saturating_sub(2);
    let mut cells = wide("人员经费合计", covers(staff));
    cells.push(amount(filler, &id(table, "staff-total"), true));
    cells.extend(wide("公用经费合计", covers(office)));
    cells.push(amount(filler, &id(table, "office-total"), true));
    Row { cells, total: true }
}
