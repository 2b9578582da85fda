use std::fmt;

/// Why a step does not fit a correction, and what to do, in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Misfit {
    /// Number of the column of the record in which it shows.
    pub(crate) column: usize,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub remedy: String,
}

impl Misfit {
    pub(super) fn new(column: usize, wrong: String, remedy: &str) -> Self {
        Self { column, wrong, remedy: remedy.to_owned() }
    }

    /// Something that is needed was not given.
    pub(super) fn blank(column: usize, what: &str, by: &str) -> Self {
        Self::new(column, format!("“{by}”没有写{what}"), &format!("请写明{what}"))
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}。{}", self.wrong, self.remedy)
    }
}
