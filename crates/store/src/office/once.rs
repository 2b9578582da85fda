use juesuan_books::Record;

use super::submission::Submission;
use super::submit::HandIn;
use super::{Refused, limits, submit};
use crate::db::{self, Connection};
use crate::import::{self, Order};
use crate::work::{Fault, Work};
use crate::{Act, Imported, LogEntry, Result, Store, Upload, append, clock};

/// How long an answer is kept, in seconds: a week.
const KEPT: u64 = 7 * 86_400;

/// A request that may come more than once, since its sender cannot know whether it arrived (幂等键).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Once<'a> {
    /// Id of the token with which it came; each has keys of its own.
    pub token: &'a str,
    /// The key that its sender gave it.
    pub key: &'a str,
    /// Digest of all that it asks for.
    pub request: &'a str,
}

/// What a request was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// What came of a request that may come more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done<T> {
    /// It was done now.
    Now(T),
    /// It was done before, and answered so.
    Before(Answer),
}

/// How to answer for what was done.
type How<'a, T> = &'a (dyn Fn(&T) -> Answer + Sync);

impl Once<'_> {
    /// How the request was answered before; none if it is new.
    async fn before(&self, connection: &mut Connection) -> Result<Option<Answer>, Fault> {
        limits::text("令牌编号", self.token, limits::NAME)?;
        limits::text("幂等键", self.key, limits::NAME)?;
        limits::text("请求摘要", self.request, limits::NAME)?;
        let sql = "SELECT request, status, body FROM answer WHERE token = $1 AND key = $2 AND at >= $3";
        let query = db::query_as(sql).bind(self.token).bind(self.key).bind(oldest());
        let found: Option<(String, u16, String)> = query.fetch_optional(connection).await?;
        match found {
            None => Ok(None),
            Some((request, status, body)) if request == self.request => Ok(Some(Answer { status, body })),
            Some(_) => Err(Refused::OtherRequest(self.key.to_owned()).into()),
        }
    }

    /// Ends what was done now, with its answer, or what was done before.
    async fn end<T>(self, mut work: Work<'_>, done: Result<Done<T>, Fault>, answer: How<'_, T>) -> Result<Done<T>> {
        let kept = match &done {
            Ok(Done::Now(now)) => self.keep(work.connection(), &answer(now)).await,
            _ => Ok(()),
        };
        work.end(kept.map_err(Fault::from).and(done)).await
    }

    /// Keeps the answer, and lets go of what is too old.
    async fn keep(&self, connection: &mut Connection, answer: &Answer) -> sqlx::Result<()> {
        db::query("DELETE FROM answer WHERE at < $1").bind(oldest()).execute(&mut *connection).await?;
        db::query("INSERT INTO answer VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(self.token)
            .bind(self.key)
            .bind(self.request)
            .bind(answer.status)
            .bind(&answer.body)
            .bind(clock::seconds().cast_signed())
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// Since when answers count.
fn oldest() -> i64 {
    clock::seconds().saturating_sub(KEPT).cast_signed()
}

impl Store {
    /// How a request was answered before; none if it is new.
    ///
    /// # Errors
    /// When the key belongs to another request, or the database cannot be read.
    pub async fn answered(&mut self, once: Once<'_>) -> Result<Option<Answer>> {
        let mut work = self.begin_reading().await?;
        let before = once.before(work.connection()).await;
        work.end(before).await
    }

    /// [`Store::append`], at most once.
    ///
    /// # Errors
    /// As [`Store::append`], and when the key belongs to another request; then nothing was changed, and the request may come
    /// again.
    pub async fn append_once(
        &mut self,
        once: Once<'_>,
        year: u16,
        records: &[Record<'_>],
        act: Act<'_>,
        answer: How<'_, LogEntry>,
    ) -> Result<Done<LogEntry>> {
        let mut work = self.begin().await?;
        let before = once.before(work.connection()).await;
        let done = match before {
            Ok(None) => append::within(work.connection(), year, records, act).await.map(Done::Now),
            Ok(Some(answer)) => Ok(Done::Before(answer)),
            Err(fault) => Err(fault),
        };
        once.end(work, done, answer).await
    }

    /// [`Store::import`] of files in memory, at most once.
    ///
    /// # Errors
    /// As [`Store::import`], when the files pass a limit, and when the key belongs to another request; then nothing was
    /// changed, and the request may come again.
    pub async fn import_once(
        &mut self,
        once: Once<'_>,
        year: u16,
        files: &[Upload],
        actor: &str,
        answer: How<'_, Imported>,
    ) -> Result<Done<Imported>> {
        limits::actor(actor)?;
        limits::files(files.iter().map(|file| (file.name.as_str(), &*file.content)))?;
        let order = Order::of_uploads(year, actor, files.to_vec());
        let mut work = self.begin().await?;
        let before = once.before(work.connection()).await;
        let done = match before {
            Ok(None) => import::within(work.connection(), &order, &mut |_| ()).await.map(Done::Now),
            Ok(Some(answer)) => Ok(Done::Before(answer)),
            Err(fault) => Err(fault),
        };
        once.end(work, done, answer).await
    }

    /// [`Store::submit`], at most once.
    ///
    /// # Errors
    /// As [`Store::submit`], and when the key belongs to another request; then nothing was changed, and the request may come
    /// again.
    pub async fn submit_once(
        &mut self,
        once: Once<'_>,
        hand_in: HandIn<'_>,
        answer: How<'_, Submission>,
    ) -> Result<Done<Submission>> {
        let mut work = self.begin().await?;
        let before = once.before(work.connection()).await;
        let done = match before {
            Ok(None) => submit::within(work.connection(), &hand_in).await.map(Done::Now),
            Ok(Some(answer)) => Ok(Done::Before(answer)),
            Err(fault) => Err(fault),
        };
        once.end(work, done, answer).await
    }
}
