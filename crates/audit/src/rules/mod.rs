//! All rules. One rule is one file under `rules/<group>/`.

use crate::Rule;

/// Every rule, ordered by code.
pub static RULES: &[&Rule] = &[];
