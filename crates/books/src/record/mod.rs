//! The records of which books are made, one kind a file. Texts are borrowed from the file that is read, so that millions
//! of them pass without being copied.

pub(crate) mod balance;
pub(crate) mod budget;
pub(crate) mod comparative;
pub(crate) mod contract;
pub(crate) mod correction;
pub(crate) mod equipment;
pub(crate) mod evidence;
pub(crate) mod gathering;
pub(crate) mod goal;
pub(crate) mod indicator;
mod key;
mod kind;
pub(crate) mod link;
pub(crate) mod passage;
pub(crate) mod payment;
pub(crate) mod reason;
pub(crate) mod receipt;
pub(crate) mod reception;
pub(crate) mod target;
pub(crate) mod trip;
pub(crate) mod unit;
pub(crate) mod vehicle;

use csv::StringRecord;

pub use balance::Balance;
pub use budget::{BudgetChange, ChangeKind};
pub use comparative::Comparative;
pub use contract::ContractRecord;
pub use correction::CorrectionRecord;
pub use equipment::Equipment;
pub use evidence::EvidenceRecord;
pub use gathering::GatheringRecord;
pub use goal::GoalRecord;
pub use indicator::IndicatorRecord;
pub use key::Identity;
pub use kind::Kind;
pub use link::LinkRecord;
pub use passage::{Passage, Section};
pub use payment::Payment;
pub use reason::Reason;
pub use receipt::Receipt;
pub use reception::ReceptionRecord;
pub use target::{TargetRecord, TargetValue};
pub use trip::TripRecord;
pub use unit::UnitRecord;
pub use vehicle::Vehicle;

use crate::Date;
use crate::import::{Binding, Row};

