use std::borrow::Cow;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Row as _, TypeInfo, ValueRef};

use super::Value;

/// A row of either home.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// The name or the number of a column.
pub(crate) trait Column: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy {}

impl<I: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy> Column for I {}

/// What can be read from a column.
pub(crate) trait Get<'r>: Sized {
    fn sqlite(row: &'r SqliteRow, column: impl Column) -> sqlx::Result<Self>;
    fn postgres(row: &'r PgRow, column: impl Column) -> sqlx::Result<Self>;
}

/// What a whole row can be read as.
pub(crate) trait FromRow: Sized {
    fn from_row(row: &Row) -> sqlx::Result<Self>;
}

impl Row {
    /// What stands in a column.
    pub fn try_get<'r, T: Get<'r>>(&'r self, column: impl Column) -> sqlx::Result<T> {
        match self {
            Self::Sqlite(row) => T::sqlite(row, column),
            Self::Postgres(row) => T::postgres(row, column),
        }
    }

    /// How many columns it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Sqlite(row) => row.len(),
            Self::Postgres(row) => row.len(),
        }
    }

    /// Whatever stands in a column.
    pub fn value(&self, column: usize) -> sqlx::Result<Value<'_>> {
        Ok(match self.kind(column)? {
            ValueKind::Null => Value::Text(None),
            ValueKind::Integer => Value::Integer(Some(self.try_get(column)?)),
            ValueKind::Boolean => Value::Boolean(self.try_get(column)?),
            ValueKind::Text => Value::Text(Some(Cow::Borrowed(self.try_get(column)?))),
            ValueKind::Bytes => Value::Bytes(Cow::Owned(self.try_get(column)?)),
        })
    }

    /// What kind of value stands in a column.
    pub fn kind(&self, column: usize) -> sqlx::Result<ValueKind> {
        let name = |is_null: bool, name: &str| match name {
            _ if is_null => ValueKind::Null,
            "TEXT" => ValueKind::Text,
            "BLOB" | "BYTEA" => ValueKind::Bytes,
            "BOOL" => ValueKind::Boolean,
            _ => ValueKind::Integer,
        };
        Ok(match self {
            Self::Sqlite(row) => {
                let value = row.try_get_raw(column)?;
                name(value.is_null(), value.type_info().name())
            }
            Self::Postgres(row) => {
                let value = row.try_get_raw(column)?;
                name(value.is_null(), value.type_info().name())
            }
        })
    }
}

/// What kind of value it is. SQLite knows no truth values: it has them as integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Null,
    Integer,
    Boolean,
    Text,
    Bytes,
}

macro_rules! the_same {
    ($($own:ty),*) => { $(
        impl<'r> Get<'r> for $own {
            fn sqlite(row: &'r SqliteRow, column: impl Column) -> sqlx::Result<Self> {
                row.try_get(column)
            }

            fn postgres(row: &'r PgRow, column: impl Column) -> sqlx::Result<Self> {
                row.try_get(column)
            }
        }
    )* };
}

the_same!(i64, bool, String, &'r str, Vec<u8>, Option<i64>, Option<String>);

/// PostgreSQL has all integers in 64 bits.
macro_rules! narrower {
    ($($own:ty),*) => { $(
        impl<'r> Get<'r> for $own {
            fn sqlite(row: &'r SqliteRow, column: impl Column) -> sqlx::Result<Self> {
                row.try_get(column)
            }

            fn postgres(row: &'r PgRow, column: impl Column) -> sqlx::Result<Self> {
                let number: i64 = row.try_get(column)?;
                Self::try_from(number).map_err(|error| sqlx::Error::Decode(error.into()))
            }
        }
    )* };
}

narrower!(u16, u32);

macro_rules! tuples {
    ($($($name:ident $number:tt),+;)*) => { $(
        impl<$($name: for<'r> Get<'r>),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row) -> sqlx::Result<Self> {
                Ok(($(row.try_get::<$name>($number)?,)+))
            }
        }
    )* };
}

tuples! {
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}
