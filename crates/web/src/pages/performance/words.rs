//! How lights, degrees and points look.

use juesuan_amount::{Decimal, Fen, Percent};
use juesuan_books::Date;
use juesuan_desk::views::{Lights, Spending};
use juesuan_performance::monitor::Light;

use crate::show;

/// The class of a light, beside which its word stands.
#[must_use]
pub const fn colour(light: &Light) -> &'static str {
    match light {
        Light::Red => "red",
        Light::Yellow => "yellow",
        Light::Green => "green",
    }
}

/// What needs somebody and what is in order (green), of things that stand with the worst first.
#[must_use]
pub fn apart<'a, T>(worst_first: &'a [T], lights: &Lights) -> (&'a [T], &'a [T]) {
    worst_first.split_at((lights.red + lights.yellow).min(worst_first.len()))
}

/// Millionths as a percentage with one decimal: `98.7%`.
#[must_use]
pub fn share(millionths: &i64) -> String {
    format!("{}%", Decimal::new(i128::from(*millionths / 1_000), 1).trimmed())
}

/// The same where it may not be known.
#[must_use]
pub fn share_if(millionths: &Option<i64>) -> String {
    millionths.as_ref().map_or_else(|| "—".to_owned(), share)
}

/// Millionths in hundredths for a bar that ends at 100.
#[must_use]
pub fn bar(millionths: &Option<i64>) -> i64 {
    millionths.unwrap_or(0).clamp(0, 1_000_000) / 10_000
}

/// Hundredths of a point: `8.5`.
#[must_use]
pub fn points(hundredths: &u32) -> String {
    Decimal::new(i128::from(*hundredths), 2).trimmed().to_string()
}

/// A day that may not be known.
#[must_use]
pub fn day(day: &Option<Date>) -> String {
    day.map_or_else(|| "—".to_owned(), |day| day.to_string())
}

/// The execution rate.
#[must_use]
pub fn rate(money: &Spending) -> String {
    money.rate.as_ref().map_or_else(|| "—".to_owned(), Percent::to_string)
}

/// Whether there is any money.
#[must_use]
pub const fn is_nothing(amount: &Fen) -> bool {
    amount.0 == 0
}

/// An amount with its sign, for differences: `+1,200.00`.
#[must_use]
pub fn difference(amount: &Fen) -> String {
    let sign = if amount.0 > 0 { "+" } else { "" };
    format!("{sign}{}", show::yuan(amount))
}
