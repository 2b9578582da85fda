use super::submission::{Decision, Matter, Submission, SubmissionState};
use super::{Refused, limits, publish, scope, staged, submission};
use crate::db::{self, Connection};
use crate::import::{self, Imported, Order};
use crate::work::Fault;
use crate::{Result, Store, withdraw};

/// What somebody says to a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Carry it out (通过): by another person than the one who handed it in.
    Approve,
    /// Do not (退回): by another person, with a reason.
    Refuse,
    /// Never mind (撤回): by the one who handed it in.
    TakeBack,
}

impl Verdict {
    const fn state(self) -> SubmissionState {
        match self {
            Self::Approve => SubmissionState::Approved,
            Self::Refuse => SubmissionState::Refused,
            Self::TakeBack => SubmissionState::TakenBack,
        }
    }
}

/// What a decision did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The submission as it stands now.
    pub submission: Submission,
    /// What was imported, if that was what was approved.
    pub imported: Option<Imported>,
}

impl Store {
    /// Decides a submission (复核). An approval is carried out in the same transaction: records and decision are entered
    /// together or not at all. What was staged is let go.
    ///
    /// # Errors
    /// When it may not be this person who decides, it is decided already, a reason is missing, what was approved cannot be
    /// carried out (then all problems), or the database cannot take it; then nothing was changed.
    pub async fn decide(&mut self, number: i64, who: &str, verdict: Verdict, reason: &str) -> Result<Decided> {
        limits::actor(who)?;
        limits::text("理由", reason, limits::REASON)?;
        let mut work = self.begin().await?;
        let done = within(work.connection(), number, who, verdict, reason).await;
        work.end(done).await
    }
}

async fn within(
    connection: &mut Connection,
    number: i64,
    who: &str,
    verdict: Verdict,
    reason: &str,
) -> Result<Decided, Fault> {
    let found = submission::read(&mut *connection, number).await?;
    let mut submission = found.ok_or(Refused::NoSubmission(number))?;
    may_decide(&submission, who, verdict, reason)?;
    let (mut imported, mut brought) = (None, None);
    if verdict == Verdict::Approve {
        (imported, brought) = carry_out(&mut *connection, &submission, who).await?;
    }
    let state = verdict.state();
    let mut decision =
        Decision { entry: 0, state, reason: reason.to_owned(), by: who.to_owned(), at: String::new(), brought };
    let entry = decision.told(number).log(&mut *connection, who).await?;
    (decision.entry, decision.at) = (entry.number, entry.at);
    db::query("INSERT INTO decision VALUES ($1, $2, $3, $4, $5)")
        .bind(number)
        .bind(decision.entry)
        .bind(state.id())
        .bind(reason)
        .bind(brought)
        .execute(&mut *connection)
        .await?;
    staged::clear(connection, number).await?;
    submission.decision = Some(decision);
    Ok(Decided { submission, imported })
}

/// Whether this person may say this to the submission now.
fn may_decide(submission: &Submission, who: &str, verdict: Verdict, reason: &str) -> Result<(), Refused> {
    let Submission { number, by, .. } = submission;
    if let Some(Decision { state, by, .. }) = &submission.decision {
        return Err(Refused::Decided { number: *number, state: *state, by: by.clone() });
    }
    match verdict {
        Verdict::TakeBack if by != who => Err(Refused::NotOwn { number: *number, by: by.clone() }),
        Verdict::TakeBack => Ok(()),
        Verdict::Approve => other_person(by, who),
        Verdict::Refuse => other_person(by, who).and_then(|()| limits::reason(reason)),
    }
}

/// Refuses one who decides what is their own (双人复核). Logins that differ in case or blanks alone are taken for one.
pub(super) fn other_person(by: &str, who: &str) -> Result<(), Refused> {
    let plain = |login: &str| login.trim().to_lowercase();
    if plain(by) == plain(who) { Err(Refused::SamePerson { who: who.to_owned() }) } else { Ok(()) }
}

/// Does what was approved; tells what was imported, and the entry of the log that tells of it.
async fn carry_out(
    connection: &mut Connection,
    submission: &Submission,
    who: &str,
) -> Result<(Option<Imported>, Option<i64>), Fault> {
    let Submission { unit, year, by, reason, .. } = submission;
    match submission.matter {
        Matter::Import => {
            let uploads = staged::read(&mut *connection, submission).await?;
            let order = Order::of_uploads(*year, by, uploads);
            let imported = import::within(&mut *connection, &order, &mut |_| ()).await?;
            let entry = imported.entry.as_ref().map(|entry| entry.number);
            if let Some(entry) = entry {
                scope::keeps_to(connection, entry, unit, *year).await?;
            }
            Ok((Some(imported), entry))
        }
        Matter::Withdrawal(entry) => {
            scope::keeps_to(&mut *connection, entry, unit, *year).await?;
            Ok((None, Some(withdraw::within(connection, entry, by).await?.number)))
        }
        Matter::Publication(number) => Ok((None, Some(publish::publish(connection, number, by, who).await?))),
        Matter::TakingDown(number) => Ok((None, Some(publish::take_down(connection, number, by, reason).await?))),
    }
}
