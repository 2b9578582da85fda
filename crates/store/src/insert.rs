//! Many rows at once: statements of hundreds of rows, the next one's values made ready while the database works.

use std::sync::Arc;

use futures_util::future::join;
use juesuan_books::{Fund, Nature};
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, AssertSqlSafe, SqliteConnection, error::BoxDynError};

use crate::account::Account;
use crate::db::{self, Connection, Copy, Server};
use crate::ledger::Numbered;
use crate::shape::{self, Cell};

/// Rows of one statement. More make no difference.
const ROWS: usize = 500;

/// Inserts the records of a batch and the accounts that they open.
pub(crate) async fn batch(connection: &mut Connection, year: u16, numbered: &Numbered) -> sqlx::Result<()> {
    for account in &numbered.accounts {
        open_account(connection, year, account).await?;
    }
    match connection {
        Connection::Sqlite(connection) => statements(connection, numbered).await,
        Connection::Postgres(connection) => copied(connection, numbered).await,
    }
}

async fn statements(connection: &mut SqliteConnection, numbered: &Numbered) -> sqlx::Result<()> {
    let rows = numbered.ids.len();
    let full: Arc<str> = statement(numbered, ROWS).into();
    let mut ready = Some(arguments(numbered, 0)).transpose().map_err(sqlx::Error::Encode)?;
    let mut done = 0;
    while let Some(values) = ready.take() {
        let count = ROWS.min(rows - done);
        let sql = if count == ROWS { Arc::clone(&full) } else { statement(numbered, count).into() };
        let query = sqlx::query_with(AssertSqlSafe(sql), values).persistent(count == ROWS);
        done += count;
        let next = async { (done < rows).then(|| arguments(numbered, done)).transpose() };
        let (inserted, next) = join(query.execute(&mut *connection), next).await;
        inserted?;
        ready = next.map_err(sqlx::Error::Encode)?;
    }
    Ok(())
}

/// `INSERT` of so many rows. The names in it are the schema's own.
fn statement(numbered: &Numbered, rows: usize) -> String {
    let kind = numbered.batch.kind();
    let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
    let row = format!("(?{})", ",?".repeat(columns.len()));
    format!("INSERT INTO {} (id, {}) VALUES {}", kind.id(), columns.join(", "), vec![row; rows].join(","))
}

/// The values of a statement that begins with a row.
fn arguments(numbered: &Numbered, first: usize) -> Result<SqliteArguments, BoxDynError> {
    let rows = numbered.batch.rows().iter().zip(&numbered.ids).skip(first).take(ROWS);
    let mut arguments = SqliteArguments::default();
    arguments.reserve(ROWS * (1 + shape::columns(numbered.batch.kind()).len()), 0);
    for (&row, &id) in rows {
        arguments.add(id)?;
        for cell in numbered.batch.cells(row) {
            match cell {
                Cell::Blank => arguments.add(None::<i64>)?,
                Cell::Integer(number) => arguments.add(number)?,
                Cell::Text(text) => arguments.add(Arc::<str>::from(text))?,
            }
        }
    }
    Ok(arguments)
}

async fn open_account(connection: &mut Connection, year: u16, account: &Account) -> sqlx::Result<()> {
    db::query("INSERT INTO account VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(account.id)
        .bind(year)
        .bind(account.unit.as_str())
        .bind(account.fund.map_or("", Fund::id))
        .bind(account.function)
        .bind(account.nature.map_or("", Nature::name))
        .bind(account.economic)
        .bind(account.budget_line.as_str())
        .bind(account.project.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Copies the records of a batch into a PostgreSQL table, in the format of `COPY`: a line each, tabs between.
async fn copied(connection: &mut Server, numbered: &Numbered) -> sqlx::Result<()> {
    let kind = numbered.batch.kind();
    let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
    let mut copy = Copy::begin(connection, kind.id(), &format!("id, {}", columns.join(", "))).await?;
    for (&row, &id) in numbered.batch.rows().iter().zip(&numbered.ids) {
        copy.integer(id);
        for cell in numbered.batch.cells(row) {
            match cell {
                Cell::Blank => copy.null(),
                Cell::Integer(number) => copy.integer(number),
                Cell::Text(text) => copy.text(text),
            }
        }
        copy.end_row().await?;
    }
    copy.finish().await
}
