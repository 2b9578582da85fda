use std::borrow::Cow;
use std::task::Poll;

use futures_util::future::Either;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Postgres, SqlSafeStr, SqlStr, Sqlite};

use super::server::outlives;
use super::{Connection, FromRow, Get, Row};

/// A statement with its values, and what its rows are read as.
pub(crate) struct Query<'q, T = Row> {
    sql: SqlStr,
    values: Vec<Value<'q>>,
    persistent: bool,
    read: fn(Row) -> sqlx::Result<T>,
}

/// A value that is bound.
#[derive(Clone, Debug)]
pub(crate) enum Value<'q> {
    Integer(Option<i64>),
    Boolean(bool),
    Text(Option<Cow<'q, str>>),
    Bytes(Cow<'q, [u8]>),
}

/// A statement whose rows are taken as they are.
pub(crate) fn query<'q>(sql: impl SqlSafeStr) -> Query<'q> {
    new(sql, Ok)
}

/// A statement whose rows are something.
pub(crate) fn query_as<'q, T: FromRow>(sql: impl SqlSafeStr) -> Query<'q, T> {
    new(sql, |row| T::from_row(&row))
}

/// A statement of whose rows the first column is taken.
pub(crate) fn query_scalar<'q, T: for<'r> Get<'r>>(sql: impl SqlSafeStr) -> Query<'q, T> {
    new(sql, |row| row.try_get(0))
}

fn new<'q, T>(sql: impl SqlSafeStr, read: fn(Row) -> sqlx::Result<T>) -> Query<'q, T> {
    Query { sql: sql.into_sql_str(), values: Vec::new(), persistent: true, read }
}

impl<'q, T: Send> Query<'q, T> {
    /// Gives the next of its values.
    pub fn bind(mut self, value: impl Into<Value<'q>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Gives the next ones.
    pub fn bind_all(mut self, values: impl IntoIterator<Item = Value<'q>>) -> Self {
        self.values.extend(values);
        self
    }

    /// Whether the database is to keep it prepared; not when it will hardly come again.
    pub fn persistent(self, persistent: bool) -> Self {
        Self { persistent, ..self }
    }

    /// Runs it; how many rows it changed.
    pub async fn execute(self, connection: &mut Connection) -> sqlx::Result<u64> {
        match connection {
            Connection::Sqlite(connection) => {
                let query = sqlx::query_with::<Sqlite, _>(self.sql, sqlite(self.values)?);
                Ok(query.persistent(self.persistent).execute(connection).await?.rows_affected())
            }
            Connection::Postgres(connection) => {
                let query = sqlx::query_with::<Postgres, _>(self.sql, postgres(self.values)?);
                let (connection, busy) = connection.take_up().await?;
                let done = query.persistent(self.persistent).execute(connection).await;
                if done.as_ref().err().is_none_or(outlives) {
                    busy.end();
                }
                Ok(done?.rows_affected())
            }
        }
    }

    /// Its rows, one after the other.
    pub fn fetch<'c>(self, connection: &'c mut Connection) -> impl Stream<Item = sqlx::Result<T>> + Send + Unpin + 'c
    where
        T: 'c,
    {
        let Self { sql, values, persistent, read } = self;
        match connection {
            Connection::Sqlite(connection) => {
                let values = sqlite(values);
                let rows = match values {
                    Ok(values) => sqlx::query_with::<Sqlite, _>(sql, values).persistent(persistent).fetch(connection),
                    Err(error) => stream::iter([Err(error)]).boxed(),
                };
                Either::Left(rows.map(move |row| read(Row::Sqlite(row?))))
            }
            Connection::Postgres(connection) => {
                let values = postgres(values);
                let rows = async move {
                    let query = sqlx::query_with::<Postgres, _>(sql, values?).persistent(persistent);
                    let (connection, busy) = connection.take_up().await?;
                    let end = stream::poll_fn(move |_| {
                        busy.end();
                        Poll::Ready(None)
                    });
                    Ok::<_, sqlx::Error>(query.fetch(connection).chain(end))
                };
                let rows = stream::once(rows).try_flatten().boxed();
                Either::Right(rows.map(move |row| read(Row::Postgres(row?))))
            }
        }
    }

    /// All its rows.
    pub async fn fetch_all(self, connection: &mut Connection) -> sqlx::Result<Vec<T>> {
        self.fetch(connection).try_collect().await
    }

    /// Its first row, if there is one.
    pub async fn fetch_optional(self, connection: &mut Connection) -> sqlx::Result<Option<T>> {
        // As sqlx does, to the end: else an error that comes after the row would be missed.
        let mut rows = self.fetch(connection);
        let first = rows.try_next().await?;
        while rows.try_next().await?.is_some() {}
        Ok(first)
    }

    /// Its first row.
    pub async fn fetch_one(self, connection: &mut Connection) -> sqlx::Result<T> {
        self.fetch_optional(connection).await?.ok_or(sqlx::Error::RowNotFound)
    }
}

fn sqlite(values: Vec<Value<'_>>) -> sqlx::Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        let added = match value {
            Value::Integer(number) => arguments.add(number),
            Value::Boolean(is) => arguments.add(is),
            Value::Text(None) => arguments.add(None::<&str>),
            Value::Text(Some(Cow::Borrowed(text))) => arguments.add(text),
            Value::Text(Some(Cow::Owned(text))) => arguments.add(text),
            Value::Bytes(Cow::Borrowed(bytes)) => arguments.add(bytes),
            Value::Bytes(Cow::Owned(bytes)) => arguments.add(bytes),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres(values: Vec<Value<'_>>) -> sqlx::Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        let added = match value {
            Value::Integer(number) => arguments.add(number),
            Value::Boolean(is) => arguments.add(is),
            Value::Text(text) => arguments.add(text.as_deref()),
            Value::Bytes(bytes) => arguments.add(&*bytes),
        };
        added.map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

macro_rules! integers {
    ($($own:ty),*) => { $(
        impl From<$own> for Value<'_> {
            fn from(number: $own) -> Self {
                Self::Integer(Some(i64::from(number)))
            }
        }

        impl From<Option<$own>> for Value<'_> {
            fn from(number: Option<$own>) -> Self {
                Self::Integer(number.map(i64::from))
            }
        }
    )* };
}

integers!(u16, u32, i64);

impl From<bool> for Value<'_> {
    fn from(is: bool) -> Self {
        Self::Boolean(is)
    }
}

impl<'q> From<&'q str> for Value<'q> {
    fn from(text: &'q str) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl<'q> From<&'q String> for Value<'q> {
    fn from(text: &'q String) -> Self {
        Self::Text(Some(Cow::Borrowed(text)))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(Cow::Owned(text)))
    }
}

impl<'q> From<Option<&'q str>> for Value<'q> {
    fn from(text: Option<&'q str>) -> Self {
        Self::Text(text.map(Cow::Borrowed))
    }
}

impl<'q> From<&'q Option<String>> for Value<'q> {
    fn from(text: &'q Option<String>) -> Self {
        Self::from(text.as_deref())
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(Cow::Owned))
    }
}

impl<'q> From<&'q [u8]> for Value<'q> {
    fn from(bytes: &'q [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}
