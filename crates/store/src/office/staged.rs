use super::submission::Submission;
use super::{Refused, submission};
use crate::db::{self, Connection};
use crate::work::Fault;
use crate::{Result, Store, Upload, digest};

impl Store {
    /// The files of a submission that waits for a decision; none of one that is decided.
    ///
    /// # Errors
    /// When there is no such submission, a file is not what was handed in, or the database cannot be read.
    pub async fn staged_files(&mut self, number: i64) -> Result<Vec<Upload>> {
        let mut work = self.begin_reading().await?;
        let done = within(work.connection(), number).await;
        work.end(done).await
    }
}

async fn within(connection: &mut Connection, number: i64) -> Result<Vec<Upload>, Fault> {
    let found = submission::read(&mut *connection, number).await?.ok_or(Refused::NoSubmission(number))?;
    if found.decision.is_some() { Ok(Vec::new()) } else { read(connection, &found).await }
}

/// The staged files of a submission, each the one that was handed in.
pub(super) async fn read(connection: &mut Connection, submission: &Submission) -> Result<Vec<Upload>, Fault> {
    let mut uploads = Vec::new();
    for (file, place) in submission.files.iter().zip(0_i64..) {
        let content = content(&mut *connection, submission.number, place).await?;
        let content = content.filter(|content| digest::of(content) == file.digest);
        let content = content.ok_or_else(|| Refused::Changed(file.name.clone()))?;
        uploads.push(Upload { name: file.name.clone(), content: content.into() });
    }
    Ok(uploads)
}

/// The bytes of a staged file; none when they are gone.
pub(super) async fn content(connection: &mut Connection, submission: i64, place: i64) -> sqlx::Result<Option<Vec<u8>>> {
    let sql = "SELECT content FROM staged WHERE submission = $1 AND place = $2";
    db::query_scalar(sql).bind(submission).bind(place).fetch_optional(connection).await
}

/// Lets the staged files of a decided submission go; their names and digests stay.
pub(super) async fn clear(connection: &mut Connection, submission: i64) -> sqlx::Result<()> {
    db::query("DELETE FROM staged WHERE submission = $1").bind(submission).execute(connection).await?;
    Ok(())
}
