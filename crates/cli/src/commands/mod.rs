//! The commands, one module each. Each returns the exit code of the program.

pub mod check;
pub mod explain;
pub mod extract;
pub mod rules;
