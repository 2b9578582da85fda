//! The steps of a correction, as somebody takes them.

use juesuan_amount::Fen;
use juesuan_books::{DeviationKind, Remedy, Role, Step};
use juesuan_desk::correct::{self, Doing, Handling, Opening, Signed, draft};
use juesuan_performance::{Settings, correct::verify as measured};

use super::super::view::day;
use super::enter::enter;
use crate::{
    args::{HandleArgs, OpenArgs, ReopenArgs, StepArgs, Who},
    books::{Session, actor},
    failure::Failure,
};

/// 交办 of a deviation that the monitor finds, or of one that somebody knows of otherwise.
///
/// # Errors
/// When it lacks something, or the books do not have what deviates.
pub fn open(args: &OpenArgs) -> Result<u8, Failure> {
    let word = |kind: &String| word("--kind", kind, DeviationKind::all(), |kind| (kind.name(), kind.key()));
    let kind = args.kind.as_ref().map(word).transpose()?;
    let signed = signed(&args.who)?;
    let deadline = args.deadline.as_deref().map(|text| day("--deadline", text)).transpose()?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let opening = Opening {
        code: args.code.clone(),
        kind,
        project: text(&args.project),
        line: text(&args.line),
        target: text(&args.target),
        section: args.section.clone(),
        deadline,
    };
    let mut session = Session::open(&args.database.db)?;
    let year = session.year(&args.which)?;
    let snapshot = session.snapshot(&args.which, Some(signed.on(year, None)), &Settings::default())?;
    let draft = correct::open(&snapshot, &opening, &signed)?;
    enter(session, snapshot.declared(), &draft)
}

/// 办理
///
/// # Errors
/// When it does not fit, or lacks something.
pub fn handle(args: &HandleArgs) -> Result<u8, Failure> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let handling = Handling {
        cause: text(&args.cause),
        remedy: word("--measure", &args.measure, Remedy::all(), |remedy| (remedy.name(), remedy.key()))?,
        amount: args.amount.as_deref().map(amount).transpose()?,
        line: text(&args.line),
        to_line: text(&args.to_line),
        target: text(&args.target),
        value: text(&args.value),
    };
    take(&args.step, &Doing::Handle(handling))
}

/// 重开
///
/// # Errors
/// When it does not fit.
pub fn reopen(args: &ReopenArgs) -> Result<u8, Failure> {
    let deadline = args.deadline.as_deref().map(|text| day("--deadline", text)).transpose()?;
    take(&args.step, &Doing::Reopen(deadline))
}

/// A step of which nothing more is to be said.
///
/// # Errors
/// When it does not fit.
pub fn plain(args: &StepArgs, step: Step) -> Result<u8, Failure> {
    take(args, &Doing::Plain(step))
}

/// 核验, with what the monitor says of the deviation.
///
/// # Errors
/// When it does not fit, or the books cannot be read.
pub fn verify(args: &StepArgs) -> Result<u8, Failure> {
    let code = plain(args, Step::Verify)?;
    let mut session = Session::open(&args.database.db)?;
    let day = args.who.date.as_deref().map(|text| day("--date", text)).transpose()?;
    let snapshot = session.snapshot(&args.which, day, &Settings::default())?;
    session.close()?;
    let day = snapshot.day();
    if let Some(outcome) = measured(snapshot.plan(), snapshot.correction(&args.code)?, snapshot.monitor(), day) {
        println!("  效果（截至 {day}）：{}", outcome.text());
    }
    Ok(code)
}

/// Takes a step of a correction that there is.
fn take(args: &StepArgs, doing: &Doing) -> Result<u8, Failure> {
    let signed = signed(&args.who)?;
    let mut session = Session::open(&args.database.db)?;
    let declared = session.declared(&args.which)?;
    let draft = draft(&declared, &args.code, &signed, doing, &Settings::default().correction)?;
    enter(session, &declared, &draft)
}

/// Who takes a step, as the options say.
fn signed(who: &Who) -> Result<Signed, Failure> {
    let role = |text: &String| word("--role", text, Role::all(), |role| (role.name(), role.key()));
    Ok(Signed {
        person: actor(who.actor.as_deref()),
        role: who.role.as_ref().map(role).transpose()?,
        day: who.date.as_deref().map(|text| day("--date", text)).transpose()?,
        text: who.text.clone().unwrap_or_default(),
    })
}

/// One of a few words, in Chinese or by its id.
fn word<T: Copy>(
    option: &str,
    text: &str,
    all: &[T],
    names: impl Fn(T) -> (&'static str, &'static str),
) -> Result<T, Failure> {
    let found = all.iter().copied().find(|&one| names(one).0 == text.trim() || names(one).1 == text.trim());
    found.ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|&one| names(one).0).collect();
        Failure::new(format!("{option} 不能是“{text}”。可选：{}", words.join("、")))
    })
}

fn amount(text: &str) -> Result<Fen, Failure> {
    Fen::parse_yuan(text).ok_or_else(|| {
        Failure::new(format!("--amount 不能是“{text}”。请写以元为单位、最多两位小数的数，如 50000 或 1234.50"))
    })
}
