use juesuan_rights::{Grant, Role, password};

use super::action;
use super::change::Note;
use crate::db;
use crate::{Result, Store};

/// Who acts before there is anybody, in the log.
const NOBODY: &str = "首次启动";

/// One of the accounts of a first start, with the password that is shown once and must be changed at the first login.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstAccount {
    /// 登录名
    pub login: &'static str,
    /// The administrator that it is.
    pub role: Role,
    /// The one-time password.
    pub password: String,
}

/// Never shows the password: debug output ends up in logs.
impl std::fmt::Debug for FirstAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FirstAccount({})", self.login)
    }
}

impl Store {
    /// When there is no account at all, makes one for each of the three administrators (三员); none when there are some.
    ///
    /// # Errors
    /// When the database cannot be written, or no passwords can be made.
    pub async fn first_start(&mut self, now: i64) -> Result<Option<Vec<FirstAccount>>> {
        if self.has_accounts().await? {
            return Ok(None);
        }
        let roles = Role::ADMINISTRATORS.into_iter().zip(["admin", "security", "audit"]);
        let mut first = Vec::new();
        let mut hashes = Vec::new();
        for (role, login) in roles {
            let password = password::one_time()?;
            hashes.push(password::hash(&password)?);
            first.push(FirstAccount { login, role, password });
        }
        let mut allowed = self.begin_people().await?;
        // Another process may have been faster.
        if !allowed.office.persons.is_empty() {
            return Ok(None);
        }
        for ((account, hash), id) in first.iter().zip(&hashes).zip(1_i64..) {
            let sql = "INSERT INTO person (id, login, name, created, password, must_change) VALUES ($1, $2, $3, $4, $5, TRUE)";
            let query = db::query(sql).bind(id).bind(account.login).bind(account.role.name()).bind(now).bind(hash);
            allowed.execute(query).await?;
            let query = db::query("INSERT INTO role_grant VALUES ($1, '', $2)").bind(id).bind(account.role.id());
            allowed.execute(query).await?;
            let words = Grant::everywhere(account.role).to_string();
            let create = Note { action: action::CREATE, subject: account.login, ..Note::default() };
            allowed.note_of(NOBODY, create).await?;
            allowed.note_of(NOBODY, Note { action: action::GRANT, after: Some(&words), ..create }).await?;
        }
        allowed.commit().await?;
        Ok(Some(first))
    }

    /// Whether there is an account.
    async fn has_accounts(&mut self) -> Result<bool> {
        let found = db::query_scalar("SELECT EXISTS (SELECT 1 FROM person)").fetch_one(&mut self.connection).await;
        found.map_err(|error| self.error(error))
    }
}
