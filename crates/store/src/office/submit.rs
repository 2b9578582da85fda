use super::submission::{HandedFile, Matter, Submission};
use super::{PublicationState, Refused, limits, publication};
use crate::db::{self, Connection};
use crate::work::Fault;
use crate::{Error, Result, Store, Upload, clock, digest, withdraw};

/// What somebody hands in.
#[derive(Clone, Copy, Debug)]
pub struct HandIn<'a> {
    /// What about.
    pub request: Request<'a>,
    /// Why; may be empty for imports and publications.
    pub reason: &'a str,
    /// What the one who decides is to be shown, as JSON.
    pub summary: &'a str,
    /// Who hands it in.
    pub by: &'a str,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Request<'a> {
    /// To import files.
    Import {
        /// The unit whose records they hold, with those below it; empty for the books as a whole.
        unit: &'a str,
        /// Fiscal year.
        year: u16,
        /// The files, of at most 128 MB together.
        files: &'a [Upload],
    },
    /// To withdraw an import.
    Withdrawal {
        /// The unit whose records it brought.
        unit: &'a str,
        /// Its entry of the log.
        entry: i64,
    },
    /// To make a frozen version public.
    Publication(i64),
    /// To take a public version down.
    TakingDown(i64),
}

impl Store {
    /// Hands something in for another person to decide (送审). Files are kept in the database until then.
    ///
    /// # Errors
    /// When it could not be carried out as things are (no such import or version, the same waits already), a limit is
    /// passed, a reason is missing, or the database cannot take it; then nothing was changed.
    pub async fn submit(&mut self, hand_in: HandIn<'_>) -> Result<Submission> {
        let mut work = self.begin().await?;
        let done = within(work.connection(), &hand_in).await;
        work.end(done).await
    }
}

/// What can be seen without the books.
fn check(hand_in: &HandIn<'_>) -> Result<(), Refused> {
    limits::actor(hand_in.by)?;
    limits::text("理由", hand_in.reason, limits::REASON)?;
    limits::text("摘要", hand_in.summary, limits::SUMMARY)?;
    if serde_json::from_str::<serde_json::Value>(hand_in.summary).is_err() {
        return Err(Refused::Summary);
    }
    match hand_in.request {
        Request::Import { unit, files, .. } => {
            limits::text("单位代码", unit, limits::NAME)?;
            limits::files(files.iter().map(|file| (file.name.as_str(), &*file.content)))
        }
        Request::Withdrawal { unit, .. } => {
            limits::text("单位代码", unit, limits::NAME)?;
            limits::reason(hand_in.reason)
        }
        Request::Publication(_) => Ok(()),
        Request::TakingDown(_) => limits::reason(hand_in.reason),
    }
}

/// Hands in within an open transaction, which must not be committed if it fails.
pub(super) async fn within(connection: &mut Connection, hand_in: &HandIn<'_>) -> Result<Submission, Fault> {
    check(hand_in)?;
    let mut submission = drafted(&mut *connection, hand_in).await?;
    if let Some(number) = submission.matter.subject() {
        not_waiting(&mut *connection, submission.matter, number).await?;
    }
    let entry = submission.told().log(&mut *connection, hand_in.by).await?;
    (submission.number, submission.at) = (entry.number, entry.at);
    write(&mut *connection, &submission).await?;
    if let Request::Import { files, .. } = hand_in.request {
        stage(connection, entry.number, files).await?;
    }
    Ok(submission)
}

/// The submission before it has its number, once what it is about was looked up.
async fn drafted(connection: &mut Connection, hand_in: &HandIn<'_>) -> Result<Submission, Fault> {
    let mut files = Vec::new();
    let (matter, unit, year) = match hand_in.request {
        Request::Import { unit, year, files: uploads } => {
            files.extend(uploads.iter().map(HandedFile::of));
            (Matter::Import, unit.to_owned(), year)
        }
        Request::Withdrawal { unit, entry } => {
            let year = withdraw::year_of(connection, entry).await?.ok_or(Error::NoImport(entry))?;
            (Matter::Withdrawal(entry), unit.to_owned(), year)
        }
        Request::Publication(number) => {
            let version = publication::read(connection, number).await?.ok_or(Refused::NoPublication(number))?;
            version.must_be(PublicationState::Frozen, "公开")?;
            (Matter::Publication(number), version.unit, version.year)
        }
        Request::TakingDown(number) => {
            let version = publication::read(connection, number).await?.ok_or(Refused::NoPublication(number))?;
            version.must_be(PublicationState::Public, "撤下")?;
            (Matter::TakingDown(number), version.unit, version.year)
        }
    };
    Ok(Submission {
        number: 0,
        matter,
        unit,
        year,
        reason: hand_in.reason.to_owned(),
        summary: hand_in.summary.to_owned(),
        by: hand_in.by.to_owned(),
        at: clock::now(),
        files,
        decision: None,
    })
}

/// Refuses what waits for a decision already.
async fn not_waiting(connection: &mut Connection, matter: Matter, subject: i64) -> Result<(), Fault> {
    let sql = "SELECT entry FROM submission WHERE matter = $1 AND subject = $2 \
               AND entry NOT IN (SELECT submission FROM decision) LIMIT 1";
    let waiting = db::query_scalar(sql).bind(matter.id()).bind(subject).fetch_optional(connection).await?;
    waiting.map_or(Ok(()), |number| Err(Refused::Waiting(number).into()))
}

async fn write(connection: &mut Connection, submission: &Submission) -> sqlx::Result<()> {
    db::query("INSERT INTO submission VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(submission.number)
        .bind(submission.matter.id())
        .bind(submission.matter.subject())
        .bind(&submission.unit)
        .bind(submission.year)
        .bind(&submission.reason)
        .bind(&submission.summary)
        .execute(&mut *connection)
        .await?;
    for (file, place) in submission.files.iter().zip(0_i64..) {
        db::query("INSERT INTO submission_file VALUES ($1, $2, $3, $4, $5)")
            .bind(submission.number)
            .bind(place)
            .bind(&file.name)
            .bind(file.bytes.cast_signed())
            .bind(&file.digest)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Keeps the bytes until it is decided.
async fn stage(connection: &mut Connection, number: i64, files: &[Upload]) -> Result<(), Fault> {
    let sql = "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM submission_file \
               WHERE submission NOT IN (SELECT submission FROM decision)";
    let waiting: i64 = db::query_scalar(sql).fetch_one(&mut *connection).await?;
    if waiting.unsigned_abs() > limits::STAGED {
        return Err(Refused::FullDesk { most: limits::STAGED }.into());
    }
    for (file, place) in files.iter().zip(0_i64..) {
        let sql = "INSERT INTO staged VALUES ($1, $2, $3)";
        db::query(sql).bind(number).bind(place).bind(&*file.content).execute(&mut *connection).await?;
    }
    Ok(())
}

impl HandedFile {
    fn of(upload: &Upload) -> Self {
        let digest = digest::of(&upload.content);
        Self { name: upload.name.clone(), bytes: upload.content.len() as u64, digest }
    }
}
