//! Audit of a disclosure of final accounts: figures, relations, proofs and rules.

mod check;
mod context;
mod describe;
mod finding;
mod model;
mod precision;
mod prior;
pub mod proof;
mod published;
pub mod relate;
mod relation;
mod rule;
pub mod rules;
mod tell;
pub mod understand;

pub use check::{Options, check};
pub use context::Context;
pub use describe::Describer;
pub use finding::{Coverage, FigureSummary, Finding, Proof, ProofTerm, Report, Severity};
pub use precision::Precision;
pub use prior::is_same_unit;
pub use published::{Published, published};
pub use relation::{Claim, Comparison, Relation, Wording};
pub use rule::{Group, Rule, example_parts};
