use std::collections::{BTreeMap, BTreeSet};

use juesuan_books::{Kind, Place, Record, Sink};

/// How many new records are few.
const FEW: usize = 5000;

/// A few new records, as far as that tells which records of the books can matter to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct News {
    kinds: BTreeSet<Kind>,
    records: usize,
    /// By kind, for each column of [`columns`] what stands in it.
    names: BTreeMap<Kind, Vec<BTreeSet<String>>>,
}

/// They are not few.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Many;

/// The columns, with an index, by which a record of a kind is found that is the same as another; none for kinds of which
/// there are few records.
pub(crate) const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Payments => &["voucher"],
        Kind::Receipts => &["receipt"],
        Kind::Budget => &["line"],
        Kind::Evidence => &["item", "register"],
        _ => &[],
    }
}

impl News {
    /// These records.
    ///
    /// # Errors
    /// When they are many.
    pub fn of(records: &[Record<'_>]) -> Result<Self, Many> {
        let mut news = Self::default();
        records.iter().try_for_each(|record| news.add(record))?;
        Ok(news)
    }

    fn add(&mut self, record: &Record<'_>) -> Result<(), Many> {
        self.records += 1;
        if self.records > FEW {
            return Err(Many);
        }
        self.kinds.insert(record.kind());
        let names: &[&str] = match record {
            Record::Payment(payment) => &[payment.voucher],
            Record::Receipt(receipt) => &[receipt.number],
            Record::Budget(change) => &[change.line],
            Record::Evidence(item) => &[item.item, item.register],
            _ => return Ok(()),
        };
        let known = self.names.entry(record.kind()).or_insert_with(|| vec![BTreeSet::new(); names.len()]);
        for (known, &name) in known.iter_mut().zip(names).filter(|(known, name)| !known.contains(**name)) {
            known.insert(name.to_owned());
        }
        Ok(())
    }

    /// Whether some are of one of these kinds.
    pub fn any(&self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.kinds.contains(kind))
    }

    /// What stands in the [`columns`] of its records of a kind.
    pub fn names(&self, kind: Kind) -> Option<&[BTreeSet<String>]> {
        self.names.get(&kind).map(Vec::as_slice)
    }
}

impl Sink for News {
    type Error = Many;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Many> {
        self.add(record)
    }
}
