//! How each kind of record lies in its table.

use juesuan_amount::Fen;
use juesuan_books::{BudgetChange, ChangeKind, Date, Kind, Payment, Receipt, Record};

use crate::account::{Account, Key};

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Blank,
    /// 分, or a day as `20240305`.
    Integer(i64),
    Text(&'a str),
}

/// Columns of payments; what their account says is not said again.
const PAYMENT: [&str; 6] = ["voucher", "entry", "payment-date", "paid", "payee", "purpose"];

/// Columns of amounts in the other kinds.
const MONEY: [&str; 11] = [
    "budgeted",
    "received",
    "opening",
    "closing",
    "surplus-used",
    "distributed",
    "unit-price",
    "contract-amount",
    "gathering-cost",
    "last-year",
    "corrective-amount",
];

/// The columns of a kind's table without its id, under the ids that the import templates give them.
pub(crate) fn columns(kind: Kind) -> &'static [&'static str] {
    if kind == Kind::Payments { &PAYMENT } else { kind.columns() }
}

/// The name of a column in the database.
pub(crate) fn sql_name(column: &str) -> String {
    format!("\"{}\"", column.replace('-', "_"))
}

/// The columns of words and codes of a kind, as the database names them.
pub(crate) fn texts(kind: Kind) -> impl Iterator<Item = String> {
    let is_text = |column: &&&str| !MONEY.contains(*column) && **column != "paid" && !is_date(column);
    columns(kind).iter().filter(is_text).map(|column| sql_name(column))
}

/// The first column of a kind that holds days.
pub(crate) fn date(kind: Kind) -> Option<String> {
    columns(kind).iter().find(|column| is_date(column)).map(|column| sql_name(column))
}

/// The first column of a kind that holds money.
pub(crate) fn money(kind: Kind) -> Option<String> {
    let column = columns(kind).iter().find(|column| **column == "paid" || MONEY.contains(*column));
    column.map(|column| sql_name(column))
}

fn is_date(column: &str) -> bool {
    column.ends_with("-date")
}

/// Gives the cells of a record to `each`, in the order of [`columns`].
pub(crate) fn cells(record: &Record<'_>, each: &mut dyn FnMut(Cell<'_>)) {
    if let Record::Payment(payment) = record {
        each(Cell::Text(payment.voucher));
        each(Cell::Text(payment.entry));
        each(Cell::Integer(day_number(payment.date)));
        each(Cell::Integer(payment.amount.0));
        each(Cell::Text(payment.payee));
        each(Cell::Text(payment.purpose));
        return;
    }
    for (text, column) in record.cells().iter().zip(columns(record.kind())) {
        let amount = if MONEY.contains(column) { Fen::parse_yuan(text) } else { None };
        each(match amount {
            Some(amount) => Cell::Integer(amount.0),
            None if text.is_empty() => Cell::Blank,
            None => Cell::Text(text),
        });
    }
}

/// The amount by which a record counts in the totals of its kind: its first one, 0 without money.
pub(crate) fn amount(record: &Record<'_>) -> Fen {
    match record {
        Record::Payment(payment) => payment.amount,
        Record::Budget(change) => change.amount,
        Record::Receipt(receipt) => receipt.amount,
        Record::Balance(balance) => balance.opening,
        _ => Fen::ZERO,
    }
}

/// The number of the column of [`amount`].
pub(crate) fn amount_column(kind: Kind) -> Option<usize> {
    let name = match kind {
        Kind::Payments => "paid",
        Kind::Budget => "budgeted",
        Kind::Receipts => "received",
        Kind::Balances => "opening",
        _ => return None,
    };
    columns(kind).iter().position(|&column| column == name)
}

/// A cell as the templates write it.
pub(crate) fn template_cell(column: &str, cell: Cell<'_>) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Integer(amount) if MONEY.contains(&column) => Fen(amount).to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text.to_owned(),
    }
}

/// The payment of a row; none when the row or its account is none.
pub(crate) fn payment<'a>(account: &'a Account, cells: &[Cell<'a>]) -> Option<Payment<'a>> {
    let &[Cell::Text(voucher), Cell::Text(entry), Cell::Integer(day), Cell::Integer(paid), payee, purpose] = cells
    else {
        return None;
    };
    let (Cell::Text(payee), Cell::Text(purpose)) = (payee, purpose) else { return None };
    let Key { unit, fund, function, nature, economic, budget_line, project } = account.key();
    Some(Payment {
        voucher,
        entry,
        date: day_of(day)?,
        unit,
        line: budget_line,
        fund: fund?,
        function,
        nature: nature?,
        economic,
        project,
        amount: Fen(paid),
        payee,
        purpose,
    })
}

/// Gives a record to `each` that stands for all of a kind on an account, which come to an amount; none of kinds that
/// come to none.
pub(crate) fn with_sum(kind: Kind, account: &Account, amount: i64, year: u16, each: impl FnOnce(&Record<'_>)) {
    let Key { unit, fund, function, nature, economic, budget_line: line, project } = account.key();
    let (Some(fund), Some(first_day)) = (fund, Date::new(year, 1, 1)) else { return };
    let amount = Fen(amount);
    match (kind, nature) {
        (Kind::Payments, Some(nature)) => each(&Record::Payment(Payment {
            voucher: "",
            entry: "",
            date: first_day,
            unit,
            line,
            fund,
            function,
            nature,
            economic,
            project,
            amount,
            payee: "",
            purpose: "",
        })),
        (Kind::Budget, Some(nature)) => each(&Record::Budget(BudgetChange {
            line,
            unit,
            fund,
            function,
            nature,
            project,
            project_name: "",
            economic,
            change: ChangeKind::Initial,
            amount,
            date: None,
            document: "",
            purpose: "",
        })),
        (Kind::Receipts, _) => {
            each(&Record::Receipt(Receipt {
                number: "",
                date: first_day,
                unit,
                fund,
                function,
                amount,
                payer: "",
                purpose: "",
            }));
        }
        _ => {}
    }
}

/// `20240305`
pub(crate) fn day_number(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

fn day_of(number: i64) -> Option<Date> {
    let part = |part: i64| u8::try_from(part).ok();
    Date::new(u16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?)
}
