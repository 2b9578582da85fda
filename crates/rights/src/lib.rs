//! Who people are and what they may do; pure: no database, no HTTP.
//!
//! A [`Role`] (角色) gives [`Right`]s (权限) over a unit and all units below it ([`Access`], [`UnitTree`]). The three
//! administrators (三员) hold theirs for the whole office and never one over money. [`Office`] is who there is and what
//! they hold; [`Office::check`] decides whether somebody may change that, by rules that no sequence of changes gets
//! around. [`password`], [`totp`], [`Secret`] and [`Attempts`] are what logging in (登录) takes.

mod access;
mod grant;
mod lockout;
mod office;
pub mod password;
mod random;
mod refusal;
mod right;
mod role;
mod secret;
mod separation;
pub mod totp;
mod tree;
mod words;

pub use access::Access;
pub use grant::Grant;
pub use lockout::Attempts;
pub use office::{Change, Office, Person};
pub use random::NoRandom;
pub use refusal::Refusal;
pub use right::Right;
pub use role::Role;
pub use secret::Secret;
pub use separation::{compatible, second_person};
pub use tree::UnitTree;
pub use words::{is_code, login, name};
