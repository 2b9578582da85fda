//! The nine tables.

use super::{
    chinese,
    phrasing::{Form, TableTitle},
};
use crate::{
    books::Source,
    catalogue::{catalogue, lineage},
    draft::{Draft, TableCell, span, words},
    ledger::{Key, Part, Stand},
};

type Rows = Vec<(Option<u32>, Vec<TableCell>)>;

/// Writes all tables in the order of the form.
pub fn write(draft: &mut Draft<'_>, form: &Form) {
    for (number, table) in (1u32..).zip(form.tables) {
        let part = draft.part(table.id, |draft| one_table(draft, form, number, table));
        draft.sample.tables.push(part);
    }
}

fn one_table(draft: &mut Draft<'_>, form: &Form, number: u32, table: &TableTitle) {
    let unit = draft.sample.style.table_unit.name();
    draft.line(&[table.title], &[]);
    if !form.paired {
        draft.line(&[&format!("公开{number:02}表")], &[]);
    }
    draft.line(&[&format!("{{kind}}：{{unit}}　单位：{unit}")], &[]);
    let (rows, note) = match table.id {
        "T1" => (totals(draft), "反映{kind}本年度的总收支和年末结转结余情况"),
        "T2" => (by_function(draft, income_columns()), "反映{kind}本年度取得的各项收入情况"),
        "T3" => (by_function(draft, spending_columns()), "反映{kind}本年度各项支出情况"),
        "T4" => (fiscal(draft), "反映{kind}本年度财政拨款总收支和结转结余情况"),
        "T5" => (by_function(draft, general_columns()), "反映{kind}本年度一般公共预算财政拨款支出情况"),
        "T6" => (basic(draft), "反映{kind}本年度一般公共预算财政拨款基本支出明细情况"),
        "T7" => {
            (by_function(draft, apart_columns(Source::Fund, true)), "反映{kind}本年度政府性基金预算财政拨款收支情况")
        }
        "T8" => (
            by_function(draft, apart_columns(Source::Capital, form.paired)),
            "反映{kind}本年度国有资本经营预算财政拨款支出情况",
        ),
        _ => (fees(form), "反映{kind}本年度“三公”经费支出预决算情况"),
    };
    draft.table(rows);
    draft.line(&[&format!("注：本表{note}。")], &[]);
    let empty = match table.id {
        "T7" => draft.sample.ledger.value(Key::Of(Source::Fund, 0, Part::Grand)) == 0,
        "T8" => draft.sample.ledger.value(Key::Of(Source::Capital, 0, Part::Grand)) == 0,
        _ => false,
    };
    if empty {
        let name = if table.id == "T7" { "政府性基金" } else { "国有资本经营" };
        draft.line(&[&format!("说明：{{unit}}本年度没有{name}预算财政拨款收入和支出，故本表无数据。")], &[]);
    }
}

/// The columns of a table by function: a header cell for each, or a group of them, and the key of each line.
struct Columns {
    heads: Vec<(&'static str, Vec<&'static str>)>,
    keys: Vec<Box<dyn Fn(u32) -> Key>>,
    /// A line is written where this is not zero.
    shown: Vec<Box<dyn Fn(u32) -> Key>>,
    general: bool,
}

fn income_columns() -> Columns {
    let names =
        ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"];
    Columns {
        heads: names.into_iter().map(|name| (name, Vec::new())).collect(),
        keys: (0..=6u8).map(|column| boxed(move |code| Key::Income(code, column))).collect(),
        shown: vec![boxed(|code| Key::Income(code, 0))],
        general: false,
    }
}

fn spending_columns() -> Columns {
    let names = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"];
    Columns {
        heads: names.into_iter().map(|name| (name, Vec::new())).collect(),
        keys: (0..=5u8).map(|column| boxed(move |code| Key::Spend(code, column))).collect(),
        shown: vec![boxed(|code| Key::Spend(code, 0))],
        general: false,
    }
}

fn general_columns() -> Columns {
    let of = |part| boxed(move |code| Key::Of(Source::General, code, part));
    Columns {
        heads: vec![("本年支出", vec!["小计", "基本支出", "项目支出"])],
        keys: [Part::Spending, Part::Basic, Part::Project].into_iter().map(of).collect(),
        shown: vec![of(Part::Spending)],
        general: true,
    }
}

