//! Which records of the store a measure of the report adds up.

use juesuan_books::Kind;
use juesuan_report::Measure;
use juesuan_store::Source;

/// The records of a measure that is one of [`Measure::records`].
#[must_use]
pub const fn source(measure: Measure) -> Source {
    match measure {
        Measure::Opening => Source::Opening,
        Measure::Received => Source::Receipts,
        Measure::Initial => Source::InitialBudget,
        Measure::Adjusted => Source::BudgetChanges,
        Measure::SurplusUsed => Source::SurplusUsed,
        Measure::Distributed => Source::Distributed,
        Measure::Spent | Measure::Closing => Source::Payments,
    }
}

/// The measure that a payment or a receipt moves; none for other records.
#[must_use]
pub const fn moved(kind: Kind) -> Option<Measure> {
    match kind {
        Kind::Payments => Some(Measure::Spent),
        Kind::Receipts => Some(Measure::Received),
        _ => None,
    }
}
