//! What stands behind a figure in the books.

use std::collections::BTreeSet;

use juesuan_books::{Books, Line};
use juesuan_report::{Leaf, Measure, Report};
use juesuan_store::{Entries, Page, Store};

use crate::{Result, runs_agency, source};

/// Records of a measure that count in a figure equally often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    /// One of [`Measure::records`].
    pub measure: Measure,
    /// How often each of them counts, with its sign; never zero.
    pub times: i64,
}

impl Share {
    /// What its records are, in Chinese.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.measure {
            Measure::Adjusted => "预算调整",
            measure => measure.name(),
        }
    }
}

/// What a figure adds up in the end, to be asked for the records behind it.
#[derive(Clone, Debug)]
pub struct Behind<'a> {
    books: &'a Books,
    leaves: Vec<Leaf>,
}

impl<'a> Behind<'a> {
    /// What stands behind a figure of a report that was filled from these books. Behind percentages and facts is nothing.
    #[must_use]
    pub fn new(books: &'a Books, report: &Report, figure: &str) -> Self {
        Self { books, leaves: report.leaves(figure) }
    }

    /// Its records by measure and by how often they count. The sums of their [`Behind::entries`], as often as they count,
    /// and what is [stated](Report::stated) add up to the exact value of a figure that is not rounded before it is added up.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let records = self.leaves.iter().flat_map(|leaf| leaf.selector.measure.records());
        let measures: BTreeSet<Measure> = records.map(|&(_, measure)| measure).collect();
        let of =
            |measure| self.books.totals.keys().map(move |line| Share { measure, times: self.times(measure, line) });
        let shares: BTreeSet<Share> = measures.into_iter().flat_map(of).filter(|share| share.times != 0).collect();
        shares.into_iter().collect()
    }

    /// A page of the records of a share.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn entries(&self, store: &mut Store, share: Share, page: Page) -> Result<Entries> {
        let takes = |line: &Line| self.times(share.measure, line) == share.times;
        Ok(store.entries(self.books, source(share.measure), &takes, page).await?)
    }

    /// How often a record of a measure on a line counts.
    fn times(&self, measure: Measure, line: &Line) -> i64 {
        let agency = runs_agency(self.books, line);
        let of = |leaf: &Leaf| {
            let records = leaf.selector.measure.records().iter().filter(|(_, record)| *record == measure);
            let sign: i64 = records.map(|(sign, _)| sign).sum();
            if sign != 0 && leaf.selector.takes(line, agency) { sign * leaf.times } else { 0 }
        };
        self.leaves.iter().map(of).sum()
    }
}
