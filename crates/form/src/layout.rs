use std::collections::{BTreeSet, HashMap, HashSet};

use crate::{
    cell_value::CellValue,
    code::{join_code, split_code},
    grid::Grid,
    header::{Header, Panel, ValueColumn, is_blank, is_column_numbers, is_header_word, is_total, measure_of_row},
    names::{is_part, plain},
    tables::{Labels, RowForm, Side, TableForm, stem},
};

/// A cell of a recognised table in which the form expects a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCell {
    /// Index into the table's cells.
    pub cell: usize,
    /// What stands in it.
    pub value: CellValue,
    /// Row: a code, `total`, the id of a fixed row, or `name:…` (`income:…`, `expenditure:…` in a two-sided table) for one
    /// that the form does not have; `#2` is added where a row is printed again. None where the row has no name.
    pub row: Option<String>,
    /// Column: its id, or `name:…` for one that the form does not have.
    pub column: String,
    /// Whether the column holds last year's figures.
    pub prior: bool,
    /// The row's name as printed.
    pub subject: String,
}

/// The figure cells of a table, seen with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// In the order of the table's cells.
    pub cells: Vec<FigureCell>,
    pub(crate) header: Header,
}

impl Layout {
    /// Finds the figure cells of a table.
    pub(crate) fn read(grid: &Grid<'_>, form: &TableForm) -> Self {
        Self::under(Header::read(grid, form), grid, form)
    }

    /// The layout of a table that continues another one, whose header serves where this one has none.
    pub(crate) fn below(self, above: &Self, grid: &Grid<'_>, form: &TableForm) -> Self {
        if above.header.cols != self.header.cols || self.header.known_columns() > 0 {
            return self;
        }
        let (panels, stacked) = (above.header.panels.clone(), above.header.stacked);
        Self::under(Header { panels, stacked, ..self.header }, grid, form)
    }

    /// Finds the figure cells under a header.
    fn under(header: Header, grid: &Grid<'_>, form: &TableForm) -> Self {
        let wide_row = wide_row(grid, &header);
        let mut reader = Reader { grid, form, header: &header, wide_row, cells: Vec::new(), printed: HashMap::new() };
        reader.rows();
        let mut cells = drop_omissions(reader.cells, &header, form);
        cells.sort_by_key(|cell| cell.cell);
        Self { cells, header }
    }

    /// Whether the table looks like the form: a column and a row that it knows, or a blank table with its columns.
    #[must_use]
    pub fn fits(&self) -> bool {
        let known = self.header.known_columns();
        let named = self.cells.iter().any(|cell| cell.row.as_ref().is_some_and(|row| !row.contains(':')));
        let is_blank = self.cells.iter().all(|cell| cell.value == CellValue::Blank);
        known > 0 && (named || (is_blank && known > 1))
    }
}

/// What names a row in one panel.
#[derive(Clone, Debug, Default)]
struct Label {
    id: Option<String>,
    name: String,
    code: Option<String>,
}

struct Reader<'a> {
    grid: &'a Grid<'a>,
    form: &'a TableForm,
    header: &'a Header,
    /// Where rows stand as columns, the row of their figures.
    wide_row: Option<u32>,
    cells: Vec<FigureCell>,
    /// How often each row has been printed.
    printed: HashMap<String, u32>,
}

