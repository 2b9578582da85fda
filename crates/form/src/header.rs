use std::collections::BTreeSet;

use crate::{
    cell_value::CellValue,
    code::is_code,
    grid::Grid,
    header_path::{HeaderPath, header_paths},
    header_year::{LAST_YEAR, NEXT_YEAR},
    names::plain,
    tables::{ColumnForm, Labels, Side, TableForm, stem},
};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A code or part of it (类, 款, 项).
    Code,
    /// Names of rows.
    Name,
    /// Line numbers, remarks, or nothing.
    Ignored,
    /// Figures.
    Value(ValueColumn),
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueColumn {
    /// Id of the form's column; `name:…` for one that the form does not have.
    pub(crate) column: String,
    /// Row to which the whole column belongs, where fees are columns.
    pub(crate) row: Option<String>,
    /// Whether the names of the rows say which column is meant (预算数, 决算数), where fees are columns.
    pub(crate) named_by_row: bool,
    /// Whether the header says that these are last year's figures.
    pub(crate) prior: bool,
    /// Whether it adds up other columns.
    pub(crate) total: bool,
}

/// Columns that stand together: labels, then figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Panel {
    pub(crate) codes: Vec<u32>,
    pub(crate) names: Vec<u32>,
    pub(crate) values: Vec<(u32, ValueColumn)>,
    pub(crate) side: Option<Side>,
}

/// Header of a table, seen with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// First row of data.
    pub(crate) data: u32,
    /// Number of columns of the table.
    pub(crate) cols: u32,
    pub(crate) panels: Vec<Panel>,
    /// Whether the two sides stand one below the other in the same columns: both panels hold the same columns, and each
    /// row belongs to one of them.
    pub(crate) stacked: bool,
}

impl Header {
    /// Reads the header of a table.
    pub(crate) fn read(grid: &Grid<'_>, form: &TableForm) -> Self {
        let data = first_data_row(grid, form);
        let paths = header_paths(grid, data);
        let mut panels: Vec<Panel> = Vec::new();
        for (col, path) in (0u32..).zip(&paths) {
            let content = Content::of(grid, col, data);
            let role = role(form, &path.words, &content);
            // A blank column under a cell to its left only parts others.
            if role == Role::Ignored || (!path.own && content.is_blank()) {
                continue;
            }
            let is_label = matches!(role, Role::Code | Role::Name);
            match panels.last() {
                None => panels.push(Panel::default()),
                Some(panel) if is_label && !panel.values.is_empty() => panels.push(Panel::default()),
                Some(_) => {}
            }
            let Some(panel) = panels.last_mut() else { continue };
            match role {
                Role::Code => panel.codes.push(col),
                Role::Name => panel.names.push(col),
                Role::Value(value) => panel.values.push((col, value)),
                Role::Ignored => {}
            }
        }
        settle_fees(&mut panels);
        let stacked = form.labels == Labels::Sides && panels.len() == 1 && !panels[0].names.is_empty();
        if stacked {
            panels.push(panels[0].clone());
        }
        settle_sides(form, &mut panels, &paths);
        Self { data, cols: grid.cols, panels, stacked }
    }

    /// How many columns the form knows.
    pub(crate) fn known_columns(&self) -> usize {
        let panels = if self.stacked { &self.panels[..1] } else { &self.panels };
        let is_known = |value: &ValueColumn| value.named_by_row || !value.column.contains(':');
        panels.iter().flat_map(|panel| &panel.values).filter(|(_, value)| is_known(value)).count()
    }
}

/// Whether a row holds the numbers of the columns (栏次 1 2 3 …).
pub(crate) fn is_column_numbers(grid: &Grid<'_>, row: u32) -> bool {
    if grid.row_words(row).any(|words| words == "栏次") {
        return true;
    }
    let counted = (1u32..).zip(grid.row_words(row)).take_while(|(number, words)| words.parse() == Ok(*number)).count();
    counted >= 2 && grid.row_words(row).count() == counted
}

