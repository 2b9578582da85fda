//! The `juesuan-scale` command line: makes regions, consolidates the books of many units, compares units,
//! reviews their disclosures.

mod args;
mod commands;
mod output;

use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ErrorKind};

use args::{Cli, Command};

/// Batches come and go by the million; this allocator serves them faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code when something could not be read, or the command line is not understood.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("错误：系统不能建立线程：{error}");
            return ExitCode::from(UNREADABLE);
        }
    };
    let result = match &cli.command {
        Command::Generate(args) => commands::generate(args),
        Command::Consolidate(args) => runtime.block_on(commands::consolidate(args)),
        Command::HandIn(args) => runtime.block_on(commands::hand_in(args)),
        Command::ExampleUnit(args) => commands::example_unit(args),
        Command::Peers(args) => runtime.block_on(commands::peers(args)),
        Command::Review(args) => runtime.block_on(commands::review(args)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("错误：{error}");
            ExitCode::from(UNREADABLE)
        }
    }
}

/// Prints help where it was asked for, and otherwise says in Chinese what is wrong with the command line.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed pipe is the only way for this to fail, and then nobody is listening.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let wrong = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 不能是“{value}”"),
        _ => "缺少命令，或命令行有误".to_owned(),
    };
    eprintln!("错误：{wrong}\n查看用法：juesuan-scale --help");
    ExitCode::from(UNREADABLE)
}
