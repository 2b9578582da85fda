use juesuan_amount::{Decimal, Fen, Money, MoneyUnit};
use juesuan_report::{Figure, Table, Value};

/// The unit in which a table prints money, from its line `金额单位：万元`; 万元 where it says none.
pub(crate) fn unit_of(table: &Table) -> MoneyUnit {
    let named = MoneyUnit::ALL.into_iter().find(|unit| table.money_line.contains(unit.name()));
    named.unwrap_or(MoneyUnit::Wan)
}

/// The exact amount in a unit: 3,801.185 万元 is 3801.185.
pub(crate) fn exact(amount: Fen, unit: MoneyUnit) -> Decimal {
    Decimal::new(i128::from(amount.0), unit.fen().ilog10()).trimmed()
}

/// An amount in 元 with two decimals: `38011850.00`.
pub(crate) fn yuan(amount: Fen) -> String {
    Decimal::new(i128::from(amount.0), 2).to_string()
}

/// Whether a figure is printed in `unit` as its exact value rounds; a blank stands for anything.
pub(crate) fn is_honest(figure: &Figure, printed: &str, unit: MoneyUnit) -> bool {
    match (figure.value, Decimal::parse(printed)) {
        (Value::Money(amount), Some(printed)) => {
            Money::round(i128::from(amount.0), unit, printed.scale).value == printed
        }
        _ => true,
    }
}