impl Reader<'_> {
    fn rows(&mut self) {
        let mut codes: Vec<Option<String>> = vec![None; self.header.panels.len()];
        let mut above: Vec<HashSet<String>> = vec![HashSet::new(); self.header.panels.len()];
        let mut side = Side::Income;
        for row in self.header.data..self.grid.rows {
            if self.is_skipped(row) {
                continue;
            }
            if self.header.stacked {
                side = self.stacked_side(row, side, above.first().is_some_and(|a| a.contains("income-grand-total")));
            }
            let mut labels: Vec<(&Panel, Label)> = Vec::new();
            for (index, panel) in self.header.panels.iter().enumerate() {
                if self.header.stacked && panel.side != Some(side) {
                    continue;
                }
                let label = self.label(row, panel, codes[index].as_deref(), &above[index]);
                codes[index] = label.code.clone().or(codes[index].take());
                above[index].extend(label.id.clone());
                labels.push((panel, label));
            }
            self.row(row, labels);
        }
    }

    /// The side of a row where the sides stand one below the other: that of its name, if it has but one; else that of the
    /// row above. Below the income's grand total stands the expenditure.
    fn stacked_side(&self, row: u32, current: Side, is_closed: bool) -> Side {
        let Some(panel) = self.header.panels.first() else { return current };
        let name = panel.names.iter().map(|&col| self.grid.words(row, col)).find(|name| !name.is_empty());
        let Some(name) = name else { return current };
        let on = |side: Side| {
            let rows = self.form.rows.iter().filter(|row| row.side == Some(side));
            rows.flat_map(|row| &row.names).any(|known| known == stem(name))
        };
        match (on(Side::Income), on(Side::Expenditure)) {
            (true, false) => Side::Income,
            (false, true) => Side::Expenditure,
            _ if is_closed || name == "支出" => Side::Expenditure,
            _ => current,
        }
    }

    /// Whether a row is no data: a note, a repeated header, column numbers.
    fn is_skipped(&self, row: u32) -> bool {
        let mut words = self.grid.row_words(row);
        let Some(first) = words.next() else { return self.wide_row != Some(row) };
        let figures = || self.grid.has_number(row);
        is_column_numbers(self.grid, row)
            || ["注", "说明", "备注"].iter().any(|note| first.starts_with(note) && !figures())
            || (is_header_word(first) || words.any(is_header_word)) && !figures()
    }

    fn label(&self, row: u32, panel: &Panel, previous: Option<&str>, above: &HashSet<String>) -> Label {
        let parts: Vec<&str> = panel.codes.iter().map(|&col| self.grid.text(row, col)).collect();
        let mut code = join_code(&parts, previous);
        let words =
            |&col: &u32| Some(self.grid.text(row, col)).filter(|_| self.grid.value(row, col) == CellValue::Words);
        let mut name = panel.names.iter().chain(&panel.codes).find_map(words).unwrap_or("");
        if code.is_none()
            && let Some((split, rest)) = split_code(name)
        {
            (code, name) = (Some(split.to_owned()), rest);
        }
        let id = match &code {
            Some(code) => Some(code.clone()),
            None => self.named_row(&plain(name), is_part(name), panel.side, above),
        };
        Label { id, name: name.to_owned(), code }
    }

    /// The row that a name means; none for no name.
    fn named_row(&self, name: &str, part: bool, side: Option<Side>, above: &HashSet<String>) -> Option<String> {
        if name.is_empty() {
            return None;
        }
        let fits = |row: &&RowForm| {
            (side.is_none() || row.side.is_none() || row.side == side) && row.names.iter().any(|n| n == stem(name))
        };
        let mut rows: Vec<&RowForm> = self.form.rows.iter().filter(fits).collect();
        rows.sort_by_key(|row| row.after.is_none());
        let follows = |row: &&&RowForm| row.after.as_ref().is_none_or(|after| above.contains(after));
        // A part (其中) of a row above is the form's own only where the form expects it there.
        let own = |row: &&&RowForm| !part || row.after.is_some() || self.form.labels == Labels::Fees;
        if let Some(row) = rows.iter().filter(follows).find(own) {
            return Some(row.id.clone());
        }
        let is_list = matches!(self.form.labels, Labels::Functional | Labels::Economic);
        if is_list && is_total(name) {
            return Some("total".into());
        }
        let prefix = match side {
            Some(Side::Income) => "income",
            Some(Side::Expenditure) => "expenditure",
            None => "name",
        };
        Some(format!("{prefix}:{}{name}", if part { "其中" } else { "" }))
    }

    /// Binds the figure cells of one row.
    fn row(&mut self, row: u32, labels: Vec<(&Panel, Label)>) {
        let mut carried: Option<Label> = None;
        for (panel, label) in labels {
            let label = match carried.take() {
                Some(carried) if label.name.is_empty() && label.id.is_none() => carried,
                _ => label,
            };
            let label = self.numbered(label);
            let first = self.cells.len();
            for (col, value) in &panel.values {
                if let Some(cell) = self.figure(row, *col, value, &label) {
                    self.cells.push(cell);
                }
            }
            // A label that spans panels has its figure in the last of them.
            let empty = self.cells[first..].iter().all(|cell| cell.value == CellValue::Blank);
            if empty && self.goes_on(row, panel) {
                self.cells.truncate(first);
                if let Some(id) = &label.id
                    && let Some(times) = self.printed.get_mut(id)
                {
                    *times -= 1;
                }
                carried = Some(label);
            }
        }
    }

    /// Whether the panel after this one has no label of its own in a row, but a figure.
    fn goes_on(&self, row: u32, panel: &Panel) -> bool {
        let next = self.header.panels.iter().skip_while(|p| *p != panel).nth(1);
        next.is_some_and(|next| {
            let own = |col: &u32| self.grid.anchored(row, *col).is_some() && !self.grid.text(row, *col).is_empty();
            let figure = |(col, _): &(u32, ValueColumn)| matches!(self.grid.value(row, *col), CellValue::Number(_));
            !next.codes.iter().chain(&next.names).any(own) && next.values.iter().any(figure)
        })
    }

    /// Marks a row that has been printed before; a heading of the same name without figures was no such row.
    fn numbered(&mut self, mut label: Label) -> Label {
        if let Some(id) = label.id.take() {
            let times = self.printed.entry(id.clone()).or_insert(0);
            *times += 1;
            let is_row = |cell: &FigureCell| cell.row.as_deref() == Some(&id);
            if *times == 2 && self.cells.iter().filter(|cell| is_row(cell)).all(|cell| cell.value == CellValue::Blank) {
                self.cells.retain(|cell| !is_row(cell));
                *times = 1;
            }
            label.id = Some(if *times > 1 { format!("{id}#{times}") } else { id });
        }
        label
    }

    fn figure(&self, row: u32, col: u32, value: &ValueColumn, label: &Label) -> Option<FigureCell> {
        let cell = self.grid.anchored(row, col)?;
        let printed = self.grid.value_at(cell);
        let named = if value.named_by_row { measure_of_row(self.form, &label.name) } else { None };
        let (column, prior) = named.map_or((value.column.as_str(), value.prior), |(column, prior)| (column, prior));
        let id = match &value.row {
            Some(fee) if named.is_some() => Some(fee.clone()),
            Some(fee) if self.wide_row == Some(row) => Some(fee.clone()),
            Some(fee) => Some(format!("name:{fee}#{row}")),
            None => label.id.clone(),
        };
        if id.is_none() && printed == CellValue::Blank {
            return None;
        }
        let subject = if label.name.is_empty() { id.clone().unwrap_or_default() } else { label.name.clone() };
        Some(FigureCell { cell, value: printed, row: id, column: column.to_owned(), prior, subject })
    }
}

