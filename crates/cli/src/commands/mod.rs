//! The commands, one module each. Each returns the exit code of the program.

pub mod account;
pub mod backup;
pub mod check;
pub mod compile;
pub mod demo;
pub mod explain;
pub mod extract;
pub mod import;
mod last_year;
pub mod log;
pub mod perf;
pub mod reason;
pub mod rules;
pub mod serve;
pub mod template;
pub mod trace;
pub mod verify;
pub mod withdraw;