/// The first row that holds data: a code, a fixed row's name, a total, or a figure.
fn first_data_row(grid: &Grid<'_>, form: &TableForm) -> u32 {
    let rows = || (0..grid.rows).filter(|&row| !is_column_numbers(grid, row));
    rows()
        .find(|&row| is_data_row(grid, form, row))
        .or_else(|| rows().find(|&row| grid.has_number(row)))
        .unwrap_or_else(|| (0..grid.rows).rev().take_while(|&row| is_blank(grid, row)).last().unwrap_or(grid.rows))
}

/// Whether a row holds no text at all.
pub(crate) fn is_blank(grid: &Grid<'_>, row: u32) -> bool {
    grid.row_cells(row).all(|cell| cell.text.trim().is_empty())
}

fn is_data_row(grid: &Grid<'_>, form: &TableForm, row: u32) -> bool {
    // What spans the whole table is a title.
    let cells: Vec<usize> = grid
        .row_indices(row)
        .filter(|&index| grid.cols == 1 || grid.at(index).col_span < grid.cols)
        .filter(|&index| !grid.at(index).text.trim().is_empty())
        .collect();
    if cells.iter().any(|&index| is_code(grid.at(index).text.trim()) || is_surely_figure(grid.value_at(index))) {
        return true;
    }
    let words: Vec<&str> = cells.iter().map(|&index| grid.words_at(index)).collect();
    if words.iter().any(|word| is_header_word(word)) {
        return false;
    }
    // A header may name several rows of one side beside each other (the kinds of budget in T4, the fees in T9).
    let on = |side: Side| {
        let named = |word: &&&str| {
            let on_side = |r: &&crate::RowForm| r.side.is_none_or(|s| s == side);
            form.rows.iter().filter(on_side).any(|r| r.names.iter().any(|name| name == stem(word)))
        };
        words.iter().filter(named).count()
    };
    let (income, expenditure) = (on(Side::Income), on(Side::Expenditure));
    if form.labels != Labels::Functional && income.max(expenditure) == 1 && words.len() <= 4 {
        return true;
    }
    let mut rest = words.iter().filter(|word| !matches!(**word, "类" | "款" | "项"));
    rest.next().is_some_and(|word| is_total(word)) && rest.next().is_none()
}

/// Whether a plain text stands in headers only.
pub(crate) fn is_header_word(word: &str) -> bool {
    matches!(word, "科目名称" | "科目编码" | "科目代码" | "行次" | "栏次" | "决算数" | "预算数" | "项目" | "金额")
}

/// Whether a plain name is that of a total row.
pub(crate) fn is_total(word: &str) -> bool {
    matches!(word, "合计" | "总计" | "本年合计" | "支出合计" | "收入合计" | "本年支出合计" | "本年收入合计")
}

/// Whether a number is surely a figure: it has decimals, or is too large for a line number and no year.
fn is_surely_figure(value: CellValue) -> bool {
    let CellValue::Number(decimal) = value else { return false };
    decimal.scale > 0 || (decimal.mantissa.abs() >= 100 && !(1990..2100).contains(&decimal.mantissa))
}

/// How often what stands in the data of a column.
#[derive(Debug, Default)]
struct Content {
    codes: u32,
    words: u32,
    numbers: u32,
    /// Whether the numbers are 1, 2, 3, … or go on like this.
    consecutive: bool,
}

impl Content {
    const fn is_blank(&self) -> bool {
        self.words + self.numbers == 0
    }

    fn of(grid: &Grid<'_>, col: u32, data: u32) -> Self {
        let mut content = Self { consecutive: true, ..Self::default() };
        let mut previous: Option<i128> = None;
        for row in data..grid.rows {
            let Some(index) = grid.anchored(row, col) else { continue };
            match grid.value_at(index) {
                CellValue::Blank => {}
                CellValue::Words if index == grid.index(row, col).unwrap_or(index) => content.words += 1,
                CellValue::Words => {}
                CellValue::Number(decimal) => {
                    content.numbers += 1;
                    content.codes += u32::from(is_code(grid.text(row, col)));
                    content.consecutive &= decimal.scale == 0 && previous.is_none_or(|p| p + 1 == decimal.mantissa);
                    previous = Some(decimal.mantissa);
                }
            }
        }
        content.consecutive &= content.numbers >= 3;
        content
    }
}

