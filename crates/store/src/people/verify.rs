//! Whether people may do what the log says, and nothing else: grants, accounts and tokens that were written past the program
//! are found.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::TryStreamExt;
use juesuan_rights::{Grant, Role};

use super::{action, token};
use crate::db::{self, Connection};
use crate::log::LogEntry;
use crate::verify::Check;

/// The state of accounts and tokens, in words.
#[derive(Debug, Default, PartialEq, Eq)]
struct State {
    /// Logins, and whether they are disabled.
    accounts: BTreeMap<String, bool>,
    /// (login, what was granted).
    grants: BTreeSet<(String, String)>,
    /// Tokens by number.
    tokens: BTreeMap<String, TokenState>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct TokenState {
    content: String,
    approved: bool,
    revoked: bool,
}

/// Compares the tables with what the log tells of them.
pub(crate) async fn verify(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    guards(&mut *connection, check).await?;
    let told = told(&mut *connection).await?;
    let found = found(connection).await?;
    for login in differing(&told.accounts, &found.accounts) {
        check.flaw(None, format!("账号“{login}”的有无或停用状态与日志所记不符"));
    }
    for (login, words) in told.grants.symmetric_difference(&found.grants) {
        check.flaw(None, format!("账号“{login}”的授权“{words}”与日志所记不符"));
    }
    for id in differing(&told.tokens, &found.tokens) {
        check.flaw(None, format!("令牌{id}的内容或状态与日志所记不符"));
    }
    Ok(())
}

/// Whether accounts and tokens still cannot be deleted or made others.
async fn guards(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    for (table, action) in [("person", "delete"), ("person", "update"), ("token", "delete"), ("token", "update")] {
        let (sql, name) = (connection.words().triggers, format!("{table}_no_{action}"));
        let count: i64 = db::query_scalar(sql).bind(&name).bind(table).fetch_one(&mut *connection).await?;
        if count == 0 {
            check.flaw(None, format!("防改触发器 {name} 被删除"));
        }
    }
    Ok(())
}

/// The state that the log tells of.
async fn told(connection: &mut Connection) -> sqlx::Result<State> {
    let mut state = State::default();
    let mut entries = db::query_as("SELECT * FROM log ORDER BY number").fetch(connection);
    while let Some(entry) = entries.try_next().await? {
        state.follow(entry);
    }
    Ok(state)
}

/// The state in the tables.
async fn found(connection: &mut Connection) -> sqlx::Result<State> {
    let accounts = db::query_as("SELECT login, disabled FROM person").fetch_all(&mut *connection).await?;
    let sql = "SELECT login, unit, role FROM role_grant JOIN person ON person.id = role_grant.person";
    let grants: Vec<(String, String, String)> = db::query_as(sql).fetch_all(&mut *connection).await?;
    let sql = "SELECT token.*, login FROM token JOIN person ON person.id = token.person";
    let mut tokens = BTreeMap::new();
    for row in db::query(sql).fetch_all(connection).await? {
        let text = |column| row.try_get::<&str>(column);
        let content = token::content(text("login")?, text("unit")?, text("rights")?);
        let approved = row.try_get::<Option<i64>>("approver")?.is_some();
        let id: i64 = row.try_get("id")?;
        tokens.insert(id.to_string(), TokenState { content, approved, revoked: row.try_get("revoked")? });
    }
    let grants = grants.into_iter().map(|(login, unit, role)| {
        let grant = Role::parse(&role).and_then(|role| Grant::new(&unit, role).ok());
        (login, grant.map_or_else(|| format!("{role} {unit}"), |grant| grant.to_string()))
    });
    Ok(State { accounts: Vec::into_iter(accounts).collect(), grants: grants.collect(), tokens })
}

impl State {
    /// What an entry of the log changes.
    fn follow(&mut self, entry: LogEntry) {
        let LogEntry { action, subject, before, after, .. } = entry;
        match action.as_str() {
            action::CREATE | action::ENABLE => drop(self.accounts.insert(subject, false)),
            action::DISABLE => drop(self.accounts.insert(subject, true)),
            action::GRANT => drop(self.grants.insert((subject, after.unwrap_or_default()))),
            action::REVOKE => drop(self.grants.remove(&(subject, before.unwrap_or_default()))),
            action::ASK_TOKEN => self.tokens.entry(subject).or_default().content = after.unwrap_or_default(),
            action::APPROVE_TOKEN => self.tokens.entry(subject).or_default().approved = true,
            action::REVOKE_TOKEN => self.tokens.entry(subject).or_default().revoked = true,
            _ => {}
        }
    }
}

/// Keys whose values are not the same, or are only in one.
fn differing<'a, V: PartialEq>(a: &'a BTreeMap<String, V>, b: &'a BTreeMap<String, V>) -> BTreeSet<&'a String> {
    a.keys().chain(b.keys()).filter(|&key| a.get(key) != b.get(key)).collect()
}
