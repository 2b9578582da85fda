use std::io::{self, Write};

use crate::{args::LogArgs, books::Session, failure::Failure};

/// How many entries are read at a time.
const STRETCH: u32 = 500;

/// Shows what was done to the books.
///
/// # Errors
/// When they cannot be read.
pub fn run(args: &LogArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let mut stdout = io::stdout().lock();
    let mut after = 0;
    loop {
        let entries = session.wait(|store| store.log(after, STRETCH))?;
        for entry in &entries {
            writeln!(stdout, "{}　{}　{}　{}：{}", entry.number, entry.at, entry.actor, entry.action, entry.subject)?;
            for (word, text) in [("改前", &entry.before), ("改后", &entry.after)] {
                if let Some(text) = text {
                    writeln!(stdout, "　　{word}：{text}")?;
                }
            }
        }
        match entries.last() {
            Some(last) => after = last.number,
            None if after == 0 => {
                writeln!(stdout, "日志里还没有记录：还没有导入过。")?;
                return Ok(0);
            }
            None => return Ok(0),
        }
    }
}
