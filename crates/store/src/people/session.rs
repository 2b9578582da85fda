use juesuan_rights::{Access, Secret};

use super::change::Allowed;
use super::office;
use crate::db;
use crate::{Result, Store};

/// How many sessions a person has at most; the oldest give way.
const MOST: i64 = 20;
/// After how many seconds it is kept that a session was seen: not every page needs to be written down.
const SEEN_EVERY: i64 = 60;

/// How long sessions last, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Without any request.
    pub idle: i64,
    /// In all.
    pub whole: i64,
}

/// Half an hour without a request; a working day in all.
impl Default for Lifetime {
    fn default() -> Self {
        Self { idle: 30 * 60, whole: 10 * 3600 }
    }
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What the browser must show.
    pub secret: Secret,
    /// Number of the account.
    pub person: i64,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

/// Somebody who is logged in (会话).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Number of the account.
    pub person: i64,
    /// 登录名
    pub login: String,
    /// 姓名
    pub name: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// What they may do; nothing while the password must be changed.
    pub access: Access,
    /// When it ends at the latest, in seconds since 1970.
    pub ends: i64,
    /// Whether [`Store::renew_session`] is due.
    pub renew: bool,
}

impl Store {
    /// Who shows a secret; none when the session is not there or has ended. Only reads.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session(&mut self, secret: &Secret, now: i64) -> Result<Option<Session>> {
        let sql = "SELECT person.id, login, name, must_change, seen, ends FROM session \
                   JOIN person ON person.id = session.person \
                   WHERE digest = $1 AND NOT disabled AND $2 < ends AND $2 - seen < idle";
        let row = db::query_as(sql).bind(secret.digest()).bind(now).fetch_optional(&mut self.connection).await;
        let row: Option<(i64, String, String, bool, i64, i64)> = row.map_err(|error| self.error(error))?;
        let Some((person, login, name, must_change, seen, ends)) = row else { return Ok(None) };
        let mut grants = office::grants_of(&mut self.connection, person).await.map_err(|error| self.error(error))?;
        grants.retain(|_| !must_change);
        let renew = now - seen >= SEEN_EVERY;
        Ok(Some(Session { person, login, name, must_change, access: Access::new(grants), ends, renew }))
    }

    /// Keeps that a session was used, so that it does not end for want of requests.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn renew_session(&mut self, secret: &Secret, now: i64) -> Result<()> {
        let sql = "UPDATE session SET seen = $1 WHERE digest = $2 AND seen < $1 AND $1 < ends AND $1 - seen < idle";
        let query = db::query(sql).bind(now).bind(secret.digest()).execute(&mut self.connection).await;
        query.map(drop).map_err(|error| self.error(error))
    }

    /// Ends a session (退出).
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn end_session(&mut self, secret: &Secret) -> Result<()> {
        let query = db::query("DELETE FROM session WHERE digest = $1").bind(secret.digest());
        query.execute(&mut self.connection).await.map(drop).map_err(|error| self.error(error))
    }

    /// Deletes the sessions that have ended, and says how many they were.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn delete_ended_sessions(&mut self, now: i64) -> Result<u64> {
        let query = db::query("DELETE FROM session WHERE $1 >= ends OR $1 - seen >= idle").bind(now);
        let deleted = query.execute(&mut self.connection).await;
        deleted.map_err(|error| self.error(error))
    }

    /// Ends all sessions: nobody is logged in to a copy of the books.
    pub(crate) async fn end_all_sessions(&mut self) -> Result<()> {
        let ended = db::query("DELETE FROM session").execute(&mut self.connection).await;
        ended.map(drop).map_err(|error| self.error(error))
    }
}

/// Begins a session.
pub(super) async fn open(
    allowed: &mut Allowed<'_>,
    person: i64,
    must_change: bool,
    lifetime: Lifetime,
    now: i64,
) -> Result<Opened> {
    let secret = Secret::generate()?;
    let sql = "DELETE FROM session WHERE person = $1 AND digest NOT IN \
               (SELECT digest FROM session WHERE person = $1 ORDER BY seen DESC, digest LIMIT $2)";
    allowed.execute(db::query(sql).bind(person).bind(MOST - 1)).await?;
    let query = db::query("INSERT INTO session VALUES ($1, $2, $3, $3, $4, $5)");
    let ends = now.saturating_add(lifetime.whole);
    allowed.execute(query.bind(secret.digest()).bind(person).bind(now).bind(lifetime.idle).bind(ends)).await?;
    Ok(Opened { secret, person, must_change })
}
