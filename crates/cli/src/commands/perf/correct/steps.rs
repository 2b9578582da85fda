//! The steps of a correction, as somebody takes them.

use juesuan_amount::Fen;
use juesuan_books::{Correction, Date, DeviationKind, Remedy, Role, Step, StepTaken};
use juesuan_performance::{
    Settings,
    correct::{self, deadline, next_code, responsible},
    monitor::{Light, Monitor, Subject},
};

use super::super::{dates, loaded::Loaded};
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
    let mut session = Session::open(&args.database.db)?;
    let loaded = Loaded::new(&mut session, &args.which)?;
    let day = day(&args.who, loaded.year, None)?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (project, line, target) = (text(&args.project), text(&args.line), text(&args.target));
    let subject = Subject {
        project: loaded.plan.project(&loaded.unit, &project, &line),
        target: loaded.plan.target(&loaded.unit, &target),
    };
    let monitor = loaded.monitor(&mut session, day, Settings::default().monitor)?;
    let (kind, light) = deviation(&monitor, subject, kind)?;
    let step = StepTaken {
        deviation: Some(kind),
        project,
        line,
        target,
        section: args.section.clone().unwrap_or_else(|| responsible(&loaded.plan, subject).to_owned()),
        deadline: match &args.deadline {
            Some(deadline) => Some(dates::given("--deadline", deadline)?),
            None => deadline(kind, light, day, &Settings::default().correction),
        },
        ..signed(&args.who, &[Role::Performance], Step::Assign, day)?
    };
    if step.section.is_empty() {
        return Err(Failure::new("没有写责任科室，绩效目标和绩效指标里也没有写明。请用 --section 指明"));
    }
    let of_unit = loaded.corrections.iter().filter(|known| known.unit == loaded.unit).map(|known| &known.code);
    let code = args.code.clone().unwrap_or_else(|| next_code(loaded.year, of_unit));
    enter(session, &loaded, (&loaded.unit, &code), &step)
}

/// The kind of a deviation and its worst light: of the kind that is given, or of the only one that there is. One that the
/// monitor does not see has a yellow light.
fn deviation(
    monitor: &Monitor,
    subject: Subject,
    kind: Option<DeviationKind>,
) -> Result<(DeviationKind, Light), Failure> {
    let there = monitor.deviations_of(subject).filter(|deviation| deviation.until.is_none());
    let there: Vec<(DeviationKind, Light)> = there.map(|deviation| (deviation.kind, deviation.light)).collect();
    match (kind, there.as_slice()) {
        (Some(kind), there) => {
            Ok(there.iter().copied().find(|&(known, _)| known == kind).unwrap_or((kind, Light::Yellow)))
        }
        (None, [only]) => Ok(*only),
        (None, there) => {
            let kinds: Vec<&str> = there.iter().map(|(kind, _)| kind.name()).collect();
            let kinds = if kinds.is_empty() { "没有".to_owned() } else { kinds.join("、") };
            Err(Failure::new(format!("监控发现的偏差：{kinds}。请用 --kind 指明偏差类型")))
        }
    }
}

/// 办理
///
/// # Errors
/// When it does not fit, or lacks something.
pub fn handle(args: &HandleArgs) -> Result<u8, Failure> {
    let remedy = word("--measure", &args.measure, Remedy::all(), |remedy| (remedy.name(), remedy.key()))?;
    let amount = args.amount.as_deref().map(amount).transpose()?;
    take(&args.step, Step::Handle, |_, step| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        StepTaken {
            cause: text(&args.cause),
            remedy: Some(remedy),
            amount,
            line: text(&args.line),
            to_line: text(&args.to_line),
            target: text(&args.target),
            value: text(&args.value),
            ..step
        }
    })
}

/// 重开
///
/// # Errors
/// When it does not fit.
pub fn reopen(args: &ReopenArgs) -> Result<u8, Failure> {
    let given = args.deadline.as_deref().map(|text| dates::given("--deadline", text)).transpose()?;
    take(&args.step, Step::Reopen, |correction, step| {
        let usual = || deadline(correction.deviation, Light::Yellow, step.date, &Settings::default().correction);
        StepTaken { deadline: given.or_else(usual), ..step }
    })
}

/// A step of which little more is to be said. 审批 says which measure it approves, so that two on one day differ; 督办升级 by
/// how many days it is late, where nothing else is said.
///
/// # Errors
/// When it does not fit.
pub fn plain(args: &StepArgs, step: Step) -> Result<u8, Failure> {
    take(args, step, |correction, taken| match &correction.pending {
        Some(pending) if step == Step::Approve => {
            StepTaken { remedy: Some(pending.remedy), amount: pending.amount, ..taken }
        }
        _ if step == Step::Escalate && taken.text.is_empty() => {
            StepTaken { text: format!("超期{}天", correction.overdue_days(taken.date)), ..taken }
        }
        _ => taken,
    })
}

/// 核验, with what the monitor says of the deviation.
///
/// # Errors
/// When it does not fit, or the books cannot be read.
pub fn verify(args: &StepArgs) -> Result<u8, Failure> {
    let code = plain(args, Step::Verify)?;
    let mut session = Session::open(&args.database.db)?;
    let (loaded, day) = Loaded::as_of(&mut session, &args.which, args.who.date.as_deref())?;
    let monitor = loaded.monitor(&mut session, day, Settings::default().monitor)?;
    let outcome = correct::verify(&loaded.plan, loaded.correction(&args.code)?, &monitor, day);
    if let Some(outcome) = outcome {
        println!("  效果（截至 {day}）：{}", outcome.text());
    }
    session.close()?;
    Ok(code)
}

/// Takes a step of a correction that there is; `complete` adds what the step needs beyond who and when.
fn take(
    args: &StepArgs,
    step: Step,
    complete: impl FnOnce(&Correction, StepTaken) -> StepTaken,
) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let loaded = Loaded::new(&mut session, &args.which)?;
    let correction = loaded.correction(&args.code)?;
    let last = correction.steps.last().map(|last| last.date);
    let roles = correction.possible().find(|&(possible, _)| possible == step).map_or(&[][..], |(_, roles)| roles);
    let taken = signed(&args.who, roles, step, day(&args.who, loaded.year, last)?)?;
    let taken = complete(correction, taken);
    enter(session, &loaded, (&correction.unit, &correction.code), &taken)
}

/// The day of a step: as given; else the usual one, but not before the step before it.
fn day(who: &Who, year: u16, last: Option<Date>) -> Result<Date, Failure> {
    match &who.date {
        Some(text) => dates::given("--date", text),
        None => Ok(last.map_or(dates::usual(year), |last| last.max(dates::usual(year)))),
    }
}

/// A step by somebody in a role; where none is given, the first of those that may take it.
fn signed(who: &Who, roles: &[Role], step: Step, day: Date) -> Result<StepTaken, Failure> {
    let role = match &who.role {
        Some(text) => word("--role", text, Role::all(), |role| (role.name(), role.key()))?,
        // A step that nobody may take is refused whatever the role.
        None => roles.first().copied().unwrap_or(Role::Performance),
    };
    let text = who.text.clone().unwrap_or_default();
    Ok(StepTaken { text, ..StepTaken::new(day, step, role, actor(who.actor.as_deref()).trim()) })
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
