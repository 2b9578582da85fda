use juesuan_performance::correct::StepError;
use juesuan_report::CompileError;

use crate::Unclear;

/// Why the books give no answer, or take no step; in Chinese, with the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] juesuan_store::Error),
    /// A document cannot be filled.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// A step does not fit.
    #[error(transparent)]
    Step(#[from] StepError),
    /// Something more is to be said.
    #[error(transparent)]
    Unclear(#[from] Unclear),
    /// There is no correction of this code.
    #[error("{year}年度没有整改“{code}”（有：{known}）。请核对整改编号")]
    NoCorrection {
        /// Fiscal year.
        year: u16,
        /// 整改编号 that was asked for.
        code: String,
        /// The first ones that there are.
        known: String,
    },
    /// The door of the books refuses a step.
    #[error("没有记入：{0}")]
    Refused(String),
}

/// What the desk answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;
