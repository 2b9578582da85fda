use juesuan_books::Record;
use juesuan_performance::correct::{Taken, taken};
use juesuan_store::{Act, LogEntry, Store};

use super::Draft;
use crate::{Declared, Error, Result};

/// A step that stands in the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What came of it.
    pub taken: Taken,
    /// Its entry of the log.
    pub entry: LogEntry,
}

/// Enters a step with all that it changes, as one entry of the log.
///
/// # Errors
/// When it does not fit the correction or the books; then nothing was changed.
pub async fn enter(store: &mut Store, declared: &Declared, draft: &Draft) -> Result<Entered> {
    let Draft { unit, code, step } = draft;
    let taken = taken(&declared.plan, &declared.lines, &declared.steps, (unit, code), step)?;
    let mut records = vec![Record::Correction(step.record(unit, code))];
    records.extend(taken.changes.iter().map(|change| Record::Budget(change.record())));
    let action = format!("整改{}", step.step.name());
    let subject = format!("{} {unit} {code}", declared.year);
    let act = Act {
        actor: &step.person,
        action: &action,
        subject: &subject,
        before: taken.before.as_deref(),
        after: Some(&taken.after),
    };
    let entered = store.append(declared.year, &records, act).await;
    let entry = entered.map_err(refused)?;
    Ok(Entered { taken, entry })
}

/// What the door says of a step is said without the words for files.
fn refused(error: juesuan_store::Error) -> Error {
    match error {
        juesuan_store::Error::Problems(problems) => {
            let words: Vec<String> =
                problems.list.iter().map(|problem| format!("{}。{}", problem.wrong, problem.remedy)).collect();
            Error::Refused(words.join("\n  "))
        }
        other => Error::Store(other),
    }
}