/// What a column is, by its header path and, where that is not clear, by its content.
fn role(form: &TableForm, path: &[String], content: &Content) -> Role {
    let leaf = path.last().map_or("", String::as_str);
    if matches!(leaf, "行次" | "栏次" | "序号" | "备注" | "说明" | "注") {
        return Role::Ignored;
    }
    if let Some(value) = value_column(form, None, path)
        && (content.numbers > 0 || content.words <= 1)
    {
        return Role::Value(value);
    }
    let is_label = matches!(leaf, "类" | "款" | "项" | "收入" | "支出")
        || ["项目", "科目", "编码", "代码", "名称", "分类"].iter().any(|word| leaf.contains(word));
    if is_label || path.is_empty() {
        let is_code = matches!(leaf, "类" | "款" | "项") || ["编码", "代码"].iter().any(|word| leaf.contains(word));
        return match (content.numbers, content.words) {
            (0, 0) if path.is_empty() => Role::Ignored,
            (0, 0) if is_code => Role::Code,
            (0, 0) => Role::Name,
            (numbers, words) if is_code && words <= numbers.max(2) => Role::Code,
            (numbers, words) if content.codes > 0 && numbers >= words => Role::Code,
            (numbers, words) if words >= numbers => Role::Name,
            _ if content.consecutive => Role::Ignored,
            _ => foreign(path),
        };
    }
    match (content.numbers, content.words) {
        (0, 0) => Role::Ignored,
        (numbers, words) if words > numbers => Role::Name,
        _ if content.consecutive => Role::Ignored,
        _ => foreign(path),
    }
}

/// A column of figures that the form does not have.
fn foreign(path: &[String]) -> Role {
    let column = format!("name:{}", path.join("/"));
    Role::Value(ValueColumn { column, row: None, named_by_row: false, prior: is_prior(path), total: false })
}

fn is_prior(path: &[String]) -> bool {
    path.iter()
        .any(|words| ["上年决算", "上年数", "上年支出", LAST_YEAR, "上年实际"].iter().any(|word| words.contains(word)))
}

/// The form's column that a header path names.
fn value_column(form: &TableForm, side: Option<Side>, path: &[String]) -> Option<ValueColumn> {
    let prior = is_prior(path);
    if form.labels == Labels::Fees {
        return fee_column(form, path, prior);
    }
    let mut path = path;
    loop {
        let fits = form.columns.iter().filter(|column| side.is_none() || column.side.is_none() || column.side == side);
        let best = fits.filter_map(|column| Some((fit(column, path)?, column))).max_by_key(|(score, _)| *score);
        if let Some((_, column)) = best {
            let (column, total) = (column.id.clone(), column.total);
            return Some(ValueColumn { column, row: None, named_by_row: false, prior, total });
        }
        match path {
            [rest @ .., last] if !rest.is_empty() && is_filler(last) => path = rest,
            _ => return None,
        }
    }
}

/// The column of a table of fees: a measure of the fees that are rows, a fee by itself, or both.
fn fee_column(form: &TableForm, path: &[String], prior: bool) -> Option<ValueColumn> {
    let path: Vec<String> = path.iter().map(|words| without_unit(words).to_owned()).collect();
    if path.iter().any(|words| compares(words)) {
        return None;
    }
    let measure = form.columns.iter().find(|column| path.iter().any(|words| names_measure(column, words)));
    let named = |words: &String| form.rows.iter().find(|row| row.names.iter().any(|name| name == stem(words)));
    // A heading over all fees means their total where nothing below it says more.
    let over_all = |words: &&String| words.ends_with("三公经费");
    let fee = path.iter().rev().find_map(named).or_else(|| path.iter().find(over_all).and_then(|_| form.row("total")));
    let (named_by_row, total) = (measure.is_none(), fee.is_some_and(|row| row.total));
    let row = fee.map(|row| row.id.clone());
    if named_by_row && row.is_none() {
        return None;
    }
    let column = measure.map_or_else(|| format!("name:{}", path.join("/")), |column| column.id.clone());
    Some(ValueColumn { column, row, named_by_row, prior, total })
}

