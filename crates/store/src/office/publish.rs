//! What becomes of a frozen version: rows that follow each other, each told of by an entry of the log.

use serde_json::json;

use super::Refused;
use super::decide::other_person;
use super::publication::{self, Publication, PublicationState};
use super::told::Told;
use crate::Result;
use crate::db::{self, Connection};
use crate::work::Fault;

/// Makes a frozen version public for the one who handed it in (`by`), approved by another (`who`), who must not have
/// frozen it either. The version that was public before is superseded. Tells the entry of the log.
pub(super) async fn publish(connection: &mut Connection, number: i64, by: &str, who: &str) -> Result<i64, Fault> {
    let version = publication::read(&mut *connection, number).await?.ok_or(Refused::NoPublication(number))?;
    version.must_be(PublicationState::Frozen, "公开")?;
    other_person(&version.by, who)?;
    let sql = "SELECT p.entry, p.version FROM publication AS p JOIN publication_state AS s ON s.publication = p.entry \
               WHERE p.unit = $1 AND p.year = $2 AND p.form = $3 AND s.state = 'public' \
               AND s.entry = (SELECT max(entry) FROM publication_state WHERE publication = p.entry)";
    let earlier = db::query_as(sql).bind(&version.unit).bind(version.year).bind(&version.form);
    let earlier: Vec<(i64, i64)> = earlier.fetch_all(&mut *connection).await?;
    for (public, its_version) in earlier {
        if its_version > version.version {
            return Err(Refused::Older { number, newer: its_version }.into());
        }
        let reason = format!("第{}版公开", version.version);
        turn(&mut *connection, public, PublicationState::Superseded, &reason, by).await?;
    }
    Ok(turn(connection, number, PublicationState::Public, "", by).await?)
}

/// Takes a public version down. Tells the entry of the log.
pub(super) async fn take_down(connection: &mut Connection, number: i64, by: &str, reason: &str) -> Result<i64, Fault> {
    let version: Publication =
        publication::read(&mut *connection, number).await?.ok_or(Refused::NoPublication(number))?;
    version.must_be(PublicationState::Public, "撤下")?;
    Ok(turn(connection, number, PublicationState::TakenDown, reason, by).await?)
}

/// What the log tells of a version's coming into a state.
pub(super) fn told(number: i64, state: PublicationState, reason: &str) -> Told {
    Told { action: state.action(), subject: number.to_string(), after: json!({ "reason": reason }) }
}

async fn turn(
    connection: &mut Connection,
    number: i64,
    state: PublicationState,
    reason: &str,
    by: &str,
) -> sqlx::Result<i64> {
    let entry = told(number, state, reason).log(&mut *connection, by).await?;
    db::query("INSERT INTO publication_state VALUES ($1, $2, $3, $4)")
        .bind(entry.number)
        .bind(number)
        .bind(state.id())
        .bind(reason)
        .execute(connection)
        .await?;
    Ok(entry.number)
}
