//! Audit of a disclosure of final accounts: figures, relations, proofs and rules.

mod check;
mod context;
mod finding;
pub mod proof;
mod relation;
mod rule;
pub mod rules;
pub mod understand;

pub use check::{Options, check};
pub use context::Context;
pub use finding::{Coverage, FigureSummary, Finding, Proof, ProofTerm, Report, Severity};
pub use relation::{Claim, Comparison, Relation};
pub use rule::{Group, Rule};
