use std::fmt;

use juesuan_form::{RelationSpec, table_form};
use smol_str::SmolStr;

use crate::understand::Key;

/// A relation (勾稽关系) between quantities of one document, instantiated from the form data.
///
/// A quantity is the hidden exact amount behind a [`Key`]; its printed figures are intervals around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Code of the rule under which a violation is reported: `JS0101`.
    pub rule: &'static str,
    /// Number of the relation in the form data: `G6`.
    pub id: &'static str,
    /// This instance in Chinese: `公开03表“行政运行”：本年支出合计 = 基本支出 + 项目支出`.
    pub text: Wording,
    /// Relations of the same word are readings of one sentence: one of them must hold.
    pub either: Option<&'static str>,
    /// Whether a violation is judged by itself, its first figure the suspect.
    pub alone: bool,
    /// What must hold.
    pub claim: Claim,
}

/// A relation in Chinese, put together only where it is shown: almost all relations hold, and nobody reads of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// `绩效得分 = 同句所列各项得分之和`
    Fixed(&'static str),
    /// `“其他收入”的占比 = 本项 ÷ 所占的整体`
    Subject {
        /// Whose figures are related.
        name: SmolStr,
        /// What holds between them.
        text: &'static str,
    },
    /// `支出决算表“行政运行”（基本支出）：等于下一级科目之和`
    Form {
        /// The relation of the form data.
        spec: &'static RelationSpec,
        /// The row for which it is stated, if it is stated for each.
        subject: SmolStr,
        /// The id of the column for which it is stated, if it is stated for each.
        column: Option<SmolStr>,
        /// Whether the parts may not be all there are.
        lacks_parts: bool,
    },
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(text) => f.write_str(text),
            Self::Subject { name, text } => write!(f, "“{name}”{text}"),
            Self::Form { spec, subject, column, lacks_parts } => {
                if let Some(each) = &spec.each {
                    let form = table_form(&each.area);
                    let column = column.as_ref().and_then(|id| form.and_then(|form| form.column(id)));
                    write!(f, "{}“{}”", form.map_or("", |form| form.name.as_str()), subject.trim())?;
                    column.map_or(Ok(()), |column| write!(f, "（{}）", column.name))?;
                    f.write_str("：")?;
                }
                f.write_str(&spec.text)?;
                if *lacks_parts { f.write_str("（列出的各项之和不应更大）") } else { Ok(()) }
            }
        }
    }
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
