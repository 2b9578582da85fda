//! Indexes of large tables, made beside the work of others: `CREATE INDEX CONCURRENTLY` keeps nobody from reading or writing,
//! and takes no transaction.

use sqlx::{AssertSqlSafe, Executor, PgConnection};

/// Their names and what they are on.
const INDEXES: [(&str, &str); 5] = [
    ("payments_by_voucher", "payments (voucher)"),
    ("receipts_by_number", "receipts (receipt)"),
    ("budget_by_line", "budget (\"line\")"),
    ("evidence_by_item", "evidence (\"item\", \"register\")"),
    // What an entry of the log brought.
    ("segment_by_entry", "segment (entry)"),
];

/// Which program makes them: the bytes of `juesuan2`.
const MAKER: i64 = i64::from_be_bytes(*b"juesuan2");

/// Makes those that are not there. When another program is at it, they are left to it: without them all is only slower.
pub(super) async fn indexes(connection: &mut PgConnection) -> sqlx::Result<()> {
    if missing(&mut *connection).await?.is_empty() {
        return Ok(());
    }
    // Who waited for the lock would have a transaction open, for whose end the other one would wait.
    let alone = sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(MAKER).fetch_one(&mut *connection).await?;
    if alone {
        let made = make(&mut *connection).await;
        connection.execute("SET lock_timeout = '5s'").await?;
        sqlx::query("SELECT pg_advisory_unlock($1)").bind(MAKER).execute(connection).await?;
        made?;
    }
    Ok(())
}

async fn missing(connection: &mut PgConnection) -> sqlx::Result<Vec<(&'static str, &'static str)>> {
    let sql = "SELECT relname::text FROM pg_index JOIN pg_class ON oid = indexrelid \
               WHERE indisvalid AND relnamespace = current_schema()::regnamespace";
    let there: Vec<String> = sqlx::query_scalar(sql).fetch_all(connection).await?;
    Ok(INDEXES.into_iter().filter(|(name, _)| !there.iter().any(|there| there == name)).collect())
}

async fn make(connection: &mut PgConnection) -> sqlx::Result<()> {
    // It waits for transactions to end, and keeps nobody waiting meanwhile.
    connection.execute("SET lock_timeout = 0").await?;
    for (name, on) in missing(&mut *connection).await? {
        // One that was broken off is there and does not work.
        connection.execute(AssertSqlSafe(format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))).await?;
        connection.execute(AssertSqlSafe(format!("CREATE INDEX CONCURRENTLY {name} ON {on}"))).await?;
    }
    Ok(())
}