/// 公开07表, and 公开08表 with or without its income.
fn apart_columns(source: Source, income: bool) -> Columns {
    let of = |part| boxed(move |code| Key::Of(source, code, part));
    let spending = ("本年支出", vec!["小计", "基本支出", "项目支出"]);
    let keys = [Part::Spending, Part::Basic, Part::Project];
    if !income {
        return Columns {
            heads: vec![spending],
            keys: keys.into_iter().map(of).collect(),
            shown: vec![of(Part::Spending)],
            general: false,
        };
    }
    let parts = [Part::Opening, Part::Income].into_iter().chain(keys).chain([Part::Closing]);
    Columns {
        heads: vec![("年初结转和结余", Vec::new()), ("本年收入", Vec::new()), spending, ("年末结转和结余", Vec::new())],
        keys: parts.map(of).collect(),
        shown: [Part::Opening, Part::Income, Part::Spending, Part::Closing].into_iter().map(of).collect(),
        general: false,
    }
}

fn boxed(key: impl Fn(u32) -> Key + 'static) -> Box<dyn Fn(u32) -> Key> {
    Box::new(key)
}

/// A table with one line for each class, group and item.
fn by_function(draft: &Draft<'_>, columns: Columns) -> Rows {
    let style = draft.sample.style;
    let code_columns = if style.three_code_columns { 3 } else { 1 };
    let mut rows = function_head(&columns, code_columns, style.line_numbers);
    let mut total = covered_row(span("合计", 1, code_columns + 1), code_columns);
    total.extend(columns.keys.iter().map(|key| TableCell::Amount(key(0))));
    let mut codes: Vec<u32> = draft.sample.books.items.iter().flat_map(|item| lineage(item.code)).collect();
    codes.sort_by_key(|code| code.to_string());
    codes.dedup();
    let lines = codes
        .into_iter()
        .filter(|&code| columns.shown.iter().any(|key| draft.sample.ledger.value(key(code)) != 0))
        .map(|code| {
            let mut cells = code_cells(code, style.three_code_columns);
            cells.push(words(catalogue().name(code)));
            cells.extend(columns.keys.iter().map(|key| TableCell::Amount(key(code))));
            (Some(code), cells)
        });
    if columns.general && style.total_last {
        rows.extend(lines);
        rows.push((None, total));
    } else {
        rows.push((None, total));
        rows.extend(lines);
    }
    rows
}

/// Two rows of headers, with 栏次 below where the style has them.
fn function_head(columns: &Columns, code_columns: u32, line_numbers: bool) -> Rows {
    let mut top = covered_row(span("项目", 1, code_columns + 1), code_columns);
    let mut below = covered_row(span("功能分类科目编码", 1, code_columns), code_columns - 1);
    below.push(words("科目名称"));
    let mut numbers = covered_row(span("栏次", 1, code_columns + 1), code_columns);
    for (head, parts) in &columns.heads {
        if parts.is_empty() {
            top.push(span(head, 2, 1));
            below.push(TableCell::Covered);
            continue;
        }
        top.push(span(head, 1, u32::try_from(parts.len()).unwrap_or(1)));
        top.extend(parts.iter().skip(1).map(|_| TableCell::Covered));
        below.extend(parts.iter().map(|part| words(*part)));
    }
    numbers.extend((1..=columns.keys.len()).map(|number| words(number.to_string())));
    let mut rows = vec![(None, top), (None, below)];
    if line_numbers {
        rows.push((None, numbers));
    }
    rows
}

/// A cell and the positions that it covers to its right.
fn covered_row(cell: TableCell, covered: u32) -> Vec<TableCell> {
    std::iter::once(cell).chain((0..covered).map(|_| TableCell::Covered)).collect()
}

fn code_cells(code: u32, three: bool) -> Vec<TableCell> {
    let digits = code.to_string();
    if !three {
        return vec![words(digits)];
    }
    let piece = |range: std::ops::Range<usize>| words(digits.get(range).unwrap_or(""));
    vec![piece(0..3), piece(3..5), piece(5..7)]
}

/// 公开01表
fn totals(draft: &Draft<'_>) -> Rows {
    let incomes = [
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ];
    let key = |index: usize| match index {
        0..=2 => Key::Of(Source::FISCAL[index], 0, Part::Income),
        _ => Key::Income(0, u8::try_from(index).unwrap_or(0) - 1),
    };
    let left: Vec<_> =
        (1u32..).zip(incomes).map(|(n, name)| (format!("{}、{name}", chinese(n)), key(n as usize - 1))).collect();
    let right = class_lines(draft, |class| Key::Spend(class, 0));
    let balances = [
        ("本年收入合计", Key::Income(0, 0), "本年支出合计", Key::Spend(0, 0)),
        ("使用非财政拨款结余", Key::Balance(0), "结余分配", Key::Balance(2)),
        ("年初结转和结余", Key::Balance(1), "年末结转和结余", Key::Balance(3)),
        ("总计", Key::Balance(4), "总计", Key::Balance(4)),
    ];
    two_sides(draft, left, right, &balances.map(|(l, lk, r, rk)| ((l, lk), (r, rk))), &["决算数"], |key| vec![key])
}

