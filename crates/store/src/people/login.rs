use juesuan_rights::{password, totp};

use super::action;
use super::change::Note;
use super::session::{self, Lifetime, Opened};
use super::settle::{Credentials, Settled};
use crate::db;
use crate::{Result, Store};

/// What it takes to prove who somebody is; for unknown logins too, so that nobody can tell them from known ones.
#[derive(Clone, Debug, Default)]
pub struct LoginFacts {
    known: Option<Known>,
}

/// What an account is proved by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub person: i64,
    pub hash: String,
    pub key: Option<totp::Key>,
}

/// Whether somebody is who they say they are, as far as what they typed shows.
#[derive(Clone, Debug)]
pub struct Proof {
    /// Against what it was held; none for an unknown login.
    pub(super) known: Option<Known>,
    /// Whether the password is right.
    pub(super) password: bool,
    pub(super) code: Code,
    /// A better hash of the password, if there should be one.
    pub(super) rehash: Option<String>,
}

/// What a code of the second factor shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
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

impl Store {
    /// What a login must be proved by.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn login_facts(&mut self, login: &str) -> Result<LoginFacts> {
        // Who types what cannot be a login is as unknown as others.
        let login = juesuan_rights::login(login).unwrap_or_default();
        let row = db::query_as("SELECT * FROM person WHERE login = $1").bind(login);
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