/// The row of figures where the columns stand for rows: the only one with a number, or the total of several units; else
/// the first blank one.
fn wide_row(grid: &Grid<'_>, header: &Header) -> Option<u32> {
    let is_wide = |value: &ValueColumn| value.row.is_some() && !value.named_by_row;
    header.panels.iter().flat_map(|panel| &panel.values).find(|(_, value)| is_wide(value))?;
    let rows = || (header.data..grid.rows).filter(|&row| !is_column_numbers(grid, row));
    let labels = || header.panels.iter().flat_map(|panel| panel.codes.iter().chain(&panel.names));
    let is_sum = |row: &u32| labels().any(|&col| is_total(grid.words(*row, col)));
    let filled: Vec<u32> = rows().filter(|&row| grid.has_number(row)).collect();
    match filled.as_slice() {
        [] => rows().find(|&row| is_blank(grid, row)),
        [only] => Some(*only),
        several => several.iter().copied().find(is_sum),
    }
}

/// Drops blanks that are omissions and no zeros: a total, a class or a sum of columns left blank beside figures, and the
/// columns of a row in which only the total is filled.
fn drop_omissions(mut cells: Vec<FigureCell>, header: &Header, form: &TableForm) -> Vec<FigureCell> {
    let totals: HashSet<String> = header
        .panels
        .iter()
        .flat_map(|panel| &panel.values)
        .filter(|(_, value)| value.total && value.row.is_none())
        .map(|(_, value)| value.column.clone())
        .collect();
    let filled = Filled::new(&cells, &totals);
    let keep: Vec<bool> =
        cells.iter().map(|cell| cell.value != CellValue::Blank || !filled.leaves_out(cell, form, &totals)).collect();
    let mut keep = keep.into_iter();
    cells.retain(|_| keep.next().unwrap_or(true));
    cells
}

/// Where figures other than zero stand.
struct Filled {
    by_column: HashMap<String, BTreeSet<String>>,
    /// Rows with a figure in a column that adds up others.
    totals: HashSet<String>,
    /// Rows with a figure in another column.
    parts: HashSet<String>,
}

impl Filled {
    fn new(cells: &[FigureCell], totals: &HashSet<String>) -> Self {
        let mut filled = Self { by_column: HashMap::new(), totals: HashSet::new(), parts: HashSet::new() };
        for cell in cells.iter().filter(|cell| cell.value.is_nonzero()) {
            let Some(row) = &cell.row else { continue };
            filled.by_column.entry(cell.column.clone()).or_default().insert(row.clone());
            let rows = if totals.contains(&cell.column) { &mut filled.totals } else { &mut filled.parts };
            rows.insert(row.clone());
        }
        filled
    }

    /// Whether a blank cell is an omission.
    fn leaves_out(&self, cell: &FigureCell, form: &TableForm, totals: &HashSet<String>) -> bool {
        let Some(row) = &cell.row else { return false };
        let beside = if totals.contains(&cell.column) {
            self.parts.contains(row)
        } else {
            self.totals.contains(row) && !self.parts.contains(row)
        };
        beside || self.by_column.get(&cell.column).is_some_and(|rows| adds_up_any(row, rows, form))
    }
}

/// Whether a row adds up any of `rows`.
fn adds_up_any(row: &str, rows: &BTreeSet<String>, form: &TableForm) -> bool {
    if row.starts_with(|c: char| c.is_ascii_digit()) {
        return rows.range(row.to_owned()..).next().is_some_and(|next| next.starts_with(row));
    }
    match form.row(row) {
        Some(known) if !known.parts.is_empty() => known.parts.iter().any(|part| rows.contains(part)),
        Some(known) => known.total && !rows.is_empty(),
        None => row == "total" && !rows.is_empty(),
    }
}
