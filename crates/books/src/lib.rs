//! The books of a department and a fiscal year: units, budget and its changes, receipts, payments, balances, and the facts
//! that the disclosure states.
//!
//! [`Books`] is what the year comes to: exact totals by line of classification and the facts. The records from which it
//! adds up (one per voucher) are far more; they are read, checked and stored one at a time.

mod books;
mod facts;
mod fund;
mod nature;
mod totals;
mod unit;

pub use books::{Books, BudgetNote};
pub use facts::{
    Contract, Facts, Gathering, GatheringKind, Indicator, Performance, ProcurementKind, Reception, SupplierSize, Trip,
    VehicleUse, Vehicles,
};
pub use fund::Fund;
pub use nature::Nature;
pub use totals::{Amounts, Line, Totals};
pub use unit::{Unit, UnitKind};
