use juesuan_books::Books;
use juesuan_report::{Options, Report, Rounding, compile};

use crate::Result;

/// Fills the disclosure of some books by a form (none for the national one).
///
/// # Errors
/// When there is no such form, or no unit.
pub fn disclosure(books: &Books, form: Option<&str>, rounding: Rounding) -> Result<Report> {
    Ok(compile(books, &Options { form: form.map(str::to_owned), rounding })?)
}
