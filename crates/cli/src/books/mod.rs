//! What the commands on books share.

pub mod disclose;
mod evaluated;
pub mod open;
mod problems;
pub mod source;

pub use disclose::{Made, made};
pub use open::{Session, actor, can_stand};