/// The classes with their official number, all of them or only those with an amount.
fn class_lines(draft: &Draft<'_>, key: impl Fn(u32) -> Key) -> Vec<(String, Key)> {
    (1u32..)
        .zip(catalogue().classes())
        .filter(|(_, class)| !draft.sample.style.lists_used_only || draft.sample.ledger.value(key(**class)) != 0)
        .map(|(n, &class)| (format!("{}、{}", chinese(n), catalogue().name(class)), key(class)))
        .collect()
}

type Line = (&'static str, Key);

/// The name of a row and the amount beside it, if any.
type Labelled = (String, Option<Key>);

/// A table of incomes on the left and expenditures on the right, with the balances below.
fn two_sides(
    draft: &Draft<'_>,
    left: Vec<(String, Key)>,
    right: Vec<(String, Key)>,
    balances: &[(Line, Line)],
    right_heads: &[&str],
    amounts: impl Fn(Key) -> Vec<Key>,
) -> Rows {
    let numbered = draft.sample.style.line_numbers;
    let mut rows = sides_head(numbered, right_heads);
    let empty = || (String::new(), None);
    let main = left.len().max(right.len());
    let mut lines: Vec<(Labelled, Labelled)> = (0..main)
        .map(|i| {
            let of = |side: &[(String, Key)]| side.get(i).map_or_else(empty, |(n, k)| (n.clone(), Some(*k)));
            (of(&left), of(&right))
        })
        .collect();
    lines.extend(balances.iter().map(|((l, lk), (r, rk))| {
        let side = |name: &str, key: Key| if name.is_empty() { empty() } else { (name.to_owned(), Some(key)) };
        (side(l, *lk), side(r, *rk))
    }));
    let count = lines.len();
    for (number, ((left, left_key), (right, right_key))) in (1..).zip(lines) {
        let amount = |key: Option<Key>| key.map_or_else(|| words(""), TableCell::Amount);
        let mut row = vec![words(left)];
        if numbered {
            row.push(words(number.to_string()));
        }
        row.push(amount(left_key));
        row.push(words(right));
        if numbered {
            row.push(words((count + number).to_string()));
        }
        match right_key {
            Some(key) => row.extend(amounts(key).into_iter().map(TableCell::Amount)),
            None => row.extend(right_heads.iter().map(|_| words(""))),
        }
        rows.push((None, row));
    }
    rows
}

fn sides_head(numbered: bool, right_heads: &[&str]) -> Rows {
    let extra = u32::from(numbered);
    let width = u32::try_from(right_heads.len()).unwrap_or(1) + 1 + extra;
    let mut top = covered_row(span("收入", 1, 2 + extra), 1 + extra);
    top.extend(covered_row(span("支出", 1, width), width - 1));
    let mut heads = vec![words("项目")];
    let mut numbers = vec![words("栏次")];
    if numbered {
        heads.push(words("行次"));
        numbers.push(words(""));
    }
    heads.push(words("决算数"));
    numbers.push(words("1"));
    heads.push(words("项目"));
    numbers.push(words("栏次"));
    if numbered {
        heads.push(words("行次"));
        numbers.push(words(""));
    }
    heads.extend(right_heads.iter().map(|head| words(*head)));
    numbers.extend((2..).take(right_heads.len()).map(|number: u32| words(number.to_string())));
    let mut rows = vec![(None, top), (None, heads)];
    if numbered {
        rows.push((None, numbers));
    }
    rows
}

/// 公开04表
fn fiscal(draft: &Draft<'_>) -> Rows {
    let names = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"];
    let line = |part: Part| {
        move |index: usize, name: &str| {
            let number = chinese(u32::try_from(index).unwrap_or(0) + 1);
            (format!("{number}、{name}"), Key::Of(Source::FISCAL[index], 0, part))
        }
    };
    let left: Vec<_> = names.iter().enumerate().map(|(i, name)| line(Part::Income)(i, name)).collect();
    let right = class_lines(draft, |class| Key::Fiscal(class, Part::Spending));
    let opening = |index: usize| Key::Of(Source::FISCAL[index], 0, Part::Opening);
    let total = |part| Key::Fiscal(0, part);
    let balances = [
        (("本年收入合计", total(Part::Income)), ("本年支出合计", total(Part::Spending))),
        (("年初财政拨款结转和结余", total(Part::Opening)), ("年末财政拨款结转和结余", total(Part::Closing))),
        (("一、一般公共预算财政拨款", opening(0)), ("", total(Part::Grand))),
        (("二、政府性基金预算财政拨款", opening(1)), ("", total(Part::Grand))),
        (("三、国有资本经营预算财政拨款", opening(2)), ("", total(Part::Grand))),
        (("总计", total(Part::Grand)), ("总计", total(Part::Grand))),
    ];
    let heads = ["合计", names[0], names[1], names[2]];
    two_sides(draft, left, right, &balances, &heads, |key| match key {
        Key::Fiscal(code, part) => {
            std::iter::once(key).chain(Source::FISCAL.map(|source| Key::Of(source, code, part))).collect()
        }
        other => vec![other],
    })
}

/// 公开06表
fn basic(draft: &Draft<'_>) -> Rows {
    let style = draft.sample.style;
    let side = |classes: [u32; 2]| -> Vec<(u32, &str)> {
        let mut lines: Vec<_> = catalogue()
            .economic()
            .iter()
            .filter(|(code, _)| classes.contains(&(code / 100)) || classes.contains(code))
            .filter(|(code, _)| !style.lists_used_only || draft.sample.ledger.value(Key::Economic(*code)) != 0)
            .copied()
            .collect();
        lines.sort_by_key(|(code, _)| code.to_string());
        lines
    };
    let (left, right) = (side([301, 303]), side([302, 310]));
    let head = ["科目编码", "科目名称", "决算数"];
    let mut top = covered_row(span("人员经费", 1, 3), 2);
    top.extend(covered_row(span("公用经费", 1, 3), 2));
    let mut rows: Rows = vec![(None, top), (None, head.iter().chain(&head).map(|name| words(*name)).collect())];
    for index in 0..left.len().max(right.len()) {
        let cells = [&left, &right].into_iter().flat_map(|side| match side.get(index) {
            Some(&(code, name)) => [words(code.to_string()), words(name), TableCell::Amount(Key::Economic(code))],
            None => [words(""), words(""), words("")],
        });
        rows.push((None, cells.collect()));
    }
    let mut last = covered_row(span("人员经费合计", 1, 2), 1);
    last.push(TableCell::Amount(Key::Personnel));
    last.extend(covered_row(span("公用经费合计", 1, 2), 1));
    last.push(TableCell::Amount(Key::Public));
    rows.push((None, last));
    rows
}

/// 公开09表: six budgets then six actuals, or pairs.
fn fees(form: &Form) -> Rows {
    let names = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"];
    let cars = ["小计", "公务用车购置费", "公务用车运行维护费"];
    let width = if form.paired { 2 } else { 1 };
    let mut top = Vec::new();
    let mut names_row = Vec::new();
    let mut cars_row = Vec::new();
    let halves: &[&str] = if form.paired { &["财政拨款“三公”经费"] } else { &["预算数", "决算数"] };
    for half in halves {
        top.extend(covered_row(span(half, 1, 6 * width), 6 * width - 1));
        for name in names {
            if name.starts_with("公务用车") {
                names_row.extend(covered_row(span(name, 1, 3 * width), 3 * width - 1));
                cars_row.extend(cars.iter().flat_map(|part| covered_row(span(part, 1, width), width - 1)));
            } else {
                let mut cells = covered_row(span(name, 2, width), width - 1);
                names_row.append(&mut cells);
                cars_row.extend((0..width).map(|_| TableCell::Covered));
            }
        }
    }
    let lines = 0..6u8;
    let mut rows = vec![(None, top), (None, names_row), (None, cars_row)];
    let amount = |line, stand| TableCell::Amount(Key::Fee(line, stand));
    if form.paired {
        rows.push((None, lines.clone().flat_map(|_| [words("预算数"), words("决算数")]).collect()));
        rows.push((None, lines.flat_map(|line| [Stand::Budget, Stand::Actual].map(|s| amount(line, s))).collect()));
    } else {
        let of = |stand| lines.clone().map(move |line| amount(line, stand));
        rows.push((None, of(Stand::Budget).chain(of(Stand::Actual)).collect()));
    }
    rows
}
