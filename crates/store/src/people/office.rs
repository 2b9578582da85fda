use std::collections::{BTreeMap, BTreeSet};

use juesuan_rights::{Grant, Office, Person, Role};

use crate::db::{self, Connection};

/// Who there is and what they hold.
pub(super) async fn load(connection: &mut Connection) -> sqlx::Result<Office> {
    let mut grants = grants(&mut *connection).await?;
    let rows = db::query("SELECT id, login, disabled, creator FROM person").fetch_all(connection).await?;
    let mut persons = BTreeMap::new();
    for row in rows {
        let id = row.try_get("id")?;
        let person = Person {
            login: row.try_get("login")?,
            disabled: row.try_get("disabled")?,
            creator: row.try_get("creator")?,
            grants: grants.remove(&id).unwrap_or_default(),
        };
        persons.insert(id, person);
    }
    Ok(Office { persons })
}

/// All grants by person.
pub(super) async fn grants(connection: &mut Connection) -> sqlx::Result<BTreeMap<i64, BTreeSet<Grant>>> {
    let rows: Vec<(i64, String, String)> =
        db::query_as("SELECT person, unit, role FROM role_grant").fetch_all(connection).await?;
    let mut grants: BTreeMap<i64, BTreeSet<Grant>> = BTreeMap::new();
    for (person, unit, role) in rows {
        if let Some(grant) = grant(&unit, &role) {
            grants.entry(person).or_default().insert(grant);
        }
    }
    Ok(grants)
}

/// The grants of one person.
pub(super) async fn grants_of(connection: &mut Connection, person: i64) -> sqlx::Result<Vec<Grant>> {
    let sql = "SELECT unit, role FROM role_grant WHERE person = $1 ORDER BY unit, role";
    let rows: Vec<(String, String)> = db::query_as(sql).bind(person).fetch_all(connection).await?;
    Ok(rows.iter().filter_map(|(unit, role)| grant(unit, role)).collect())
}

/// What a row grants. One that this program would not have written grants nothing; the verification tells of it.
fn grant(unit: &str, role: &str) -> Option<Grant> {
    Role::parse(role).and_then(|role| Grant::new(unit, role).ok())
}
