//! What a rule is. One rule is one file under `rules/<group>/`.

use juesuan_form::Kind;

use crate::{Context, Finding, Severity};

/// The group of a rule, which is also the folder of its file and the first two digits of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// 01 relations inside tables
    Table,
    /// 02 relations between tables
    Tables,
    /// 03 relations inside the narrative and with the tables
    Narrative,
    /// 04 direction words
    Direction,
    /// 05 classification names, codes and items
    Classification,
    /// 06 performance
    Performance,
    /// 07 counts, vehicles, procurement
    Facts,
    /// 08 structure of the document
    Structure,
    /// 09 wording and punctuation
    Wording,
    /// 10 last year's document
    Prior,
}

impl Group {
    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "表内勾稽",
            Self::Tables => "表间勾稽",
            Self::Narrative => "文字与表、文字之间勾稽",
            Self::Direction => "增减和大小用词",
            Self::Classification => "科目名称和编码",
            Self::Performance => "绩效",
            Self::Facts => "数量、车辆和采购",
            Self::Structure => "文件结构",
            Self::Wording => "文字和标点",
            Self::Prior => "与上年度文件核对",
        }
    }
}

/// One rule with everything that its documentation needs.
pub struct Rule {
    /// `JS` and four digits, the first two the group's.
    pub code: &'static str,
    /// Kebab-case name of the pattern that is wrong.
    pub name: &'static str,
    /// The group.
    pub group: Group,
    /// The highest severity it reports.
    pub severity: Severity,
    /// Chinese title.
    pub title: &'static str,
    /// What it does and why it matters, in Chinese.
    pub explanation: &'static str,
    /// Legal or arithmetical basis, in Chinese.
    pub basis: &'static str,
    /// A disclosure fragment (plain text with headings) in which the rule must find something.
    pub bad: &'static str,
    /// The same fragment, right: the rule must be silent.
    pub good: &'static str,
    /// The check itself; none for a rule whose findings come from the proof engine, through relations that name its code.
    pub check: Option<fn(&Context<'_>, &mut Vec<Finding>)>,
}

/// What stands before each of the two documents in an example of a rule on last year's document.
const PRIOR_MARK: &str = "【上年度决算】\n";
const OWN_MARK: &str = "【本年度决算】\n";

/// Last year's document of an example, if it has one, and this year's.
#[must_use]
pub fn example_parts(example: &str) -> (Option<&str>, &str) {
    let parts = example.strip_prefix(PRIOR_MARK).and_then(|rest| rest.split_once(OWN_MARK));
    parts.map_or((None, example), |(prior, own)| (Some(prior), own))
}

/// Rules on structure that hold for a report of any kind.
const OF_ANY_REPORT: [&str; 2] = ["unfinished-sentence", "impossible-date"];

impl Rule {
    /// Whether the rule is about documents of a kind. A self-evaluation of performance is held to no form of a disclosure.
    #[must_use]
    pub fn concerns(&self, kind: Kind) -> bool {
        kind != Kind::PerformanceSelfEvaluation
            || matches!(self.group, Group::Performance | Group::Wording)
            || OF_ANY_REPORT.contains(&self.name)
    }

    /// A finding of this rule without proof, at the given places (the most suspect first).
    #[must_use]
    pub fn finding(&self, severity: Severity, places: Vec<juesuan_read::Place>, message: impl Into<String>) -> Finding {
        debug_assert!(!places.is_empty() && severity <= self.severity);
        Finding {
            code: self.code,
            rule: self.name,
            severity,
            message: message.into(),
            places,
            expected: None,
            suspect: None,
            proof: None,
        }
    }
}
