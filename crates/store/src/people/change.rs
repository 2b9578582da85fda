use juesuan_rights::{Change, Office, Refusal};

use super::office;
use crate::db::{self, Query, Transaction};
use crate::dialect;
use crate::log::{self, Deed};
use crate::{Error, Home, Result, Store};

/// A change of people that is allowed, in the transaction that it is written in.
pub(super) struct Allowed<'a> {
    pub transaction: Transaction<'a>,
    pub office: Office,
    home: Home,
}

/// What the log tells of a change; persons by their logins.
#[derive(Clone, Copy, Default)]
pub(super) struct Note<'a> {
    pub action: &'a str,
    pub subject: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

impl Store {
    /// Gets hold of the database for writing; who else there is does not matter.
    pub(super) async fn begin_alone(&mut self) -> Result<Allowed<'_>> {
        let home = self.home.clone();
        let transaction = dialect::begin_writing(&mut self.connection).await;
        let transaction = transaction.map_err(|error| Error::from_sqlx(&home, error))?;
        Ok(Allowed { transaction, office: Office::default(), home })
    }

    /// The same, and sees who there is.
    pub(super) async fn begin_people(&mut self) -> Result<Allowed<'_>> {
        let mut allowed = self.begin_alone().await?;
        let office = office::load(&mut allowed.transaction).await;
        allowed.office = office.map_err(|error| Error::from_sqlx(&allowed.home, error))?;
        Ok(allowed)
    }

    /// The same, and asks whether somebody may make a change.
    pub(super) async fn begin_change(&mut self, actor: i64, change: &Change<'_>) -> Result<Allowed<'_>> {
        let allowed = self.begin_people().await?;
        allowed.office.check(actor, change)?;
        Ok(allowed)
    }
}

impl Allowed<'_> {
    /// The login of a person.
    pub fn login(&self, person: i64) -> Result<String> {
        let person = self.office.persons.get(&person).ok_or(Refusal::NoPerson)?;
        Ok(person.login.clone())
    }

    /// Enters into the log what a person does.
    pub async fn note(&mut self, actor: i64, note: Note<'_>) -> Result<()> {
        let actor = self.login(actor)?;
        self.note_of(&actor, note).await
    }

    /// Enters into the log what is done by somebody without an account.
    pub async fn note_of(&mut self, actor: &str, note: Note<'_>) -> Result<()> {
        let Note { action, subject, before, after } = note;
        let deed = Deed { actor, action, subject, before, after, digest: None };
        let written = log::append(&mut self.transaction, deed).await;
        written.map(drop).map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// Ends the sessions of a person, who must log in again.
    pub async fn end_sessions(&mut self, person: i64) -> Result<()> {
        let query = db::query("DELETE FROM session WHERE person = $1").bind(person);
        let ended = query.execute(&mut self.transaction).await;
        ended.map(drop).map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// Makes it so.
    pub async fn commit(self) -> Result<()> {
        let home = self.home;
        self.transaction.commit().await.map_err(|error| Error::from_sqlx(&home, error))
    }

    /// Where the books are.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Runs one statement.
    pub async fn execute(&mut self, query: Query<'_>) -> Result<u64> {
        let done = query.execute(&mut self.transaction).await;
        done.map_err(|error| Error::from_sqlx(&self.home, error))
    }
}
