//! The proof engine: decides whether exact integer amounts can stand behind what is printed, and if not, why.

mod problem;

pub use problem::{Conflict, Expected, Observation, Problem, Source, Statement, Step};
