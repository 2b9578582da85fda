//! The `juesuan` command line: checks disclosures of final accounts (部门决算公开) and shows what is wrong in them.

mod args;
mod atomic;
mod audited;
mod commands;
mod failure;
mod inputs;
mod output;
mod places;
mod summary;
#[cfg(test)]
mod testing;
mod usage;
mod width;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use failure::Failure;

/// Auditing makes many small strings; this allocator serves them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code when something could not be read, or the command line is not understood.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error),
    };
    let result = match &cli.command {
        Command::Check(args) => commands::check::run(args),
        Command::Rules(args) => commands::rules::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Extract(args) => commands::extract::run(args),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        // The reader of our output has gone (`| head`): nothing is left to say.
        Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            eprintln!("错误：{message}");
            ExitCode::from(UNREADABLE)
        }
    }
}
