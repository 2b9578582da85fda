//! 动态纠偏: what corrections take away, what they change, and whether they help. The steps themselves are
//! [`juesuan_books::Correction`].

mod deductions;

pub use deductions::{Deduction, deductions};
