//! The commands on budget performance.

mod correct;
mod dates;
mod loaded;

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
        PerfCommand::Correct { command } => correct::run(command),
    }
}