/// The measure of fees that the name of a row says, and whether it is last year's.
pub(crate) fn measure_of_row<'a>(form: &'a TableForm, name: &str) -> Option<(&'a str, bool)> {
    let words = plain(name);
    let column = form.columns.iter().find(|column| names_measure(column, &words))?;
    Some((&column.id, is_prior(&[words])))
}

/// Whether words name a comparison of measures, which is none of them: 比预算增减, 完成率.
pub(crate) fn compares(words: &str) -> bool {
    words.starts_with(NEXT_YEAR) || ["比", "较", "增", "完成", "率", "差"].iter().any(|word| words.contains(word))
}

/// The words of a header without the unit behind them.
fn without_unit(words: &str) -> &str {
    words.strip_suffix("万元").or_else(|| words.strip_suffix('元')).unwrap_or(words)
}

fn names_measure(column: &ColumnForm, words: &str) -> bool {
    column.headers.iter().any(|header| {
        header.last().is_some_and(|last| last == words || (last.chars().count() > 2 && words.ends_with(last.as_str())))
    })
}

/// Words that a header adds under a column's name without changing it.
fn is_filler(words: &str) -> bool {
    matches!(words, "小计" | "合计" | "金额" | "决算数" | "决算金额" | "本年决算数")
}

/// How many characters of a header path a column's best alternative explains; none if it is another column.
fn fit(column: &ColumnForm, path: &[String]) -> Option<usize> {
    let (leaf, above) = path.split_last()?;
    let above = above.concat();
    if column.not.iter().any(|word| above.contains(word)) {
        return None;
    }
    let leaf = without_unit(leaf);
    let explained = |header: &Vec<String>| {
        let (last, first) = header.split_last()?;
        let fits = last == leaf && first.iter().all(|part| above.contains(part.as_str()));
        fits.then(|| header.iter().map(|part| part.chars().count()).sum::<usize>())
    };
    column.headers.iter().filter_map(explained).max()
}

/// A heading over all columns (“三公”经费) makes none of them a fee: the fees are rows then.
fn settle_fees(panels: &mut [Panel]) {
    let rows: BTreeSet<String> =
        panels.iter().flat_map(|panel| &panel.values).filter_map(|(_, value)| value.row.clone()).collect();
    let values = panels.iter_mut().flat_map(|panel| &mut panel.values);
    for (_, value) in values.filter(|(_, value)| rows.len() == 1 && !value.named_by_row) {
        (value.row, value.total) = (None, false);
    }
}

/// Gives the panels of a two-sided table their sides and names their columns anew with that knowledge; of two columns
/// with the same meaning the second is foreign.
fn settle_sides(form: &TableForm, panels: &mut [Panel], paths: &[HeaderPath]) {
    for (index, panel) in panels.iter_mut().enumerate() {
        if form.labels == Labels::Sides {
            panel.side = Some(if index == 0 { Side::Income } else { Side::Expenditure });
        }
        let mut seen = Vec::new();
        for (col, value) in &mut panel.values {
            let path = &paths[*col as usize].words;
            if let Some(sided) = panel.side.and_then(|side| value_column(form, Some(side), path)) {
                *value = sided;
            }
            let meaning = (value.column.clone(), value.row.clone(), value.prior);
            if seen.contains(&meaning) {
                value.column = format!("name:{}#{}", path.join("/"), col);
            }
            seen.push(meaning);
        }
    }
}