/// One record of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each variant is documented at its type")]
pub enum Record<'a> {
    Unit(UnitRecord<'a>),
    Budget(BudgetChange<'a>),
    Receipt(Receipt<'a>),
    Payment(Payment<'a>),
    Balance(Balance<'a>),
    Trip(TripRecord<'a>),
    Reception(ReceptionRecord<'a>),
    Vehicle(Vehicle<'a>),
    Equipment(Equipment<'a>),
    Contract(ContractRecord<'a>),
    Gathering(GatheringRecord<'a>),
    Passage(Passage<'a>),
    Indicator(IndicatorRecord<'a>),
    Comparative(Comparative<'a>),
    Reason(Reason<'a>),
    Goal(GoalRecord<'a>),
    Target(TargetRecord<'a>),
    Link(LinkRecord<'a>),
    Evidence(EvidenceRecord<'a>),
    Correction(CorrectionRecord<'a>),
}

/// How a kind of record stands in a row of a table.
pub(crate) trait Tabular<'a>: Sized {
    /// The ids of its columns in `columns.toml`, in the order in which the code numbers them.
    const COLUMNS: &'static [&'static str];

    /// Reads it; what cannot be read is noted in the row, and the record is not to be used.
    fn read(row: &mut Row<'a, '_>) -> Self;

    /// Its cells, in the order of [`Tabular::COLUMNS`], such that reading them gives it again.
    fn cells(&self) -> Vec<String>;
}

/// Does the same with the record inside, whatever its kind.
macro_rules! each {
    ($record:expr, $inner:ident => $body:expr) => {
        match $record {
            Record::Unit($inner) => $body,
            Record::Budget($inner) => $body,
            Record::Receipt($inner) => $body,
            Record::Payment($inner) => $body,
            Record::Balance($inner) => $body,
            Record::Trip($inner) => $body,
            Record::Reception($inner) => $body,
            Record::Vehicle($inner) => $body,
            Record::Equipment($inner) => $body,
            Record::Contract($inner) => $body,
            Record::Gathering($inner) => $body,
            Record::Passage($inner) => $body,
            Record::Indicator($inner) => $body,
            Record::Comparative($inner) => $body,
            Record::Reason($inner) => $body,
            Record::Goal($inner) => $body,
            Record::Target($inner) => $body,
            Record::Link($inner) => $body,
            Record::Evidence($inner) => $body,
            Record::Correction($inner) => $body,
        }
    };
}

impl<'a> Record<'a> {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Unit(_) => Kind::Units,
            Self::Budget(_) => Kind::Budget,
            Self::Receipt(_) => Kind::Receipts,
            Self::Payment(_) => Kind::Payments,
            Self::Balance(_) => Kind::Balances,
            Self::Trip(_) => Kind::Trips,
            Self::Reception(_) => Kind::Receptions,
            Self::Vehicle(_) => Kind::Vehicles,
            Self::Equipment(_) => Kind::Equipment,
            Self::Contract(_) => Kind::Contracts,
            Self::Gathering(_) => Kind::Gatherings,
            Self::Passage(_) => Kind::Passages,
            Self::Indicator(_) => Kind::Indicators,
            Self::Comparative(_) => Kind::Comparatives,
            Self::Reason(_) => Kind::Reasons,
            Self::Goal(_) => Kind::Goals,
            Self::Target(_) => Kind::Targets,
            Self::Link(_) => Kind::Links,
            Self::Evidence(_) => Kind::Evidence,
            Self::Correction(_) => Kind::Corrections,
        }
    }

    /// The code of its unit; empty where it concerns the books as a whole.
    #[must_use]
    pub const fn unit(&self) -> &'a str {
        each!(self, record => record.unit)
    }

    /// Its cells as a row of its kind's table holds them, in the order of [`Kind::columns`].
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        each!(self, record => record.cells())
    }

    /// The record of a kind that has these cells, in the order of [`Kind::columns`]; none when a cell cannot be read.
    #[must_use]
    pub fn from_cells(kind: Kind, cells: &'a StringRecord) -> Option<Self> {
        let mut faults = Vec::new();
        let mut binding = Binding::in_order(crate::columns::layout(kind));
        let record = Self::read(kind, &mut Row::new(cells, &mut binding, &mut faults));
        faults.is_empty().then_some(record)
    }

    /// Reads a record of a kind from a row.
    pub(crate) fn read(kind: Kind, row: &mut Row<'a, '_>) -> Self {
        match kind {
            Kind::Units => Self::Unit(Tabular::read(row)),
            Kind::Budget => Self::Budget(Tabular::read(row)),
            Kind::Receipts => Self::Receipt(Tabular::read(row)),
            Kind::Payments => Self::Payment(Tabular::read(row)),
            Kind::Balances => Self::Balance(Tabular::read(row)),
            Kind::Trips => Self::Trip(Tabular::read(row)),
            Kind::Receptions => Self::Reception(Tabular::read(row)),
            Kind::Vehicles => Self::Vehicle(Tabular::read(row)),
            Kind::Equipment => Self::Equipment(Tabular::read(row)),
            Kind::Contracts => Self::Contract(Tabular::read(row)),
            Kind::Gatherings => Self::Gathering(Tabular::read(row)),
            Kind::Passages => Self::Passage(Tabular::read(row)),
            Kind::Indicators => Self::Indicator(Tabular::read(row)),
            Kind::Comparatives => Self::Comparative(Tabular::read(row)),
            Kind::Reasons => Self::Reason(Tabular::read(row)),
            Kind::Goals => Self::Goal(Tabular::read(row)),
            Kind::Targets => Self::Target(Tabular::read(row)),
            Kind::Links => Self::Link(Tabular::read(row)),
            Kind::Evidence => Self::Evidence(Tabular::read(row)),
            Kind::Corrections => Self::Correction(Tabular::read(row)),
        }
    }
}

/// A day as a cell; blank for none.
fn date_cell(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A code as a cell; blank for none.
fn code_cell(code: u32) -> String {
    if code == 0 { String::new() } else { code.to_string() }
}
