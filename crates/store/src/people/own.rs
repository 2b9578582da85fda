//! What everybody changes of their own account. Who does must prove again who they are, and goes on in a new session.

use juesuan_rights::totp;

use super::action;
use super::change::Note;
use super::login::{LoginOutcome, Proof};
use super::session::{self, Lifetime};
use super::settle::Settled;
use crate::db::{self, Query};
use crate::{Result, Store};

impl Store {
    /// Gives the account of a proof a new password by its hash (修改密码). All sessions of the person end, and a new one begins.
    /// Whether the password is good enough, and another than before, is for the caller to see.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn change_password(
        &mut self,
        proof: &Proof,
        hash: &str,
        lifetime: Lifetime,
        now: i64,
    ) -> Result<LoginOutcome> {
        let sql = "UPDATE person SET password = $1, must_change = FALSE WHERE id = $2";
        let change = Own { query: db::query(sql).bind(hash), action: action::PASSWORD, after: None, changed: true };
        self.change_own(proof, change, lifetime, now).await
    }

    /// Gives the account of a proof a second factor (动态口令) with a code that it shows now, or takes it away. All sessions of
    /// the person end, and a new one begins. Refused also when the code is not right.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_second_factor(
        &mut self,
        proof: &Proof,
        factor: Option<(&totp::Key, &str)>,
        lifetime: Lifetime,
        now: i64,
    ) -> Result<LoginOutcome> {
        let step = factor.map(|(key, code)| key.step(code, now));
        if step == Some(None) {
            return Ok(LoginOutcome::Refused);
        }
        let sql = "UPDATE person SET totp = $1, totp_step = $2 WHERE id = $3";
        let query = db::query(sql).bind(factor.map(|(key, _)| key.base32())).bind(step.flatten());
        let after = Some(if factor.is_some() { "启用" } else { "停用" });
        let change = Own { query, action: action::SECOND_FACTOR, after, changed: false };
        self.change_own(proof, change, lifetime, now).await
    }

    async fn change_own(
        &mut self,
        proof: &Proof,
        change: Own<'_>,
        lifetime: Lifetime,
        now: i64,
    ) -> Result<LoginOutcome> {
        let mut allowed = self.begin_alone().await?;
        let outcome = match allowed.settle(proof, now).await? {
            Settled::Missing => LoginOutcome::SecondFactor,
            Settled::Refused => LoginOutcome::Refused,
            Settled::Right { person, login, must_change } => {
                allowed.execute(change.query.bind(person)).await?;
                allowed.end_sessions(person).await?;
                let must_change = must_change && !change.changed;
                let opened = session::open(&mut allowed, person, must_change, lifetime, now).await?;
                let note = Note { action: change.action, subject: &login, before: None, after: change.after };
                allowed.note_of(&login, note).await?;
                LoginOutcome::In(opened)
            }
        };
        allowed.commit().await?;
        Ok(outcome)
    }
}

/// A change of one's own account; the person is the last value of the query.
struct Own<'a> {
    query: Query<'a>,
    action: &'static str,
    after: Option<&'static str>,
    /// Whether it makes the password the person's own.
    changed: bool,
}
