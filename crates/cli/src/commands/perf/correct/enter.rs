use juesuan_books::{Record, StepTaken};
use juesuan_performance::correct::taken;
use juesuan_store::{Act, Store};

use super::super::loaded::Loaded;
use crate::{books::Session, failure::Failure};

/// Enters a step with all that it changes, and tells what came of it.
///
/// # Errors
/// When it does not fit the correction or the books; then nothing was changed.
pub fn enter(
    mut session: Session,
    loaded: &Loaded,
    (unit, code): (&str, &str),
    step: &StepTaken,
) -> Result<u8, Failure> {
    let taken = taken(&loaded.plan, &loaded.lines, &loaded.steps, (unit, code), step)
        .map_err(|error| Failure::new(error.to_string()))?;
    let mut records = vec![Record::Correction(step.record(unit, code))];
    records.extend(taken.changes.iter().map(|change| Record::Budget(change.record())));
    let action = format!("整改{}", step.step.name());
    let subject = format!("{} {unit} {code}", loaded.year);
    let act = Act {
        actor: &step.person,
        action: &action,
        subject: &subject,
        before: taken.before.as_deref(),
        after: Some(&taken.after),
    };
    let year = loaded.year;
    let entered = session.wait(async |store: &mut Store| Ok(store.append(year, &records, act).await))?;
    let entry = entered.map_err(refused)?;
    println!(
        "整改 {code}：{} {}，现在是“{}”（日志第 {} 条）。",
        step.date,
        step.step.name(),
        taken.correction.state().name(),
        entry.number
    );
    if let Some(effect) = taken.after.split_once('；') {
        println!("  {}", effect.1);
    }
    println!("  接下来可以：{}", taken.correction.possible_text(step.date));
    session.close()?;
    Ok(0)
}

/// What the door says of a step is said without the words for files.
fn refused(error: juesuan_store::Error) -> Failure {
    match error {
        juesuan_store::Error::Problems(problems) => {
            let words: Vec<String> =
                problems.list.iter().map(|problem| format!("{}。{}", problem.wrong, problem.remedy)).collect();
            Failure::new(format!("没有记入：{}", words.join("\n  ")))
        }
        other => other.into(),
    }
}
