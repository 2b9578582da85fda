//! Holding a proof against the account: what somebody typed was looked at before, outside of the transaction.

use juesuan_rights::{Attempts, Refusal, totp};

use super::action;
use super::change::{Allowed, Note};
use super::login::{Code, Known, Proof};
use crate::db::{self, FromRow, Row};
use crate::{Error, Result};

/// A person's row, as far as logging in is concerned.
pub(super) struct Credentials {
    pub known: Known,
    login: String,
    disabled: bool,
    must_change: bool,
    step: Option<i64>,
    attempts: Attempts,
}

/// What a proof comes to when it is held against the account as it is now.
pub(super) enum Settled {
    Right { person: i64, login: String, must_change: bool },
    Missing,
    Refused,
}

impl Allowed<'_> {
    /// Holds a proof against the account as it is now, and keeps what follows: a failure, or that there is none any more.
    pub async fn settle(&mut self, proof: &Proof, now: i64) -> Result<Settled> {
        let Some(known) = &proof.known else { return Ok(Settled::Refused) };
        let query = db::query_as("SELECT * FROM person WHERE id = $1").bind(known.person);
        let row: Option<Credentials> =
            query.fetch_optional(&mut self.transaction).await.map_err(|error| Error::from_sqlx(self.home(), error))?;
        let row = row.ok_or(Refusal::NoPerson)?;
        // Whoever tries while it is locked is not heard, else the lock would be worth nothing.
        if row.attempts.is_locked(now) {
            return Ok(Settled::Refused);
        }
        // What was proved may have been changed meanwhile.
        let right = proof.password && *known == row.known && !row.disabled;
        match proof.code {
            Code::Missing if right => return Ok(Settled::Missing),
            Code::NotNeeded if right => self.succeed(&row, proof, None).await?,
            Code::Step(step) if right && row.step.is_none_or(|last| step > last) => {
                self.succeed(&row, proof, Some(step)).await?;
            }
            _ => {
                self.fail(&row, now).await?;
                return Ok(Settled::Refused);
            }
        }
        Ok(Settled::Right { person: row.known.person, login: row.login, must_change: row.must_change })
    }

    async fn succeed(&mut self, row: &Credentials, proof: &Proof, step: Option<i64>) -> Result<()> {
        let sql = "UPDATE person SET failures = 0, totp_step = $1, password = $2 WHERE id = $3";
        let hash = proof.rehash.as_ref().unwrap_or(&row.known.hash);
        self.execute(db::query(sql).bind(step.or(row.step)).bind(hash).bind(row.known.person)).await.map(drop)
    }

    async fn fail(&mut self, row: &Credentials, now: i64) -> Result<()> {
        let attempts = row.attempts.fail(now);
        let sql = "UPDATE person SET failures = $1, last_failure = $2 WHERE id = $3";
        let query = db::query(sql).bind(attempts.failures).bind(attempts.last).bind(row.known.person);
        self.execute(query).await?;
        let subject = row.login.as_str();
        // Who tried is not known; that it was with this login is.
        self.note_of(subject, Note { action: action::FAIL, subject, ..Note::default() }).await?;
        if attempts.is_locked(now) {
            let times = format!("连续失败{}次", attempts.failures);
            let note = Note { action: action::LOCK, subject, before: None, after: Some(&times) };
            self.note_of(subject, note).await?;
        }
        Ok(())
    }
}

impl FromRow for Credentials {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let key: Option<String> = row.try_get("totp")?;
        let known = Known {
            person: row.try_get("id")?,
            hash: row.try_get("password")?,
            key: key.and_then(|key| totp::Key::parse(&key)),
        };
        Ok(Self {
            known,
            login: row.try_get("login")?,
            disabled: row.try_get("disabled")?,
            must_change: row.try_get("must_change")?,
            step: row.try_get("totp_step")?,
            attempts: Attempts { failures: row.try_get("failures")?, last: row.try_get("last_failure")? },
        })
    }
}
