//! The `juesuan` command line: makes disclosures of final accounts (部门决算公开) from the books, and checks published ones.

mod args;
mod atomic;
mod books;
mod commands;
mod failure;
mod inputs;
mod many;
mod summary;
mod text;
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
        Command::Serve(args) => commands::serve::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Rules(args) => commands::rules::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Extract(args) => commands::extract::run(args),
        Command::Demo(args) => commands::demo::run(args),
        Command::Template(args) => commands::template::run(args),
        Command::Import(args) => commands::import::run(args),
        Command::Compile(args) => commands::compile::run(args),
        Command::Trace(args) => commands::trace::run(args),
        Command::Perf(args) => commands::perf::run(args),
        Command::Reason(args) => commands::reason::run(args),
        Command::Withdraw(args) => commands::withdraw::run(args),
        Command::Verify(args) => commands::verify::run(args),
        Command::Log(args) => commands::log::run(args),
        Command::Account(args) => commands::account::run(args),
        Command::Backup(args) => commands::backup::back_up(args),
        Command::Restore(args) => commands::backup::restore(args),
        Command::Copy(args) => commands::backup::copy(args),
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
