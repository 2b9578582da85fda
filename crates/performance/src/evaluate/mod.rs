//! 效益评估: points, grades and sums of a unit's overall expenditure (整体支出) and of each project, as of a day.

mod deduction;
mod evaluation;
mod evaluator;
mod gather;
mod grade;
mod line;
mod points;
mod score;
mod settings;
mod sums;
mod words;

pub use deduction::Deduction;
pub(crate) use deduction::grouped;
pub use evaluation::{Evaluated, Evaluation, Money};
pub use evaluator::Evaluator;
pub use grade::Grade;
pub use line::ScoredTarget;
pub use settings::{EvaluationSettings, Tier};
pub use sums::{FirstSum, SecondSum};
pub(crate) use words::points as points_text;
