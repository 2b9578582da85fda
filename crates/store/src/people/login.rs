use juesuan_rights::{Attempts, Refusal, password, totp};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

use super::action;
use super::change::{Allowed, Note};
use super::session::{self, Lifetime, Opened};
use crate::{Error, Result, Store};

/// What it takes to prove who somebody is; for unknown logins too, so that nobody can tell them from known ones.
#[derive(Clone, Debug, Default)]
pub struct LoginFacts {
    known: Option<Known>,
}

/// What an account is proved by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    person: i64,
    hash: String,
    key: Option<totp::Key>,
}

/// Whether somebody is who they say they are, as far as what they typed shows.
#[derive(Clone, Debug)]
pub struct Proof {
    known: Option<Known>,
    password: bool,
    code: Code,
    rehash: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    NotNeeded,
    Missing,
    Wrong,
    Step(i64),
}

/// What came of a login.
#[derive(Clone, Debug)]
pub enum LoginOutcome {
    /// They are in.
    In(Opened),
    /// The password is right, the code is lacking: ask for it.
    SecondFactor,
    /// Anything else. Why is not told: neither whether the login is known nor whether the account is locked.
    Refused,
}

impl LoginOutcome {
    /// What to say to somebody who is refused.
    pub const REFUSED: &str = "登录名、密码或动态口令不对，或账号已停用、暂时锁定。请核对后再试；连续失败的，请十五分钟后再试或联系系统管理员";
}

impl LoginFacts {
    /// Holds what was typed against them. Takes tens of milliseconds and 20 MB: run it outside of the transaction and off the
    /// threads that serve others.
    #[must_use]
    pub fn prove(&self, password: &str, code: Option<&str>, now: i64) -> Proof {
        let hash = self.known.as_ref().map_or(password::NOBODY, |known| &known.hash);
        let right = password::verify(password, hash) && self.known.is_some();
        let key = self.known.as_ref().and_then(|known| known.key.as_ref());
        let code = match (key, code.map(str::trim).filter(|code| !code.is_empty())) {
            (None, _) => Code::NotNeeded,
            (Some(_), None) => Code::Missing,
            (Some(key), Some(code)) => key.step(code, now).map_or(Code::Wrong, Code::Step),
        };
        let rehash = if right && password::needs_rehash(hash) { password::hash(password).ok() } else { None };
        Proof { known: self.known.clone(), password: right, code, rehash }
    }
}

/// A person's row, as far as logging in is concerned.
struct Credentials {
    known: Known,
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

impl Store {
    /// What a login must be proved by.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn login_facts(&mut self, login: &str) -> Result<LoginFacts> {
        // Who types what cannot be a login is as unknown as others.
        let login = juesuan_rights::login(login).unwrap_or_default();
        let row = sqlx::query_as("SELECT * FROM person WHERE login = $1").bind(login);
        let row: Option<Credentials> =
            row.fetch_optional(&mut self.connection).await.map_err(|error| self.error(error))?;
        Ok(LoginFacts { known: row.map(|row| row.known) })
    }

    /// Opens a session (登录) if a proof holds, and counts a failure if it does not. Of unknown logins nothing is kept, which
    /// takes a little less time: answer those who are refused when a set time has passed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn record_login(&mut self, proof: &Proof, lifetime: Lifetime, now: i64) -> Result<LoginOutcome> {
        let mut allowed = self.begin_alone().await?;
        let outcome = match allowed.settle(proof, now).await? {
            Settled::Missing => LoginOutcome::SecondFactor,
            Settled::Refused => LoginOutcome::Refused,
            Settled::Right { person, login, must_change } => {
                let opened = session::open(&mut allowed, person, must_change, lifetime, now).await?;
                allowed.note_of(&login, Note { action: action::LOG_IN, subject: &login, ..Note::default() }).await?;
                LoginOutcome::In(opened)
            }
        };
        allowed.commit().await?;
        Ok(outcome)
    }
}

impl Allowed<'_> {
    /// Holds a proof against the account as it is now, and keeps what follows: a failure, or that there is none any more.
    pub async fn settle(&mut self, proof: &Proof, now: i64) -> Result<Settled> {
        let Some(known) = &proof.known else { return Ok(Settled::Refused) };
        let query = sqlx::query_as("SELECT * FROM person WHERE id = $1").bind(known.person);
        let row: Option<Credentials> =
            query.fetch_optional(&mut *self.transaction).await.map_err(|error| Error::from_sqlx(self.file(), error))?;
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
        self.execute(sqlx::query(sql).bind(step.or(row.step)).bind(hash).bind(row.known.person)).await.map(drop)
    }

    async fn fail(&mut self, row: &Credentials, now: i64) -> Result<()> {
        let attempts = row.attempts.fail(now);
        let sql = "UPDATE person SET failures = $1, last_failure = $2 WHERE id = $3";
        let query = sqlx::query(sql).bind(attempts.failures).bind(attempts.last).bind(row.known.person);
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

impl FromRow<'_, SqliteRow> for Credentials {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
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
