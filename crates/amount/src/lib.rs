//! Exact money and printed figures.
//!
//! Amounts are integers of 分 (1/100 yuan). A printed figure is not an amount but a closed [`Interval`] of amounts: all
//! those that round to what is printed. Nothing here is ever a float.

mod decimal;
mod fen;
mod interval;
mod money;
mod numeral;
mod percent;
mod quantity;

pub use decimal::Decimal;
pub use fen::Fen;
pub use interval::Interval;
pub use money::{Money, MoneyUnit};
pub use numeral::{chinese_number, normalize_char, normalize_text};
pub use percent::{Percent, Ratio};
pub use quantity::Quantity;
