//! Copying books from one home to another: a file into a database of a server, and back.

use std::borrow::Cow;

use futures_util::TryStreamExt;
use juesuan_books::Kind;
use sqlx::AssertSqlSafe;

use crate::db::{self, Connection, Copy, Row, Value};
use crate::digest::Hash;
use crate::{Error, Home, Result, Store, dialect};

/// How many values one `INSERT` has at most.
const VALUES: usize = 3000;
/// How many bytes of texts and files one has, about.
const BYTES: usize = 1 << 20;

/// The tables with the columns by which their rows are in order, so that no row names one that comes later. Sessions stay behind:
/// nobody is logged in to a copy.
const TABLES: [(&str, &str); 20] = [
    ("log", "number"),
    ("account", "id"),
    ("import", "entry"),
    ("import_file", "entry, name, digest"),
    ("segment", "kind, account, first"),
    ("total", "account, kind"),
    ("withdrawal", "entry"),
    ("person", "id"),
    ("role_grant", "person, unit, role"),
    ("token", "id"),
    ("submission", "entry"),
    ("submission_file", "submission, place"),
    ("staged", "submission, place"),
    ("decision", "submission"),
    ("publication", "entry"),
    ("publication_file", "publication, name"),
    ("publication_figure", "figure, publication"),
    ("publication_state", "entry"),
    ("finding_note", "entry"),
    ("answer", "token, key"),
];

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// How many rows of all tables.
    pub rows: u64,
    /// How many records of the books.
    pub records: u64,
    /// Hash of the last entry of the log.
    pub head: Option<String>,
    /// SHA-256 over all values of all tables, the same in both homes.
    pub digest: String,
}

/// Copies the books at one address into new ones at another, as they are at this moment; others may go on with them. What was
/// written is read again and compared before it counts.
///
/// # Errors
/// When the books to be copied do not verify, there are books already at the other address, or a database cannot be read or
/// written; then nothing was copied.
pub async fn copy(from: &str, to: &str) -> Result<Copied> {
    let (from, to) = (Home::parse(from)?, Home::parse(to)?);
    let source = Store::open_home(from, false).await?;
    let mut source = source.frozen().await?;
    let verified = source.verify_here().await?;
    if let Some(flaw) = verified.flaws.first() {
        return Err(Error::BadCopy { home: source.home.clone(), detail: flaw.message.clone() });
    }
    let new = matches!(&to, Home::File(file) if !file.exists());
    let mut target = Store::open_home(to.clone(), true).await?;
    let copied = into(&mut source, &mut target).await;
    target.close().await?;
    if let (Err(_), true, Home::File(file)) = (&copied, new, &to) {
        // Why it failed is told; what cannot be tidied up is only a file without books.
        let _ = std::fs::remove_file(file);
    }
    let (rows, digest) = copied?;
    Ok(Copied { rows, records: verified.records, head: verified.head, digest })
}

/// Copies into books that must be empty.
async fn into(source: &mut Store, target: &mut Store) -> Result<(u64, String)> {
    let home = target.home.clone();
    let sql = |error| Error::from_sqlx(&home, error);
    let mut work = dialect::begin_writing(&mut target.connection).await.map_err(sql)?;
    let books = "SELECT EXISTS (SELECT 1 FROM log) OR EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM person)";
    if db::query_scalar(books).fetch_one(&mut work).await.map_err(sql)? {
        return Err(Error::NotEmpty(home));
    }
    let (mut sent, mut kept, mut rows) = (Hash::default(), Hash::default(), 0);
    let kinds = Kind::ALL.iter().map(|kind| (kind.id(), "id"));
    for (table, key) in TABLES.into_iter().chain(kinds) {
        let written = table_into(&mut source.connection, &mut work, table, key, &mut sent).await;
        rows += written.map_err(|error| either(error, &source.home, &home))?;
        digest(&mut work, table, key, &mut kept).await.map_err(sql)?;
    }
    let (sent, kept) = (sent.finish(), kept.finish());
    if sent != kept {
        return Err(Error::BadCopy { home, detail: "写入的与读出的不同".to_owned() });
    }
    work.commit().await.map_err(sql)?;
    // Without statistics the server would look for a row in the wrong way until it makes them by itself.
    if let Connection::Postgres(_) = target.connection {
        db::query("ANALYZE").execute(&mut target.connection).await.map_err(sql)?;
    }
    Ok((rows, sent))
}

/// Which home did not do it.
enum Side {
    From(sqlx::Error),
    To(sqlx::Error),
}

fn either(side: Side, from: &Home, to: &Home) -> Error {
    match side {
        Side::From(error) => Error::from_sqlx(from, error),
        Side::To(error) => Error::from_sqlx(to, error),
    }
}

