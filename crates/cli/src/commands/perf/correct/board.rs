use std::io::{self, Write};

use juesuan_books::{Correction, CorrectionState, Date};

use super::super::{dates, loaded::Loaded};
use crate::{args::ListArgs, books::Session, failure::Failure, width::pad_right};

/// The columns of the board, in their order; every correction stands in one.
const COLUMNS: [&str; 4] = ["超期", "办理中", "待核验", "已办结"];

/// The column in which a correction stands at the end of a day.
fn column(correction: &Correction, day: Date) -> &'static str {
    match correction.state() {
        CorrectionState::Reported | CorrectionState::Verified => "待核验",
        CorrectionState::Closed => "已办结",
        _ if correction.overdue_days(day) > 0 => "超期",
        _ => "办理中",
    }
}

/// Shows the board.
///
/// # Errors
/// When the books cannot be read.
pub fn run(args: &ListArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let loaded = Loaded::new(&mut session, &args.which)?;
    let day = match &args.date {
        Some(text) => dates::given("--date", text)?,
        None => dates::usual(loaded.year),
    };
    let mut stdout = io::stdout().lock();
    if loaded.corrections.is_empty() {
        writeln!(stdout, "{}年度还没有整改。", loaded.year)?;
    }
    for name in COLUMNS {
        let here: Vec<&Correction> = loaded.corrections.iter().filter(|known| column(known, day) == name).collect();
        if here.is_empty() {
            continue;
        }
        writeln!(stdout, "{name}（{}项）", here.len())?;
        for correction in here {
            writeln!(stdout, "  {}", line(correction, day))?;
        }
    }
    session.close()?;
    Ok(0)
}

fn line(correction: &Correction, day: Date) -> String {
    let mut notes = vec![format!("期限 {}", correction.deadline())];
    let days = correction.overdue_days(day);
    if days > 0 {
        notes.push(format!("超期{days}天"));
    }
    if correction.escalations() > 0 {
        notes.push(format!("督办升级{}次", correction.escalations()));
    }
    if correction.reopened() > 0 {
        notes.push(format!("重开{}次", correction.reopened()));
    }
    if correction.is_paused() {
        notes.push("支付暂停中".to_owned());
    }
    format!(
        "{}  {}  {}  {}  {}  {}",
        pad_right(&correction.code, 12),
        pad_right(correction.deviation.name(), 14),
        pad_right(&of(correction), 16),
        pad_right(&correction.section, 12),
        correction.state().name(),
        notes.join("，")
    )
}

/// What deviates, in words.
pub fn of(correction: &Correction) -> String {
    let parts = [("项目", &correction.project), ("预算指标", &correction.line), ("绩效指标", &correction.target)];
    let named: Vec<String> =
        parts.iter().filter(|(_, code)| !code.is_empty()).map(|(what, code)| format!("{what}{code}")).collect();
    if named.is_empty() { "整体支出".to_owned() } else { named.join(" ") }
}
