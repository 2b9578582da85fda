use juesuan_amount::{Fen, Quantity};

use super::Light;

/// What a rule says of a subject at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// 红灯 or 黄灯.
    pub light: Light,
    /// By how much, so that days can be compared: what the light goes by, or the money that it is about.
    pub degree: i64,
    /// The figures behind it, by the names under which the rule's sentence asks for them.
    pub figures: Vec<Figure>,
}

/// A figure behind an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its Chinese name.
    pub name: &'static str,
    /// Its value.
    pub value: FigureValue,
}

/// What a figure measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureValue {
    /// An amount of money.
    Money(Fen),
    /// A part of a whole, in millionths.
    Part(i64),
    /// A quantity in the indicator's 计量单位.
    Quantity(Quantity),
    /// A number of days, payments …
    Count(i64),
    /// A name.
    Name(Box<str>),
}

impl Alarm {
    /// Yellow from one value on and red from another (both in per cent, against millionths); none below.
    pub(super) fn when(part: i64, yellow: u32, red: u32, figures: impl FnOnce() -> Vec<Figure>) -> Option<Self> {
        let light = match part {
            _ if part >= percent(red) => Light::Red,
            _ if part >= percent(yellow) => Light::Yellow,
            _ => return None,
        };
        Some(Self { light, degree: part, figures: figures() })
    }
}

/// Per cent in millionths.
pub(super) fn percent(percent: u32) -> i64 {
    i64::from(percent) * 10_000
}

/// An amount of money by its name.
pub(super) const fn money(name: &'static str, amount: Fen) -> Figure {
    Figure { name, value: FigureValue::Money(amount) }
}

/// A part, in millionths, by its name.
pub(super) const fn part(name: &'static str, part: i64) -> Figure {
    Figure { name, value: FigureValue::Part(part) }
}

/// A quantity by its name.
pub(super) const fn quantity(name: &'static str, quantity: Quantity) -> Figure {
    Figure { name, value: FigureValue::Quantity(quantity) }
}

/// A number by its name.
pub(super) fn count(name: &'static str, number: impl Into<i64>) -> Figure {
    Figure { name, value: FigureValue::Count(number.into()) }
}

/// A name by its name.
pub(super) fn name(name: &'static str, text: &str) -> Figure {
    Figure { name, value: FigureValue::Name(text.into()) }
}

impl FigureValue {
    /// As a sentence prints it, with the 计量单位 of quantities: `1234.50元`, `12.3%`, `87篇`, `30`.
    #[must_use]
    pub fn text(&self, measure: &str) -> String {
        match self {
            Self::Money(amount) => format!("{amount}元"),
            // Tenths of a per cent, rounded towards nothing: no light looks worse than it is.
            Self::Part(part) => {
                let sign = if *part < 0 { "-" } else { "" };
                let tenths = part.unsigned_abs() / 1000;
                format!("{sign}{}.{}%", tenths / 10, tenths % 10)
            }
            Self::Quantity(quantity) => format!("{quantity}{measure}"),
            Self::Count(number) => number.to_string(),
            Self::Name(name) => name.to_string(),
        }
    }
}
