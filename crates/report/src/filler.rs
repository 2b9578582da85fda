use juesuan_books::Books;

use crate::{Formula, Measure, Selector, figure_set::FigureSet, ledger::Ledger};

/// Makes figures from the books.
pub(crate) struct Filler<'a> {
    pub(crate) books: &'a Books,
    pub(crate) ledger: Ledger,
    pub(crate) figures: FigureSet,
}

impl<'a> Filler<'a> {
    pub(crate) fn new(books: &'a Books, ledger: Ledger) -> Self {
        Self { books, ledger, figures: FigureSet::default() }
    }

    /// A figure that adds up lines of the books.
    pub(crate) fn add_books(&mut self, id: &str, label: &str, selector: Selector) {
        let amount = self.ledger.sum(&selector);
        self.figures.add_money(id, label, amount, Formula::Books(selector));
    }

    /// The official name of a functional code in the books' year; the code where the chart has none.
    pub(crate) fn function_name(&self, code: u32) -> String {
        name(juesuan_chart::functional(), code, self.books.year)
    }

    /// The official name of an economic code in the books' year.
    pub(crate) fn economic_name(&self, code: u32) -> String {
        name(juesuan_chart::economic_department(), code, self.books.year)
    }
}

fn name(chart: &juesuan_chart::Chart, code: u32, year: u16) -> String {
    let code = code.to_string();
    chart.name_in(&code, year).map_or_else(|| code.clone(), |official| official.name.to_string())
}

/// A selector of one measure under a functional code.
pub(crate) fn under(measure: Measure, function: u32) -> Selector {
    Selector { function: Some(function), ..Selector::all(measure) }
}
