use juesuan_books::Kind;

use crate::db::{self, Connection};
use crate::insert;
use crate::ledger::Numbered;

/// Writes batches, and rebuilds the index of vouchers when that is cheaper than keeping it.
#[derive(Default)]
pub(crate) struct Writer {
    /// How many payments the books had.
    stored: i64,
    /// How many records were written.
    pub written: u64,
    index_dropped: bool,
}

impl Writer {
    /// A writer to books that have so many payments.
    pub fn new(stored: i64) -> Self {
        Self { stored, ..Self::default() }
    }

    /// Writes a batch.
    pub async fn write(&mut self, connection: &mut Connection, year: u16, numbered: &Numbered) -> sqlx::Result<()> {
        let rows = numbered.ids.len() as u64;
        // A row costs three times as much in the index as in a rebuild of it.
        let many = numbered.batch.is_full() && (self.written + rows).saturating_mul(3) > self.stored.unsigned_abs();
        // On a server others would have to wait for it.
        let alone = matches!(connection, Connection::Sqlite(_));
        if alone && many && !self.index_dropped && numbered.batch.kind() == Kind::Payments {
            db::query("DROP INDEX payments_by_voucher").execute(&mut *connection).await?;
            self.index_dropped = true;
        }
        insert::batch(&mut *connection, year, numbered).await?;
        self.written += rows;
        Ok(())
    }

    /// Writes what was put off.
    pub async fn finish(&self, connection: &mut Connection) -> sqlx::Result<()> {
        if self.index_dropped {
            db::query("CREATE INDEX payments_by_voucher ON payments (voucher)").execute(connection).await?;
        }
        Ok(())
    }
}
