//! 动态纠偏 on the command line.

mod board;
mod enter;
mod show;
mod steps;

use crate::{args::CorrectCommand, failure::Failure};

use juesuan_books::Step;

/// Runs a command on corrections.
///
/// # Errors
/// When the step does not fit; then nothing was changed.
pub fn run(command: &CorrectCommand) -> Result<u8, Failure> {
    match command {
        CorrectCommand::List(args) => board::run(args),
        CorrectCommand::Show(args) => show::run(args),
        CorrectCommand::Open(args) => steps::open(args),
        CorrectCommand::Handle(args) => steps::handle(args),
        CorrectCommand::Approve(args) => steps::plain(args, Step::Approve),
        CorrectCommand::Report(args) => steps::plain(args, Step::Report),
        CorrectCommand::Verify(args) => steps::verify(args),
        CorrectCommand::Close(args) => steps::plain(args, Step::Close),
        CorrectCommand::Return(args) => steps::plain(args, Step::Return),
        CorrectCommand::Reopen(args) => steps::reopen(args),
        CorrectCommand::Escalate(args) => steps::plain(args, Step::Escalate),
    }
}
