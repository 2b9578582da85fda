//! Entering an import into the log, the segments and the running totals.

use std::collections::BTreeMap;

use serde_json::json;

use crate::db::{self, Connection};
use crate::digest::Hash;
use crate::import::Order;
use crate::ledger::Segment;
use crate::log::{self, Deed, LogEntry};
use crate::packer::Packed;

/// Enters an import whose records are written.
pub(crate) async fn import(connection: &mut Connection, order: &Order<'_>, packed: Packed) -> sqlx::Result<LogEntry> {
    let digest = digest_of(&packed.segments);
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for segment in &packed.segments {
        *counts.entry(segment.kind.id()).or_default() += segment.records;
    }
    let files: Vec<_> = order.sources.iter().map(|file| json!({ "name": file.name, "sha256": file.digest })).collect();
    let deed = Deed {
        actor: order.actor,
        action: "导入",
        subject: &order.year.to_string(),
        before: None,
        after: Some(&json!({ "files": files, "records": counts }).to_string()),
        digest: Some(&digest),
    };
    let entry = log::append(&mut *connection, deed).await?;
    segments(&mut *connection, &entry, order.year, &packed.segments).await?;
    let mut named = packed.files;
    for source in &order.sources {
        db::query("INSERT INTO import_file VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
            .bind(entry.number)
            .bind(&source.name)
            .bind(&source.digest)
            .bind(named.remove(&source.name).unwrap_or_default() as i64)
            .execute(&mut *connection)
            .await?;
    }
    Ok(entry)
}

/// Adds the segments of a log entry to the books' totals.
pub(crate) async fn segments(
    connection: &mut Connection,
    entry: &LogEntry,
    year: u16,
    segments: &[Segment],
) -> sqlx::Result<()> {
    let import = db::query("INSERT INTO import VALUES ($1, $2)").bind(entry.number).bind(year);
    import.execute(&mut *connection).await?;
    for segment in segments {
        db::query("INSERT INTO segment VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(segment.kind.id())
            .bind(segment.account)
            .bind(segment.first)
            .bind(segment.records)
            .bind(segment.amount)
            .bind(entry.number)
            .bind(segment.digest())
            .execute(&mut *connection)
            .await?;
        let sql = "INSERT INTO total VALUES ($1, $2, $3, $4) ON CONFLICT (account, kind) DO UPDATE \
                   SET records = total.records + excluded.records, amount = total.amount + excluded.amount";
        db::query(sql)
            .bind(segment.account)
            .bind(segment.kind.id())
            .bind(segment.records)
            .bind(segment.amount)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The digest of an import: of its segments, by kind and account.
pub(crate) fn digest_of(segments: &[Segment]) -> String {
    let mut hash = Hash::default();
    for segment in segments {
        hash.text(segment.kind.id());
        for number in [i64::from(segment.account), segment.first, segment.records, segment.amount] {
            hash.number(number);
        }
        hash.text(&segment.digest());
    }
    hash.finish()
}
