//! The door to the books: what every record must satisfy. One rule is one file; each says in Chinese what is wrong with a
//! record and what to do.

mod availability;
mod codes;
mod corrections;
mod dates;
mod doubles;
mod economic;
mod evidence;
mod funds;
mod holds;
mod links;
mod rolling;
mod scores;
mod signs;
mod units;

use crate::import::{Fault, Journal, Spot};
use crate::record::{balance, budget, payment, receipt};
use crate::{Fund, Record};

/// What became of a record that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is new; if something is wrong with it, that is noted.
    New,
    /// The books have it already.
    Repeated,
}

/// All rules, with what they have seen so far.
pub(crate) struct Door {
    year: u16,
    doubles: doubles::Doubles,
    units: units::Units,
    codes: codes::Codes,
    availability: availability::Availability,
    rolling: rolling::Rolling,
    links: links::Links,
    registers: evidence::Registers,
    corrections: corrections::Corrections,
    holds: holds::Holds,
}

impl Door {
    /// A door to empty books.
    pub fn new(year: u16) -> Self {
        Self {
            year,
            doubles: doubles::Doubles::default(),
            units: units::Units::default(),
            codes: codes::Codes::new(year),
            availability: availability::Availability::default(),
            rolling: rolling::Rolling::default(),
            links: links::Links::default(),
            registers: evidence::Registers::default(),
            corrections: corrections::Corrections::default(),
            holds: holds::Holds::default(),
        }
    }

    /// The fiscal year of the books.
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// Checks a record that was read.
    pub fn see(&mut self, record: &Record<'_>, spot: Spot, journal: &mut Journal) -> Verdict {
        if self.doubles.see(record, spot, journal) == Verdict::Repeated {
            return Verdict::Repeated;
        }
        let mut sound = true;
        let mut note = |fault: Option<Fault>| {
            if let Some(fault) = fault {
                sound = false;
                journal.note(spot, || fault);
            }
        };
        if let Some(classified) = Classified::of(record) {
            note(self.codes.function(&classified));
            note(self.codes.economic(&classified));
            note(funds::check(&classified, self.codes.budget(classified.function.1)));
        }
        note(dates::check(record, self.year));
        note(economic::check(record));
        note(signs::check(record));
        note(scores::check(record));
        note(evidence::check(record));
        note(availability::named(record));
        // What is wrong with the record itself is not said again as a difference from its budget line.
        self.weigh(record, spot, sound.then_some(journal));
        Verdict::New
    }

    /// Takes in a record that the books hold already.
    pub fn remember(&mut self, record: &Record<'_>, journal: &mut Journal) {
        self.remember_part(record, journal);
        self.remember_sum(record);
    }

    /// Takes in what records that the books hold already come to; those of one unit and classification may come as one,
    /// because the rules on many records look at nothing else of them.
    pub fn remember_sum(&mut self, sum: &Record<'_>) {
        self.weigh(sum, Spot::NONE, None);
    }

    /// Takes in which record the books hold already, not what it comes to.
    pub fn remember_part(&mut self, record: &Record<'_>, journal: &mut Journal) {
        self.doubles.see(record, Spot::NONE, journal);
    }

    /// Adds a record to what the rules on many records have seen.
    fn weigh(&mut self, record: &Record<'_>, spot: Spot, journal: Option<&mut Journal>) {
        let unit = self.units.see(record, spot);
        self.availability.see(record, unit, spot, journal);
        self.rolling.see(record, unit, spot);
        self.links.see(record, spot);
        self.registers.see(record, spot);
        self.corrections.see(record, spot);
        self.holds.see(record, spot);
    }

    /// Makes the checks that need all records.
    pub fn close(&mut self, journal: &mut Journal) {
        let (corrections, unfit) = self.corrections.close();
        let found = [
            self.units.close(),
            self.availability.close(),
            self.rolling.close(),
            self.links.close(),
            self.registers.close(),
            unfit,
            self.holds.close(&corrections),
        ];
        let mut found: Vec<(Spot, Fault)> = found.into_iter().flatten().collect();
        found.sort_by_key(|(spot, _)| (spot.table, spot.row));
        for (spot, fault) in found {
            journal.note(spot, || fault);
        }
    }
}

/// The classification of a record; codes with the number of their column in its kind.
struct Classified {
    fund: Fund,
    fund_column: usize,
    function: (usize, u32),
    economic: Option<(usize, u32)>,
}

impl Classified {
    fn of(record: &Record<'_>) -> Option<Self> {
        let (fund, fund_column, function, economic) = match record {
            Record::Payment(p) => {
                (p.fund, payment::FUND, (payment::FUNCTION, p.function), Some((payment::ECONOMIC, p.economic)))
            }
            Record::Budget(b) => {
                (b.fund, budget::FUND, (budget::FUNCTION, b.function), Some((budget::ECONOMIC, b.economic)))
            }
            Record::Receipt(r) => (r.fund, receipt::FUND, (receipt::FUNCTION, r.function), None),
            Record::Balance(b) => (b.fund, balance::FUND, (balance::FUNCTION, b.function), None),
            _ => return None,
        };
        Some(Self { fund, fund_column, function, economic })
    }
}