/// All rows of a table. Its name and key are the schema's own.
fn all(table: &str, key: &str) -> db::Query<'static> {
    db::query(AssertSqlSafe(format!("SELECT * FROM {table} ORDER BY {key}"))).persistent(false)
}

/// Adds all values of a table to a digest.
async fn digest(connection: &mut Connection, table: &str, key: &str, hash: &mut Hash) -> sqlx::Result<()> {
    hash.text(table);
    let mut rows = all(table, key).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        values(&row, hash)?;
    }
    Ok(())
}

/// The values of a row, which are added to a digest.
fn values<'r>(row: &'r Row, hash: &mut Hash) -> sqlx::Result<Vec<Value<'r>>> {
    let values: Vec<Value<'r>> = (0..row.len()).map(|column| row.value(column)).collect::<sqlx::Result<_>>()?;
    hash.number(values.len() as i64);
    for value in &values {
        match value {
            Value::Integer(None) | Value::Text(None) => hash.text("-"),
            Value::Integer(Some(number)) => {
                hash.text("i");
                hash.number(*number);
            }
            Value::Boolean(is) => {
                hash.text("i");
                hash.number(i64::from(*is));
            }
            Value::Text(Some(text)) => {
                hash.text("t");
                hash.text(text);
            }
            Value::Bytes(bytes) => {
                hash.text("b");
                hash.number(bytes.len() as i64);
                hash.bytes(bytes);
            }
        }
    }
    Ok(values)
}

/// Copies the rows of a table; how many they are.
async fn table_into(
    source: &mut Connection,
    target: &mut Connection,
    table: &str,
    key: &str,
    hash: &mut Hash,
) -> Result<u64, Side> {
    hash.text(table);
    let mut rows = all(table, key).fetch(source);
    let mut sink = match target {
        Connection::Postgres(connection) => Sink::Copy(Copy::begin(connection, table, "").await.map_err(Side::To)?),
        file => Sink::Insert { table, values: Vec::new(), bytes: 0, width: 0, file },
    };
    let mut count = 0;
    while let Some(row) = rows.try_next().await.map_err(Side::From)? {
        let values = values(&row, hash).map_err(Side::From)?;
        sink.take(values).await.map_err(Side::To)?;
        count += 1;
    }
    sink.finish().await.map_err(Side::To)?;
    Ok(count)
}

/// Where rows go.
enum Sink<'c> {
    Copy(Copy<'c>),
    Insert { table: &'c str, values: Vec<Value<'static>>, bytes: usize, width: usize, file: &'c mut Connection },
}

impl Sink<'_> {
    async fn take(&mut self, row: Vec<Value<'_>>) -> sqlx::Result<()> {
        match self {
            Self::Copy(copy) => {
                row.iter().for_each(|value| copy.value(value));
                copy.end_row().await
            }
            Self::Insert { values, bytes, width, .. } => {
                *width = row.len();
                for value in row {
                    *bytes += size(&value);
                    values.push(value.into_owned());
                }
                if values.len() + *width > VALUES || *bytes > BYTES { self.insert().await } else { Ok(()) }
            }
        }
    }

    async fn insert(&mut self) -> sqlx::Result<()> {
        let Self::Insert { table, values, bytes, width, file } = self else { return Ok(()) };
        if values.is_empty() {
            return Ok(());
        }
        let rows: Vec<String> = (0..values.len() / *width).map(|row| places(row * *width + 1, *width)).collect();
        let sql = AssertSqlSafe(format!("INSERT INTO {table} VALUES {}", rows.join(", ")));
        db::query(sql).bind_all(values.drain(..)).execute(file).await?;
        *bytes = 0;
        Ok(())
    }

    async fn finish(mut self) -> sqlx::Result<()> {
        self.insert().await?;
        if let Self::Copy(copy) = self { copy.finish().await } else { Ok(()) }
    }
}

/// Places for the values of a row: `($3, $4)`.
fn places(first: usize, width: usize) -> String {
    let places: Vec<String> = (first..first + width).map(|number| format!("${number}")).collect();
    format!("({})", places.join(", "))
}

fn size(value: &Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.as_ref().map_or(0, |text| text.len()),
        Value::Bytes(bytes) => bytes.len(),
        Value::Integer(_) | Value::Boolean(_) => 8,
    }
}

impl Value<'_> {
    fn into_owned(self) -> Value<'static> {
        match self {
            Self::Integer(number) => Value::Integer(number),
            Self::Boolean(is) => Value::Boolean(is),
            Self::Text(text) => Value::Text(text.map(|text| Cow::Owned(text.into_owned()))),
            Self::Bytes(bytes) => Value::Bytes(Cow::Owned(bytes.into_owned())),
        }
    }
}
