use juesuan_books::{Amounts, Fund, Line, Nature, Record};
use juesuan_performance::monitor::Change;

use super::Snapshot;

/// What became of records that were entered into the books.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Took {
    /// They are in the snapshot; the lights that changed with them.
    Changed(Vec<Change>),
    /// They change what is planned, declared or stated, from which all else follows: the snapshot is as it was, and is to be
    /// loaded again.
    Reload,
}

impl Snapshot {
    /// Takes in the records of an entry of the log, all or none: payments, receipts and evidence of known units at once; for
    /// anything else it asks to be loaded again. An entry that it has already changes nothing. Entries must come in their order;
    /// those of other years and departments may be left out, or given without records.
    pub fn take(&mut self, entry: i64, records: &[Record<'_>]) -> Took {
        if entry <= self.entry {
            return Took::Changed(Vec::new());
        }
        if !records.iter().all(|record| self.can_take(record)) {
            return Took::Reload;
        }
        self.entry = entry;
        let mut changes = Vec::new();
        for record in records {
            self.count(record);
            self.money.take(&self.declared.plan, record);
            changes.extend(self.monitor.take(record));
        }
        Took::Changed(changes)
    }

    fn can_take(&self, record: &Record<'_>) -> bool {
        match record {
            Record::Payment(payment) => self.place(payment.unit).is_some(),
            Record::Receipt(receipt) => self.place(receipt.unit).is_some(),
            Record::Evidence(_) => true,
            _ => false,
        }
    }

    /// Adds money to the totals of the books.
    fn count(&mut self, record: &Record<'_>) {
        match record {
            Record::Payment(it) => {
                let of = (it.unit, it.fund, it.function, Some(it.nature), it.economic);
                self.add(of, Amounts { spent: it.amount, ..Amounts::default() });
            }
            Record::Receipt(it) => {
                let amounts = Amounts { received: it.amount, ..Amounts::default() };
                self.add((it.unit, it.fund, it.function, None, 0), amounts);
            }
            _ => {}
        }
    }

    fn add(&mut self, of: (&str, Fund, u32, Option<Nature>, u32), amounts: Amounts) {
        let (unit, fund, function, nature, economic) = of;
        if let Some(unit) = self.place(unit) {
            *self.books.totals.entry(Line { unit, fund, function, nature, economic }).or_default() += amounts;
        }
    }

    /// The place of a unit among those of the books.
    fn place(&self, code: &str) -> Option<u16> {
        let place = self.books.units.iter().position(|unit| unit.code == code)?;
        u16::try_from(place).ok()
    }
}
