//! The commands on budget performance.

mod correct;
mod evaluate;
mod goals;
mod library;
mod monitor;
mod propose;
mod quality;
mod report;
pub mod view;

use juesuan_performance::DEFAULT_SETTINGS;

use crate::{
    args::{PerfArgs, PerfCommand},
    failure::Failure,
};

/// Runs a command on budget performance.
///
/// # Errors
/// Whatever keeps it from its end.
pub fn run(args: &PerfArgs) -> Result<u8, Failure> {
    match &args.command {
        PerfCommand::Goals(args) => goals::run(args),
        PerfCommand::Quality(args) => quality::run(args),
        PerfCommand::Library(args) => library::run(args),
        PerfCommand::Monitor(args) => monitor::run(args),
        PerfCommand::Correct { command } => correct::run(command),
        PerfCommand::Evaluate(args) => evaluate::run(args),
        PerfCommand::Report(args) => report::run(args),
        PerfCommand::Propose(args) => propose::run(args),
        PerfCommand::Settings => settings(),
    }
}

fn settings() -> Result<u8, Failure> {
    use std::io::Write;
    std::io::stdout().lock().write_all(DEFAULT_SETTINGS.as_bytes())?;
    Ok(0)
}
