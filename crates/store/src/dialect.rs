//! What the two homes of the books say differently; all other SQL is the same.
//!
//! | | SQLite | PostgreSQL |
//! |---|---|---|
//! | one writer at a time | `BEGIN IMMEDIATE` | a lock that all writers ask for first |
//! | one moment for readers | any transaction | `REPEATABLE READ` |
//! | many rows at once | `INSERT` of hundreds | `COPY` |
//! | integers, truth values | as wide as they are, 0 and 1 | `BIGINT`, `BOOLEAN` |
//! | order of texts | by bytes | `COLLATE "C"`, column by column |
//! | guards | triggers | triggers that call a function |

use sqlx::SqlSafeStr;

use crate::db::{self, Connection, Transaction};

/// What writers lock in PostgreSQL, in whatever database: the bytes of `juesuan1`.
const WRITER: i64 = i64::from_be_bytes(*b"juesuan1");

/// Begins to write; nobody else writes until it ends.
pub(crate) async fn begin_writing(connection: &mut Connection) -> sqlx::Result<Transaction<'_>> {
    if let Connection::Sqlite(_) = connection {
        return Transaction::begin(connection, "BEGIN IMMEDIATE".into_sql_str()).await;
    }
    let mut transaction =
        Transaction::begin(connection, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE".into_sql_str()).await?;
    // Each statement that comes sees what was committed before it, so all that the writer before this one did.
    db::query("SELECT pg_advisory_xact_lock($1)").bind(WRITER).execute(&mut transaction).await?;
    Ok(transaction)
}

/// Begins to read: what is read is of one moment, and what others write meanwhile does not wait.
pub(crate) async fn begin_reading(connection: &mut Connection) -> sqlx::Result<Transaction<'_>> {
    let statement = begin_frozen(connection).into_sql_str();
    Transaction::begin(connection, statement).await
}

/// Fixes what is read from now on until the connection ends.
pub(crate) async fn freeze(connection: &mut Connection) -> sqlx::Result<()> {
    db::query(begin_frozen(connection)).execute(connection).await?;
    connection.keep();
    Ok(())
}

const fn begin_frozen(connection: &Connection) -> &'static str {
    match connection {
        Connection::Sqlite(_) => "BEGIN",
        Connection::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    }
}

/// The words of one home that stand for what the other says in others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// `instr`: where one text begins in another, 0 where it is not in it. Nothing in it is a wildcard.
    pub position: &'static str,
    /// The greatest of several values.
    pub greatest: &'static str,
    /// From a text that is a JSON array, a table of its elements in the column `value`.
    pub elements: (&'static str, &'static str),
    /// The day in China of a moment in UTC, `at`.
    pub chinese_day: &'static str,
    /// How many triggers there are that work, of a name `$1` on a table `$2`.
    pub triggers: &'static str,
    /// What is not sound in the database itself, a line each; `ok` when all is.
    pub unsound: &'static str,
}

const SQLITE: Words = Words {
    position: "instr",
    greatest: "max",
    elements: ("json_each(", ")"),
    chinese_day: "date(at, '+8 hours')",
    triggers: "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = $1 AND tbl_name = $2",
    unsound: "PRAGMA integrity_check(10)",
};

const POSTGRES: Words = Words {
    position: "strpos",
    greatest: "greatest",
    elements: ("(SELECT value COLLATE \"C\" AS value FROM json_array_elements_text((", ")::json))"),
    chinese_day: "to_char(at::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')",
    triggers: "SELECT count(*) FROM pg_trigger WHERE tgname = $1 AND tgrelid = to_regclass($2) AND tgenabled IN ('O', 'A')",
    unsound: "SELECT '索引 ' || relname || ' 失效' FROM pg_index JOIN pg_class ON oid = indexrelid \
              WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace",
};

impl Connection {
    /// The words of its home.
    pub const fn words(&self) -> &'static Words {
        match self {
            Self::Sqlite(_) => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        }
    }
}

impl Words {
    /// The elements of a JSON array as a table with the column `value`, by a name.
    pub fn elements(&self, array: &str, name: &str) -> String {
        let (before, after) = self.elements;
        format!("{before}{array}{after} AS {name}")
    }
}
