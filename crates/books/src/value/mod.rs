//! Values as files write them, from bytes: nothing is allocated for those that are written plainly.

mod amount;
mod code;
mod count;
mod date;

pub(crate) use amount::amount;
pub(crate) use code::code;
pub(crate) use count::count;
pub(crate) use date::date;

use juesuan_amount::normalize_text;

/// The text without blanks and with half-width digits and marks; none when it is no text.
fn plain(field: &[u8]) -> Option<String> {
    std::str::from_utf8(field).ok().map(normalize_text)
}
