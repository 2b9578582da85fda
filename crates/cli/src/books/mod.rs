//! What the commands on books share.

pub mod disclose;
pub mod open;
pub mod source;

pub use disclose::{Made, made};
pub use open::{Session, actor};
