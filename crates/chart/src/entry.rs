use crate::rows::rows;

/// Level of a code in its classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 类, three digits.
    Class,
    /// 款, five digits.
    Section,
    /// 项, seven digits.
    Item,
}

impl Level {
    /// The level of a code, by its length; `None` if it is not a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let digits = code.bytes().all(|b| b.is_ascii_digit());
        match code.len() {
            3 if digits => Some(Self::Class),
            5 if digits => Some(Self::Section),
            7 if digits => Some(Self::Item),
            _ => None,
        }
    }

    /// 类, 款 or 项.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Class => "类",
            Self::Section => "款",
            Self::Item => "项",
        }
    }
}

/// How sure a row of the data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// A guess.
    Low,
    /// Probably right.
    Medium,
    /// Seen in an official document, or known beyond doubt.
    High,
}

impl Confidence {
    pub(crate) fn parse(text: &str) -> Self {
        match text {
            "high" => Self::High,
            "medium" => Self::Medium,
            _ => Self::Low,
        }
    }
}

/// The budget to which a functional code belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Budget {
    /// 一般公共预算
    General,
    /// 政府性基金预算
    Fund,
    /// 国有资本经营预算
    StateCapital,
    /// 社会保险基金预算
    SocialInsurance,
    /// 转移性支出, of any budget
    Transfer,
}

impl Budget {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "一般公共预算" => Self::General,
            "政府性基金预算" => Self::Fund,
            "国有资本经营预算" => Self::StateCapital,
            "社会保险基金预算" => Self::SocialInsurance,
            "转移性" => Self::Transfer,
            _ => return None,
        })
    }
}

/// One code of a classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code: 3 digits for a 类, 5 for a 款, 7 for a 项.
    pub code: &'static str,
    /// The official name.
    pub name: &'static str,
    /// The level, which agrees with the length of the code.
    pub level: Level,
    /// Code of the entry one level up; none for a 类.
    pub parent: Option<&'static str>,
    /// Where the row comes from.
    pub source: &'static str,
    /// How sure the row is.
    pub confidence: Confidence,
    /// The budget, for functional codes.
    pub budget: Option<Budget>,
    /// Remarks on changes and doubts; may be empty.
    pub note: &'static str,
}

/// Rows `code,name,level,parent,source,confidence,budget,note`.
pub(crate) fn functional(csv: &'static str) -> Vec<Entry> {
    rows(csv).filter_map(|row| entry(&row, Budget::parse(row.get(6)?), row.get(7)?)).collect()
}

/// Rows `code,name,level,parent,source,confidence,note`.
pub(crate) fn economic(csv: &'static str) -> Vec<Entry> {
    rows(csv).filter_map(|row| entry(&row, None, row.get(6)?)).collect()
}

fn entry(row: &[&'static str], budget: Option<Budget>, note: &'static str) -> Option<Entry> {
    let &[code, name, _, parent, source, confidence, ..] = row else { return None };
    Some(Entry {
        code,
        name,
        level: Level::of(code)?,
        parent: Some(parent).filter(|parent| !parent.is_empty()),
        source,
        confidence: Confidence::parse(confidence),
        budget,
        note,
    })
}
