use std::collections::BTreeMap;

use datafusion::arrow::array::RecordBatch;
use juesuan_amount::Fen;
use juesuan_books::{Balance, BudgetChange, ChangeKind, Line, Payment, Receipt, Record, UnitRecord};

use crate::sheet::{Cell, Sheet};
use crate::{Dataset, Error, Flow, LineKey, Parts, Result, UnitId, words};

/// The records of one unit and year on their way into files, with what they come to by line.
pub struct UnitRecords {
    unit: UnitId,
    agency: bool,
    units: Sheet,
    budget: Sheet,
    receipts: Sheet,
    payments: Sheet,
    balances: Sheet,
    totals: BTreeMap<(LineKey, Option<UnitId>), Fen>,
}

/// Amounts in files have 18 digits.
const LARGEST: i64 = 999_999_999_999_999_999;

impl UnitRecords {
    /// A unit without records; `staff` is how many people it has (实有人数), none where nobody knows.
    #[must_use]
    pub fn new(id: UnitId, unit: &UnitRecord<'_>, parent: Option<&UnitId>, staff: Option<u32>) -> Self {
        let sheet = |dataset: Dataset| Sheet::new(dataset.schema());
        let mut units = sheet(Dataset::Units);
        units.push(&[
            Cell::Text(id.as_str()),
            Cell::Text(unit.name),
            Cell::text(parent.map(UnitId::as_str)),
            Cell::Text(words::unit_kind(unit.unit_kind)),
            staff.map_or(Cell::Blank, Cell::Count),
        ]);
        Self {
            unit: id,
            agency: unit.unit_kind.runs_an_agency(),
            units,
            budget: sheet(Dataset::Budget),
            receipts: sheet(Dataset::Receipts),
            payments: sheet(Dataset::Payments),
            balances: sheet(Dataset::Balances),
            totals: BTreeMap::new(),
        }
    }

    /// Which unit it is.
    #[must_use]
    pub const fn unit(&self) -> &UnitId {
        &self.unit
    }

    /// Adds a record of the unit; of kinds that no table adds up, nothing is kept. `counterparty` is the unit to which a
    /// payment went or from which a receipt came, where it is one.
    ///
    /// # Errors
    /// When an amount has more digits than files hold.
    pub fn add(&mut self, record: &Record<'_>, counterparty: Option<&UnitId>) -> Result<()> {
        match record {
            Record::Budget(change) => self.add_budget(change),
            Record::Receipt(receipt) => self.add_receipt(receipt, counterparty),
            Record::Payment(payment) => self.add_payment(payment, counterparty),
            Record::Balance(balance) => self.add_balance(balance),
            _ => Ok(()),
        }
    }

    /// The tables with their rows in order; those without rows are left out.
    ///
    /// # Errors
    /// When an amount has more digits than files hold.
    pub fn finish(self) -> Result<Vec<(Dataset, RecordBatch)>> {
        let mut totals = Sheet::new(Dataset::Totals.schema());
        for ((line, counterparty), amount) in &self.totals {
            let amount = self.money(*amount)?;
            let other = Cell::text(counterparty.as_ref().map(UnitId::as_str));
            totals.push(&[Cell::Text(self.unit.as_str()), Cell::Line(*line), other, amount]);
        }
        let sheets = [self.units, self.budget, self.receipts, self.payments, self.balances, totals];
        let mut tables = Vec::with_capacity(sheets.len());
        for (dataset, sheet) in Dataset::ALL.into_iter().zip(sheets) {
            tables.extend(sheet.finish()?.map(|rows| (dataset, rows)));
        }
        Ok(tables)
    }

    fn add_budget(&mut self, change: &BudgetChange<'_>) -> Result<()> {
        let &BudgetChange { fund, function, nature, economic, amount, .. } = change;
        let flow = if change.change == ChangeKind::Initial { Flow::Initial } else { Flow::Changed };
        let line = self.count(flow, Line { unit: 0, fund, function, nature: Some(nature), economic }, None, amount);
        let amount = self.money(amount)?;
        self.budget.push(&[
            Cell::Text(self.unit.as_str()),
            line,
            amount,
            change.date.map_or(Cell::Blank, Cell::Day),
            Cell::Text(words::change(change.change)),
            Cell::Text(change.line),
            Cell::Text(change.project),
            Cell::Text(change.project_name),
            Cell::Text(change.document),
            Cell::Text(change.purpose),
        ]);
        Ok(())
    }

    fn add_receipt(&mut self, receipt: &Receipt<'_>, counterparty: Option<&UnitId>) -> Result<()> {
        let &Receipt { fund, function, amount, .. } = receipt;
        let line = Line { unit: 0, fund, function, nature: None, economic: 0 };
        let line = self.count(Flow::Received, line, counterparty, amount);
        let amount = self.money(amount)?;
        self.receipts.push(&[
            Cell::Text(self.unit.as_str()),
            line,
            amount,
            Cell::Day(receipt.date),
            Cell::text(counterparty.map(UnitId::as_str)),
            Cell::Text(receipt.number),
            Cell::Text(receipt.payer),
            Cell::Text(receipt.purpose),
        ]);
        Ok(())
    }

    fn add_payment(&mut self, payment: &Payment<'_>, counterparty: Option<&UnitId>) -> Result<()> {
        let &Payment { fund, function, nature, economic, amount, .. } = payment;
        let line = Line { unit: 0, fund, function, nature: Some(nature), economic };
        let line = self.count(Flow::Spent, line, counterparty, amount);
        let amount = self.money(amount)?;
        self.payments.push(&[
            Cell::Text(self.unit.as_str()),
            line,
            amount,
            Cell::Day(payment.date),
            Cell::text(counterparty.map(UnitId::as_str)),
            Cell::Text(payment.voucher),
            Cell::Text(payment.entry),
            Cell::Text(payment.line),
            Cell::Text(payment.project),
            Cell::Text(payment.payee),
            Cell::Text(payment.purpose),
        ]);
        Ok(())
    }

    /// A balance record says up to three things; each is a row.
    fn add_balance(&mut self, balance: &Balance<'_>) -> Result<()> {
        let &Balance { fund, function, opening, surplus_used, distributed, .. } = balance;
        let flows = [(Flow::Opening, opening), (Flow::SurplusUsed, surplus_used), (Flow::Distributed, distributed)];
        for (flow, amount) in flows.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            let line = self.count(flow, Line { unit: 0, fund, function, nature: None, economic: 0 }, None, amount);
            let amount = self.money(amount)?;
            self.balances.push(&[Cell::Text(self.unit.as_str()), line, amount]);
        }
        Ok(())
    }

    /// Adds to what the line comes to, and gives its key.
    fn count(&mut self, flow: Flow, line: Line, counterparty: Option<&UnitId>, amount: Fen) -> Cell<'static> {
        let key = LineKey::new(&Parts { agency: self.agency, flow, line });
        *self.totals.entry((key, counterparty.cloned())).or_default() += amount;
        Cell::Line(key)
    }

    fn money(&self, amount: Fen) -> Result<Cell<'static>> {
        if amount.0.unsigned_abs() > LARGEST.unsigned_abs() {
            return Err(Error::Refused(format!("单位 {} 有金额 {amount} 元，超出18位。请核对这笔记录", self.unit)));
        }
        Ok(Cell::Money(amount))
    }
}
