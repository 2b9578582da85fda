use juesuan_amount::{Decimal, Money, MoneyUnit, Percent};

use crate::rng::Rng;

/// How one document prints its figures and lays out its tables.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Trailing zeros are dropped in the narrative: 6.2.
    pub trims: bool,
    /// Thousands separators in the tables.
    pub groups_tables: bool,
    /// Thousands separators in the narrative.
    pub groups_narrative: bool,
    /// Unit of the tables.
    pub table_unit: MoneyUnit,
    /// Zero cells are blank instead of 0.00.
    pub blank_zeros: bool,
    /// Decimals of percentages.
    pub percent_scale: u32,
    /// Trailing zeros of percentages are dropped: 100%, 0.5%.
    pub trims_percents: bool,
    /// Functional codes stand in three columns (类 款 项) instead of one.
    pub three_code_columns: bool,
    /// Tables have 行次 and 栏次.
    pub line_numbers: bool,
    /// 合计 is the last row of 公开05表.
    pub total_last: bool,
    /// Only classes and economic items with amounts are listed.
    pub lists_used_only: bool,
    /// The item's name and its amounts are two paragraphs.
    pub splits_items: bool,
}

impl Style {
    /// A random style.
    #[must_use]
    pub fn random(rng: &mut Rng) -> Self {
        let percent_scale = if rng.chance(80) { 2 } else { 1 };
        Self {
            trims: rng.chance(50),
            groups_tables: rng.chance(50),
            groups_narrative: rng.chance(20),
            table_unit: if rng.chance(12) { MoneyUnit::Yuan } else { MoneyUnit::Wan },
            blank_zeros: rng.chance(60),
            percent_scale,
            trims_percents: rng.chance(50),
            three_code_columns: rng.chance(30),
            line_numbers: rng.chance(50),
            total_last: rng.chance(30),
            lists_used_only: rng.chance(30),
            splits_items: rng.chance(40),
        }
    }

    /// An amount in the narrative, in 万元.
    #[must_use]
    pub fn narrative(&self, fen: i128) -> String {
        let value = Money::round(fen, MoneyUnit::Wan, 2).value;
        group(if self.trims { value.trimmed() } else { value }, self.groups_narrative)
    }

    /// An amount in a table cell.
    #[must_use]
    pub fn cell(&self, fen: i128) -> String {
        if fen == 0 && self.blank_zeros {
            return String::new();
        }
        group(Money::round(fen, self.table_unit, 2).value, self.groups_tables)
    }

    /// `part` of `whole` as a percentage without its sign `%`; of nothing it is 0.
    #[must_use]
    pub fn percent(&self, part: i128, whole: i128) -> String {
        let value = Percent::of(part, whole, self.percent_scale).map_or(Decimal::new(0, self.percent_scale), |p| p.0);
        if self.trims_percents { value.trimmed().to_string() } else { value.to_string() }
    }

    /// Hundredths as points: 98.7.
    #[must_use]
    pub fn points(hundredths: i128) -> String {
        Decimal::new(hundredths, 2).trimmed().to_string()
    }
}

/// A decimal with or without thousands separators.
fn group(value: Decimal, separators: bool) -> String {
    let plain = value.to_string();
    if !separators {
        return plain;
    }
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), ""), |(w, f)| (w, f));
    let mut grouped = String::new();
    for (index, digit) in whole.char_indices() {
        let left = whole.len() - index;
        if index > 0 && left % 3 == 0 && grouped.ends_with(|c: char| c.is_ascii_digit()) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}
