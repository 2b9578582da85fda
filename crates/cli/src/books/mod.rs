//! What the commands on books share.

pub mod disclose;
pub mod open;
mod problems;

pub use disclose::{Made, made};
pub use open::{Session, actor, can_stand};
