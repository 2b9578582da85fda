use std::collections::BTreeMap;

use crate::Kind;

/// What an import read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many files were read.
    pub files: u64,
    /// Records by kind.
    pub counts: BTreeMap<Kind, Count>,
    /// Files and sheets without records, which were left alone.
    pub ignored: Vec<String>,
}

/// How many records of a kind were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// New ones.
    pub new: u64,
    /// Those that the books or the same import had already, which were skipped.
    pub repeated: u64,
}
