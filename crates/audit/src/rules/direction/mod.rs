//! Direction words against figures.

pub mod against_budget;
pub mod flat_with_prior;
pub mod zero_base;
