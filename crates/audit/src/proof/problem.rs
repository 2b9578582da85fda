use juesuan_amount::{Interval, Ratio};

/// Hidden exact quantities (integers), what is printed of them, and the relations between them.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// For each quantity whether it can not be negative.
    pub nonnegative: Vec<bool>,
    /// Printed figures.
    pub observations: Vec<Observation>,
    /// What must hold. Each statement involves quantities, and percentages as observations.
    pub statements: Vec<Statement>,
}

/// A printed figure of a quantity, or a printed percentage (which is no quantity but makes a [`Statement::Ratio`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observation {
    /// A quantity lies in an interval.
    Quantity {
        /// Index of the quantity.
        quantity: usize,
        /// At the figure's own precision.
        own: Interval,
        /// At the document's precision, when that is finer; otherwise the same.
        strict: Interval,
        /// How readily to suspect the figure when other evidence is equal; higher is more suspect.
        suspicion: u32,
    },
    /// A percentage lies in an interval of fractions.
    Percentage {
        /// At its own precision.
        own: Ratio,
        /// At the document's precision, when that is finer; otherwise the same.
        strict: Ratio,
        /// As for a quantity.
        suspicion: u32,
    },
}

/// A relation between quantities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `lo ≤ Σ coefficient × quantity ≤ hi`; a missing bound is infinite.
    Linear {
        /// Quantities with coefficients, each quantity once.
        terms: Vec<(usize, i128)>,
        /// Lower bound.
        lo: Option<i128>,
        /// Upper bound.
        hi: Option<i128>,
    },
    /// `Σ part = r × Σ whole` for a fraction `r` of a printed percentage; `whole` is not negative.
    Ratio {
        /// Numerator.
        part: Vec<(usize, i128)>,
        /// Denominator.
        whole: Vec<(usize, i128)>,
        /// Index of the [`Observation::Percentage`].
        percentage: usize,
    },
}

/// A proven contradiction: a small set of observations and statements that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The certificate: non-negative combinations of inequalities that add up to `0 ≤ negative`.
    pub steps: Vec<Step>,
    /// By how much the combination misses: the certificate's sum is `0 ≤ -gap`, with `gap > 0`.
    pub gap: i128,
    /// What `gap` has to be divided by to be in the units of the suspect quantity, at least 1.
    pub gap_scale: i128,
    /// Index of the observation most likely wrong.
    pub suspect: usize,
    /// Other observations of the certificate that nothing makes less suspect: the suspect is one of them all.
    pub alike: Vec<usize>,
    /// The statement that is wrong as a whole, where each of its figures agrees with all else that is said of it: a sum
    /// whose list is not complete, say. Then the suspect is no more than the likeliest of its figures.
    pub statement: Option<usize>,
    /// What the other observations and statements leave for the suspect: an interval for a quantity, or bounds of the
    /// fraction for a percentage; none if they leave everything.
    pub expected: Option<Expected>,
    /// Whether the contradiction stands at the figures' own precision (an error) or only at the document's (a warning).
    pub at_own_precision: bool,
}

/// What the rest of a document says of a suspect figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// For a quantity.
    Quantity(Interval),
    /// For a percentage.
    Percentage(Ratio),
}

/// One inequality of a certificate with its multiplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which inequality.
    pub source: Source,
    /// Whether its upper side (`… ≤ hi`) or its lower side (`lo ≤ …`) is used.
    pub upper: bool,
    /// Positive multiplier.
    pub weight: i128,
}

/// Where an inequality comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// An [`Observation::Quantity`] by index.
    Observation(usize),
    /// A statement by index (a ratio statement uses its percentage's observation too).
    Statement(usize),
    /// The quantity of this index is not negative.
    Nonnegative(usize),
}
