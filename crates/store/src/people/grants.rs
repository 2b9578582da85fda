use juesuan_rights::{Change, Grant};

use super::action;
use super::change::Note;
use crate::db;
use crate::{Result, Store};

impl Store {
    /// Grants a role (授权). The person's sessions end, so that nothing goes on under other rights than it began with.
    ///
    /// # Errors
    /// When `actor` may not, or the database cannot be written.
    pub async fn grant(&mut self, actor: i64, person: i64, grant: &Grant) -> Result<()> {
        let mut allowed = self.begin_change(actor, &Change::Grant(person, grant)).await?;
        let (subject, words) = (allowed.login(person)?, grant.to_string());
        let query = db::query("INSERT INTO role_grant VALUES ($1, $2, $3)");
        allowed.execute(query.bind(person).bind(grant.unit()).bind(grant.role().id())).await?;
        allowed.end_sessions(person).await?;
        let note = Note { action: action::GRANT, subject: &subject, before: None, after: Some(&words) };
        allowed.note(actor, note).await?;
        allowed.commit().await
    }

    /// Takes a role back (收回授权), and ends the person's sessions.
    ///
    /// # Errors
    /// When `actor` may not, or the database cannot be written.
    pub async fn revoke(&mut self, actor: i64, person: i64, grant: &Grant) -> Result<()> {
        let mut allowed = self.begin_change(actor, &Change::Revoke(person, grant)).await?;
        let (subject, words) = (allowed.login(person)?, grant.to_string());
        let query = db::query("DELETE FROM role_grant WHERE person = $1 AND unit = $2 AND role = $3");
        allowed.execute(query.bind(person).bind(grant.unit()).bind(grant.role().id())).await?;
        allowed.end_sessions(person).await?;
        let note = Note { action: action::REVOKE, subject: &subject, before: Some(&words), after: None };
        allowed.note(actor, note).await?;
        allowed.commit().await
    }
}
