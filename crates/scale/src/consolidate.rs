use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use juesuan_amount::Fen;
use juesuan_books::{Books, Line, Unit, UnitKind};
use juesuan_report::{Formula, Options, Report, Value, compile};

use crate::{Elimination, Error, Flow, From, Lake, Parts, Result, Scope, Sums};

/// What to consolidate.
#[derive(Clone, Debug)]
pub struct Request {
    /// Fiscal year.
    pub year: u16,
    /// Code of the set of units: that of the region, where it is one.
    pub code: String,
    /// Its name, which the tables print.
    pub name: String,
    /// Its units.
    pub scope: Scope,
    /// From what sums are made.
    pub from: From,
    /// Whether transfers between its units are taken out.
    pub eliminate: bool,
}

/// A set of units as if it were one.
#[derive(Clone, Debug)]
pub struct Consolidated {
    /// The nine tables and all figures; last year's among them, where the store has last year.
    pub report: Report,
    /// Last year's figures by their ids; none where the store does not have last year.
    pub comparatives: BTreeMap<String, Fen>,
    /// What was taken out and what was not, where that was asked for.
    pub elimination: Option<Elimination>,
    /// How many lines of classification there are.
    pub lines: usize,
    /// How long adding up this year took.
    pub added: Duration,
}

impl Lake {
    /// Adds up a set of units to the nine tables, beside last year's figures if the store has them.
    ///
    /// # Errors
    /// As [`Lake::sums`].
    pub async fn consolidate(&self, request: &Request) -> Result<Consolidated> {
        let begin = Instant::now();
        let mut sums = self.sums(request.year, &request.scope, request.from).await?;
        let added = begin.elapsed();
        let elimination = self.eliminate_if_asked(request, request.year, &mut sums).await?;
        let mut books = books(request.year, &request.code, &request.name, &sums)?;
        if let Some(last) = self.last_year(request).await? {
            let figures = last.figures.into_iter().filter(|(_, figure)| figure.formula != Formula::LastYear);
            let amounts = figures.filter_map(|(id, figure)| match figure.value {
                Value::Money(amount) => Some((id, amount)),
                _ => None,
            });
            books.comparatives = amounts.collect();
        }
        let report = compile(&books, &Options::default())?;
        Ok(Consolidated { report, comparatives: books.comparatives, elimination, lines: sums.len(), added })
    }

    /// The same units' report of the year before.
    async fn last_year(&self, request: &Request) -> Result<Option<Report>> {
        let Some(year) = request.year.checked_sub(1) else { return Ok(None) };
        let mut sums = match self.sums(year, &request.scope, From::Totals).await {
            Ok(sums) => sums,
            Err(Error::Nothing(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        self.eliminate_if_asked(request, year, &mut sums).await?;
        Ok(Some(compile(&books(year, &request.code, &request.name, &sums)?, &Options::default())?))
    }

    async fn eliminate_if_asked(&self, request: &Request, year: u16, sums: &mut Sums) -> Result<Option<Elimination>> {
        if request.eliminate { Ok(Some(self.eliminate(year, &request.scope, sums).await?)) } else { Ok(None) }
    }
}

/// The books of a set of units as those of one: what `juesuan_report::compile` makes the nine tables from. `code` and `name`
/// are those of the set.
///
/// Figures tell nothing about units but whether they run an agency, so the set stands as two units: its agencies and the
/// rest.
///
/// # Errors
/// When a line is none.
pub fn books(year: u16, code: &str, name: &str, sums: &Sums) -> Result<Books> {
    let unit = |code: String, parent: Option<&str>, kind| Unit {
        code,
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
    };
    let units = vec![
        unit(code.to_owned(), None, UnitKind::Administrative),
        unit(format!("{code}/2"), Some(code), UnitKind::Institution),
    ];
    let mut books = Books { year, units, ..Books::default() };
    for (key, amount) in sums {
        let Parts { agency, flow, line } = key.parts().ok_or(Error::Line(key.0))?;
        let amounts = books.totals.entry(Line { unit: u16::from(!agency), ..line }).or_default();
        *match flow {
            Flow::Opening => &mut amounts.opening,
            Flow::Received => &mut amounts.received,
            Flow::Spent => &mut amounts.spent,
            Flow::Initial => &mut amounts.initial,
            Flow::Changed => &mut amounts.changed,
            Flow::SurplusUsed => &mut amounts.surplus_used,
            Flow::Distributed => &mut amounts.distributed,
        } += *amount;
    }
    Ok(books)
}
