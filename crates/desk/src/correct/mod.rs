//! The steps of a correction (整改) as somebody takes them: drafted from what the books know, then entered.

mod draft;
mod enter;
mod open;

pub use draft::{Doing, Draft, Handling, Signed, draft};
pub use enter::{Entered, enter};
pub use open::{Opening, open};
