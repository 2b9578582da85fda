//! The books of a department and a fiscal year: units, budget and its changes, receipts, payments, balances, and the facts
//! that the disclosure states.
//!
//! [`Books`] is what the year comes to: exact totals by line of classification and the facts. The [`Record`]s from which
//! it adds up (one per voucher) are far more; they are read, checked and stored one at a time:
//!
//! - [`Import`] reads files and folders (CSV, xlsx, xls, ods, JSON lines), recognises by the headings which [`Kind`] of records a
//!   table holds, checks each record at the door and hands it, borrowed, to a [`Sink`]. Nothing counts until
//!   [`Import::finish`] has found no [`Problem`].
//! - A sink that keeps records in a database works in a transaction: begin; [`Import::remember`] each record that it
//!   has already; [`Import::read`], inserting what comes; [`Import::finish`]; then commit, or roll back on any error. How
//!   records are told from each other is [`Record::identity`]; [`Record::cells`] and [`Record::from_cells`] turn any record
//!   into texts and back.
//! - [`BooksBuilder`] adds records up to [`Books`]; it is a sink too.

mod books;
mod builder;
mod columns;
mod correction;
mod date;
mod describe;
mod door;
mod export;
mod facts;
mod fund;
mod import;
mod nature;
mod performance;
mod record;
mod template;
mod totals;
mod unit;
mod value;

pub use books::{Books, BudgetNote};
pub use builder::BooksBuilder;
pub use correction::{
    Approval, CORRECTIONS, Correction, CorrectionState, CorrectionSteps, Hold, Measure, Misfit, Round, StepTaken,
    Unfit, fold,
};
pub use date::Date;
pub use describe::describe_files;
pub use export::{write_csv, write_csv_head, write_csv_rows};
pub use facts::{
    Contract, Facts, Gathering, GatheringKind, Indicator, Performance, ProcurementKind, Reception, SupplierSize, Trip,
    VehicleUse, Vehicles,
};
pub use fund::Fund;
pub use import::{Count, Import, Place, Problem, Problems, Sink, Summary};
pub use nature::Nature;
pub use performance::{
    Aggregation, Comparison, DeviationKind, Dimension, FirstLevel, Remedy, Role, Scoring, Step, Trajectory,
};
pub use record::{
    Balance, BudgetChange, ChangeKind, Comparative, ContractRecord, CorrectionRecord, Equipment, EvidenceRecord,
    GatheringRecord, GoalRecord, Identity, IndicatorRecord, Kind, LinkRecord, Passage, Payment, Reason, Receipt,
    ReceptionRecord, Record, Section, TargetRecord, TargetValue, TripRecord, UnitRecord, Vehicle,
};
pub use template::{write_template, write_workbook};
pub use totals::{Amounts, Line, Totals};
pub use unit::{Unit, UnitKind};
