//! Who makes a request.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use juesuan_rights::{Access, Right, Role, UnitTree};

/// Somebody who is signed in, or a program with a token of theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Number of the account.
    pub id: i64,
    /// Login name, which stands in the log.
    pub login: String,
    /// Name, as pages show it.
    pub name: String,
    /// What they may do.
    pub access: Access,
    /// Whether they must choose a password before anything else.
    pub must_change: bool,
    /// The number of the token by which a program acts for them.
    pub token: Option<i64>,
}

/// Who makes a request: a person, or a stranger; and the units on which rights hold.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// None for strangers.
    pub person: Option<Arc<Person>>,
    /// Which unit is above which.
    pub tree: Arc<UnitTree>,
}

impl Visitor {
    /// Whether they have a right on a unit.
    #[must_use]
    pub fn may(&self, right: Right, unit: &str) -> bool {
        self.person.as_ref().is_some_and(|person| person.access.may(right, unit, &self.tree))
    }

    /// Whether they have a right on any unit, or one on the office.
    #[must_use]
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.person.as_ref().is_some_and(|person| person.access.may_somewhere(right))
    }

    /// As what they work for a unit.
    #[must_use]
    pub fn roles(&self, unit: &str) -> Vec<Role> {
        self.person.as_ref().map(|person| person.access.roles(unit, &self.tree)).unwrap_or_default()
    }

    /// As what they may take steps of corrections of a unit.
    #[must_use]
    pub fn correction_roles(&self, unit: &str) -> Vec<juesuan_books::Role> {
        let person = self.person.as_ref();
        person.map(|person| person.access.correction_roles(unit, &self.tree)).unwrap_or_default()
    }

    /// Name and login, as they stand in the books: `陈静（jixiao）`. Names alone may be the same.
    #[must_use]
    pub fn signature(&self) -> String {
        self.person.as_ref().map(|person| format!("{}（{}）", person.name, person.login)).unwrap_or_default()
    }

    /// The name under which the log knows them; strangers have none.
    #[must_use]
    pub fn login(&self) -> &str {
        self.person.as_ref().map_or("", |person| &person.login)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
