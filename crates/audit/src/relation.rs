use crate::understand::Key;

/// A relation (勾稽关系) between quantities of one document, instantiated from the form data.
///
/// A quantity is the hidden exact amount behind a [`Key`]; its printed figures are intervals around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Code of the rule under which a violation is reported: `JS0101`.
    pub rule: &'static str,
    /// Number of the relation in the form data: `G6`.
    pub id: String,
    /// This instance in Chinese: `公开03表“行政运行”：本年支出合计 = 基本支出 + 项目支出`.
    pub text: String,
    /// Relations of the same word are readings of one sentence: one of them must hold.
    pub either: Option<&'static str>,
    /// Whether a violation is judged by itself, its first figure the suspect.
    pub alone: bool,
    /// What must hold.
    pub claim: Claim,
}

/// What a relation claims of the exact amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `Σ coefficient × quantity  <comparison>  0`
    Linear {
        /// Quantities with their integer coefficients, each quantity once.
        terms: Vec<(Key, i128)>,
        /// How the sum compares with zero.
        comparison: Comparison,
    },
    /// `Σ part / Σ whole = percent`, where `percent` is a quantity printed as a percentage.
    Ratio {
        /// Numerator.
        part: Vec<(Key, i128)>,
        /// Denominator, not negative.
        whole: Vec<(Key, i128)>,
        /// The percentage.
        percent: Key,
    },
}

/// How a sum compares with zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `= 0`
    Equal,
    /// `≤ 0`
    AtMost,
    /// `≥ 0`
    AtLeast,
}

impl Relation {
    /// Whether the relation is about the quantity or percentage of a key.
    #[must_use]
    pub fn involves(&self, key: &Key) -> bool {
        let among = |terms: &[(Key, i128)]| terms.iter().any(|(term, _)| term == key);
        match &self.claim {
            Claim::Linear { terms, .. } => among(terms),
            Claim::Ratio { part, whole, percent } => percent == key || among(part) || among(whole),
        }
    }
}
