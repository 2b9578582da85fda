use juesuan_amount::{Fen, Money, MoneyUnit, Percent, Quantity};

use crate::{Figure, FigureId, Figures, Formula, Value};

/// Decimals of printed money and percentages.
const DECIMALS: u32 = 2;

/// Figures, each made once.
#[derive(Clone, Debug, Default)]
pub struct FigureSet(pub(crate) Figures);

impl FigureSet {
    /// A figure that adds up other figures, which must be there.
    pub fn add_sum(&mut self, id: &str, label: &str, terms: Vec<(i8, FigureId)>) {
        let signed = |(sign, id): &(i8, FigureId)| if *sign < 0 { -self.money(id) } else { self.money(id) };
        let amount = terms.iter().map(signed).sum();
        self.add_money(id, label, amount, Formula::Sum(terms));
    }

    /// An amount that is stated and not added up.
    pub fn add_money(&mut self, id: &str, label: &str, amount: Fen, formula: Formula) {
        let figure =
            Figure { label: label.to_owned(), value: Value::Money(amount), printed: print_money(amount), formula };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// A number of pieces, persons or the like.
    pub fn add_count(&mut self, id: &str, label: &str, count: i64, source: &str) {
        let figure = Figure {
            label: label.to_owned(),
            value: Value::Count(count),
            printed: count.to_string(),
            formula: Formula::Fact(source.to_owned()),
        };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// Points, given in hundredths.
    pub fn add_points(&mut self, id: &str, label: &str, hundredths: i64, source: &str) {
        let figure = Figure {
            label: label.to_owned(),
            value: Value::Count(hundredths),
            printed: print_points(hundredths),
            formula: Formula::Fact(source.to_owned()),
        };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// Points (hundredths) that add up other figures of points, each with its sign, which must be there.
    pub fn add_point_sum(&mut self, id: &str, label: &str, terms: Vec<(i8, FigureId)>) {
        let points = |(sign, id): &(i8, FigureId)| match self.0.get(id).map(|figure| figure.value) {
            Some(Value::Count(points)) => i64::from(*sign) * points,
            _ => 0,
        };
        let sum = terms.iter().map(points).sum();
        let figure = Figure {
            label: label.to_owned(),
            value: Value::Count(sum),
            printed: print_points(sum),
            formula: Formula::Sum(terms),
        };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// What an indicator aims at or has reached, as it is printed with its unit.
    pub fn add_quantity(&mut self, id: &str, label: &str, quantity: Quantity, printed: &str, source: &str) {
        let figure = Figure {
            label: label.to_owned(),
            value: Value::Quantity(quantity),
            printed: printed.to_owned(),
            formula: Formula::Fact(source.to_owned()),
        };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// `100 × |part| ÷ |whole|`; blank where the whole is zero.
    pub fn add_percentage(&mut self, id: &str, label: &str, part: &str, whole: &str) {
        let of = |id: &str| i128::from(self.money(id).0.unsigned_abs());
        let percent = Percent::of(of(part), of(whole), DECIMALS);
        let figure = Figure {
            label: label.to_owned(),
            value: Value::Percent(percent),
            printed: percent.map_or_else(String::new, |percent| percent.0.to_string()),
            formula: Formula::Percentage { part: part.to_owned(), whole: whole.to_owned() },
        };
        self.0.entry(id.to_owned()).or_insert(figure);
    }

    /// The amount of a figure; nothing where there is no such amount.
    pub(crate) fn money(&self, id: &str) -> Fen {
        match self.0.get(id).map(|figure| figure.value) {
            Some(Value::Money(amount)) => amount,
            _ => Fen::ZERO,
        }
    }

    /// Whether an amount prints as zero.
    pub(crate) fn prints_zero(&self, id: &str) -> bool {
        prints_zero(self.money(id))
    }

    /// A figure, if it was made.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.0.get(id)
    }
}

/// Money in 万元 as printed in sentences: `1471.15`.
pub(crate) fn print_money(amount: Fen) -> String {
    Money::round(i128::from(amount.0), MoneyUnit::Wan, DECIMALS).value.to_string()
}

/// Whether money prints as `0.00` 万元.
pub(crate) fn prints_zero(amount: Fen) -> bool {
    Money::round(i128::from(amount.0), MoneyUnit::Wan, DECIMALS).value.is_zero()
}

/// Hundredths of a point without trailing zeros: `9.7`, `10`.
pub(crate) fn print_points(hundredths: i64) -> String {
    juesuan_amount::Decimal::new(i128::from(hundredths), 2).trimmed().to_string()
}

/// Sets separators between thousands: `1,471.15`.
#[must_use]
pub fn grouped(printed: &str) -> String {
    let (sign, digits) = printed.strip_prefix('-').map_or(("", printed), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_prints_in_wan() {
        assert_eq!(print_money(Fen(3_801_194_999)), "3801.19");
        assert_eq!(grouped("3801.19"), "3,801.19");
        assert_eq!(grouped("-123456.00"), "-123,456.00");
        assert_eq!(grouped("12"), "12");
        assert_eq!(print_points(970), "9.7");
        assert!(prints_zero(Fen(4_999)) && !prints_zero(Fen(5_000)));
    }
}
