//! What the rules on figures share: looking them up and comparing them.

use crate::{
    Context,
    understand::{Figure, Key, Measure, Period},
};

/// The first figure of this year printed for a row of an area.
pub(crate) fn printed<'a>(context: &Context<'a>, area: &str, row: &str, measure: Measure) -> Option<&'a Figure> {
    let key = Key { area: area.into(), row: row.into(), measure, period: Period::Current };
    context.facts.at(&key).next()
}

/// The whole number printed as a count.
pub(crate) fn count(figure: &Figure) -> Option<i128> {
    match figure.value {
        crate::understand::Value::Number(number) if number.scale == 0 => Some(number.mantissa),
        _ => None,
    }
}
