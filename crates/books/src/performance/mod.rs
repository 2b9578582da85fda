//! The words of budget performance (预算绩效): indicators, their targets and evidence, deviations and corrections.

mod correction;
mod indicator;
mod trajectory;

pub use correction::{DeviationKind, Remedy, Role, Step};
pub use indicator::{Aggregation, Comparison, Dimension, FirstLevel, Scoring};
pub use trajectory::Trajectory;

use crate::columns::Choice;

/// Gives the official word and the stable id of each value, as files and machine-readable outputs write it.
macro_rules! named {
    ($($type:ident),+) => {
        $(impl $type {
            /// All values, in their order.
            #[must_use]
            pub const fn all() -> &'static [Self] {
                <Self as Choice>::ALL
            }

            /// The Chinese word.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.label()
            }

            /// The id in data and machine-readable outputs.
            #[must_use]
            pub fn key(self) -> &'static str {
                self.id()
            }
        })+
    };
}

named!(Dimension, Comparison, Aggregation, Scoring, DeviationKind, Step, Role, Remedy);
