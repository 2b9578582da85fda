use juesuan_rights::{Attempts, Change, Grant, Refusal};

use super::change::Note;
use super::{action, office};
use crate::db::{self, Row};
use crate::{Result, Store};

/// An account to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewAccount<'a> {
    /// 登录名
    pub login: &'a str,
    /// 姓名
    pub name: &'a str,
    /// Hash of a one-time password.
    pub password: &'a str,
}

/// An account, as lists show it (账号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// 登录名
    pub login: String,
    /// 姓名
    pub name: String,
    /// When it was created, in seconds since 1970.
    pub created: i64,
    /// 停用
    pub disabled: bool,
    /// Whether its password is one to be used once.
    pub must_change: bool,
    /// Whether it has a second factor (动态口令).
    pub second_factor: bool,
    /// Failed attempts since the last success; they tell whether it is locked.
    pub attempts: Attempts,
    /// What was granted.
    pub grants: Vec<Grant>,
}

impl Store {
    /// All accounts in the order of their numbers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn accounts(&mut self) -> Result<Vec<Account>> {
        let read = async {
            let mut grants = office::grants(&mut self.connection).await?;
            let rows = db::query("SELECT * FROM person ORDER BY id").fetch_all(&mut self.connection).await?;
            let accounts = rows.iter().map(|row| {
                let held = grants.remove(&row.try_get("id")?).unwrap_or_default();
                account(row, held.into_iter().collect())
            });
            accounts.collect::<sqlx::Result<Vec<Account>>>()
        };
        read.await.map_err(|error| self.error(error))
    }

    /// Creates an account without any role (新建账号), whose password must be changed at the first login, and gives its number.
    ///
    /// # Errors
    /// When `actor` may not, login or name cannot be taken, or the database cannot be written.
    pub async fn create_account(&mut self, actor: i64, account: NewAccount<'_>, now: i64) -> Result<i64> {
        let (login, name) = (juesuan_rights::login(account.login)?, juesuan_rights::name(account.name)?);
        let mut allowed = self.begin_change(actor, &Change::Create(&login)).await?;
        let id = allowed.office.persons.keys().last().map_or(1, |last| last + 1);
        let sql = "INSERT INTO person (id, login, name, creator, created, password, must_change) \
                   VALUES ($1, $2, $3, $4, $5, $6, TRUE)";
        let query = db::query(sql).bind(id).bind(&login).bind(name).bind(actor).bind(now).bind(account.password);
        allowed.execute(query).await?;
        allowed.note(actor, Note { action: action::CREATE, subject: &login, ..Note::default() }).await?;
        allowed.commit().await?;
        Ok(id)
    }

    /// Disables an account (停用), which ends its sessions; or enables it again.
    ///
    /// # Errors
    /// When `actor` may not, or the database cannot be written.
    pub async fn set_disabled(&mut self, actor: i64, person: i64, disabled: bool) -> Result<()> {
        let change = if disabled { Change::Disable(person) } else { Change::Enable(person) };
        let action = if disabled { action::DISABLE } else { action::ENABLE };
        let mut allowed = self.begin_change(actor, &change).await?;
        let subject = allowed.login(person)?;
        let query = db::query("UPDATE person SET disabled = $1 WHERE id = $2").bind(disabled).bind(person);
        allowed.execute(query).await?;
        allowed.end_sessions(person).await?;
        allowed.note(actor, Note { action, subject: &subject, ..Note::default() }).await?;
        allowed.commit().await
    }

    /// Gives an account a one-time password by its hash (重置密码), takes away its second factor and its lock, and ends its
    /// sessions.
    ///
    /// # Errors
    /// When `actor` may not, or the database cannot be written.
    pub async fn reset_password(&mut self, actor: i64, person: i64, hash: &str) -> Result<()> {
        let allowed = self.begin_change(actor, &Change::Reset(person)).await?;
        let actor = allowed.login(actor)?;
        reset(allowed, &actor, person, hash).await
    }

    /// The same for any account, by somebody at the server (the command line), who needs no account: the way back when an
    /// administrator's password is lost.
    ///
    /// # Errors
    /// When there is no such login, or the database cannot be written.
    pub async fn reset_on_site(&mut self, login: &str, hash: &str) -> Result<()> {
        let login = juesuan_rights::login(login)?;
        let allowed = self.begin_people().await?;
        let found = allowed.office.persons.iter().find(|(_, person)| person.login == login);
        let person = *found.ok_or(Refusal::NoPerson)?.0;
        reset(allowed, "服务器命令行", person, hash).await
    }

    /// Takes the lock from an account (解除锁定).
    ///
    /// # Errors
    /// When `actor` may not, or the database cannot be written.
    pub async fn unlock(&mut self, actor: i64, person: i64) -> Result<()> {
        let mut allowed = self.begin_change(actor, &Change::Unlock(person)).await?;
        let subject = allowed.login(person)?;
        allowed.execute(db::query("UPDATE person SET failures = 0 WHERE id = $1").bind(person)).await?;
        allowed.note(actor, Note { action: action::UNLOCK, subject: &subject, ..Note::default() }).await?;
        allowed.commit().await
    }
}

async fn reset(mut allowed: super::change::Allowed<'_>, actor: &str, person: i64, hash: &str) -> Result<()> {
    let subject = allowed.login(person)?;
    let sql = "UPDATE person SET password = $1, must_change = TRUE, totp = NULL, totp_step = NULL, failures = 0 \
               WHERE id = $2";
    allowed.execute(db::query(sql).bind(hash).bind(person)).await?;
    allowed.end_sessions(person).await?;
    allowed.note_of(actor, Note { action: action::RESET, subject: &subject, ..Note::default() }).await?;
    allowed.commit().await
}

fn account(row: &Row, grants: Vec<Grant>) -> sqlx::Result<Account> {
    Ok(Account {
        id: row.try_get("id")?,
        login: row.try_get("login")?,
        name: row.try_get("name")?,
        created: row.try_get("created")?,
        disabled: row.try_get("disabled")?,
        must_change: row.try_get("must_change")?,
        second_factor: row.try_get::<Option<String>>("totp")?.is_some(),
        attempts: Attempts { failures: row.try_get("failures")?, last: row.try_get("last_failure")? },
        grants,
    })
}
