use std::fmt::Write as _;

use sqlx::PgConnection;
use sqlx::postgres::PgCopyIn;

use super::Value;
use super::server::{Busy, Server};

/// How many bytes are sent at once.
const PART: usize = 1 << 18;

/// Rows on their way into a PostgreSQL table by `COPY`, many times as fast as `INSERT`. Dropped unfinished, none is in.
pub(crate) struct Copy<'c> {
    copy: PgCopyIn<&'c mut PgConnection>,
    busy: Busy,
    part: String,
}

impl<'c> Copy<'c> {
    /// Begins to copy into columns of a table; into all if none are named.
    pub async fn begin(server: &'c mut Server, table: &str, columns: &str) -> sqlx::Result<Self> {
        let columns = if columns.is_empty() { String::new() } else { format!(" ({columns})") };
        let (connection, busy) = server.take_up().await?;
        let copy = connection.copy_in_raw(&format!("COPY {table}{columns} FROM STDIN")).await?;
        Ok(Self { copy, busy, part: String::with_capacity(PART + (PART >> 2)) })
    }

    /// The next value of the row: none.
    pub fn null(&mut self) {
        self.part.push_str("\\N\t");
    }

    /// A number.
    pub fn integer(&mut self, number: i64) {
        // Writing to a string does not fail.
        let _ = write!(self.part, "{number}\t");
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '\\' => self.part.push_str("\\\\"),
                '\t' => self.part.push_str("\\t"),
                '\n' => self.part.push_str("\\n"),
                '\r' => self.part.push_str("\\r"),
                other => self.part.push(other),
            }
        }
        self.part.push('\t');
    }

    /// Any value. Truth values are numbers in SQLite, and PostgreSQL reads 0 and 1 as such.
    pub fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Integer(None) | Value::Text(None) => self.null(),
            Value::Integer(Some(number)) => self.integer(*number),
            Value::Boolean(is) => self.integer(i64::from(*is)),
            Value::Text(Some(text)) => self.text(text),
            Value::Bytes(bytes) => self.bytes(bytes),
        }
    }

    /// Bytes.
    fn bytes(&mut self, bytes: &[u8]) {
        self.part.push_str("\\\\x");
        for byte in bytes {
            let _ = write!(self.part, "{byte:02x}");
        }
        self.part.push('\t');
    }

    /// Ends the row.
    pub async fn end_row(&mut self) -> sqlx::Result<()> {
        self.part.pop();
        self.part.push('\n');
        if self.part.len() >= PART { self.send().await } else { Ok(()) }
    }

    async fn send(&mut self) -> sqlx::Result<()> {
        self.copy.send(self.part.as_bytes()).await?;
        self.part.clear();
        Ok(())
    }

    /// Ends the table's rows.
    pub async fn finish(mut self) -> sqlx::Result<()> {
        self.send().await?;
        self.copy.finish().await?;
        self.busy.end();
        Ok(())
    }
}
