//! Fills the nine tables as the form lays them out.

mod economic;
mod fees;
mod functional;
mod head;
mod sides;

use juesuan_form::{PrintForm, Selection, TableLayout};

use crate::{
    Align, Cell, Column, HeaderCell, Measure, Page, Row, Selector, Table, figure_set::grouped, filler::Filler,
    ledger::funds,
};

/// All tables of a form in order.
pub(crate) fn fill(filler: &mut Filler<'_>, form: &PrintForm, unit: &str, department: bool) -> Vec<Table> {
    let context = Context { form, unit, kind: if department { "部门" } else { "单位" } };
    (1..).zip(&form.layouts).map(|(number, layout)| context.table(filler, number, layout)).collect()
}

struct Context<'a> {
    form: &'a PrintForm,
    unit: &'a str,
    kind: &'a str,
}

/// What a kind of layout makes of its table.
struct Body {
    columns: Vec<Column>,
    header: Vec<Vec<HeaderCell>>,
    rows: Vec<Row>,
    /// Whether all is zero.
    empty: bool,
}

impl Context<'_> {
    fn table(&self, filler: &mut Filler<'_>, number: u32, layout: &TableLayout) -> Table {
        let prefix = if self.form.numbered { format!("公开{number:02}表") } else { layout.title.clone() };
        let body = if let Some(sides) = &layout.sides {
            sides::fill(filler, &layout.table, &prefix, sides)
        } else if let Some(functional) = &layout.functional {
            functional::fill(filler, &layout.table, &prefix, functional)
        } else if let Some(economic) = &layout.economic {
            economic::fill(filler, &layout.table, &prefix, economic)
        } else {
            fees::fill(filler, &layout.table, &prefix, layout.fees.as_ref())
        };
        Table {
            id: layout.table.clone(),
            number: if self.form.numbered { prefix } else { String::new() },
            title: layout.title.clone(),
            unit_line: format!("{}：{}", self.kind, self.unit),
            money_line: "金额单位：万元".to_owned(),
            columns: body.columns,
            header: body.header,
            rows: body.rows,
            notes: self.notes(layout, body.empty),
            page: Page::Landscape,
        }
    }

    fn notes(&self, layout: &TableLayout, empty: bool) -> Vec<String> {
        let fill = |text: &str| text.replace("{kind}", self.kind).replace("{unit}", self.unit);
        let mut notes = vec![format!("注：1.{}", fill(&layout.note)), format!("　　2.{}", self.form.footnote)];
        notes.extend(layout.empty.as_deref().filter(|_| empty).map(fill));
        notes
    }
}

/// The selector that a layout's selection means; its words are tested with the layouts.
fn selector(selection: &Selection) -> Selector {
    Selector {
        funds: funds(&selection.funds),
        natures: juesuan_books::Nature::ALL
            .into_iter()
            .filter(|nature| selection.natures.iter().any(|id| id == nature.id()))
            .collect(),
        ..Selector::all(measure(&selection.measure))
    }
}

/// The measure of an id.
fn measure(id: &str) -> Measure {
    match id {
        "opening" => Measure::Opening,
        "received" => Measure::Received,
        "initial" => Measure::Initial,
        "adjusted" => Measure::Adjusted,
        "surplus-used" => Measure::SurplusUsed,
        "distributed" => Measure::Distributed,
        "closing" => Measure::Closing,
        _ => Measure::Spent,
    }
}

/// A cell that prints a figure; zero is blank unless it must show.
fn amount(filler: &Filler<'_>, id: &str, shows_zero: bool) -> Cell {
    let Some(figure) = filler.figures.get(id) else { return Cell::default() };
    let blank = !shows_zero && filler.figures.prints_zero(id);
    let text = if blank { String::new() } else { grouped(&figure.printed) };
    Cell { text, figure: Some(id.to_owned()), ..Cell::default() }
}

/// A cell of words.
fn words(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), ..Cell::default() }
}

/// A cell of words that covers `covers` cells to its right; all of them.
fn wide(text: &str, covers: u8) -> Vec<Cell> {
    let first = Cell { text: text.to_owned(), covers, ..Cell::default() };
    std::iter::once(first).chain((0..covers).map(|_| Cell::default())).collect()
}

fn column(id: &str, width: u16, align: Align) -> Column {
    Column { id: id.to_owned(), width, align }
}
