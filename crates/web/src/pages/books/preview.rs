//! What an import would bring, as people see it: before handing it in, and again by the one who decides.

use std::collections::BTreeSet;

use juesuan_amount::Fen;
use juesuan_books::Kind;
use juesuan_rights::Right;
use juesuan_store::Preview;
use serde::{Deserialize, Serialize};

use crate::{show, visitor::Visitor};

/// How many units or files are named; the others are counted.
const NAMED: usize = 200;

/// A preview in the words of a page; as JSON it goes with the submission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// By kind of record.
    pub kinds: Vec<Brought>,
    /// Codes of the units that get new records; an empty one stands for the books as a whole.
    pub units: Vec<String>,
    /// How many more units there are.
    pub more_units: usize,
    /// Files and sheets without records.
    pub ignored: Vec<String>,
}

/// Records of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Id of the kind.
    pub kind: String,
    /// New ones.
    pub new: u64,
    /// Those that the books have already.
    pub repeated: u64,
    /// What the new ones come to, in 分.
    pub fen: i64,
}

impl Shown {
    /// What a preview tells.
    pub fn new(preview: &Preview) -> Self {
        let counts = preview.summary.counts.iter().filter(|(_, count)| count.new + count.repeated > 0);
        let brought = |(kind, count): (&Kind, &juesuan_books::Count)| Brought {
            kind: kind.id().to_owned(),
            new: count.new,
            repeated: count.repeated,
            fen: preview.sums.get(kind).map_or(0, |sum| sum.0),
        };
        Self {
            kinds: counts.map(brought).collect(),
            units: preview.units.iter().take(NAMED).cloned().collect(),
            more_units: preview.units.len().saturating_sub(NAMED),
            ignored: preview.summary.ignored.iter().take(NAMED).cloned().collect(),
        }
    }

    /// The preview that goes with a submission; none if another program wrote something else.
    pub fn of_summary(summary: &str) -> Option<Self> {
        serde_json::from_str(summary).ok()
    }

    /// The same as JSON.
    pub fn summary(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }

    /// How many records are new.
    pub fn new_records(&self) -> u64 {
        self.kinds.iter().map(|kind| kind.new).sum()
    }

    /// The units in words.
    pub fn unit_words(&self) -> String {
        let named = self.units.iter().map(|code| if code.is_empty() { "全部账簿" } else { code });
        let more = if self.more_units > 0 { format!(" 等，另有 {} 个", self.more_units) } else { String::new() };
        named.collect::<Vec<_>>().join("、") + &more
    }
}

impl Brought {
    /// 支付
    pub fn name(&self) -> &str {
        Kind::from_id(&self.kind).map_or(self.kind.as_str(), |kind| kind.name())
    }

    /// What the new ones come to in 元; a dash where there is no money.
    pub fn sum(&self) -> String {
        if self.fen == 0 { "—".to_owned() } else { show::yuan(&Fen(self.fen)) }
    }
}

/// Why somebody may not hand in what a preview tells; empty when they may.
pub fn refused(preview: &Preview, visitor: &Visitor, unit: &str) -> Vec<String> {
    let mut reasons = BTreeSet::new();
    for (kind, _) in preview.summary.counts.iter().filter(|(_, count)| count.new > 0) {
        match Right::to_hand_in(*kind) {
            Some(right) if visitor.may(right, unit) => {}
            Some(right) => {
                let (kind, right) = (kind.name(), right.name());
                reasons.insert(format!("“{kind}”的记录要由有“{right}”权限的人提交，请从文件中去掉或请其提交"));
            }
            None => drop(reasons.insert(format!("“{}”的记录不能用文件提交，请在整改页逐步办理", kind.name()))),
        }
    }
    if !preview.outside.is_empty() {
        let named = preview.outside.iter().take(10).map(|code| if code.is_empty() { "未写单位" } else { code });
        let named = named.collect::<Vec<_>>().join("、");
        reasons.insert(format!("文件中有不属于本单位及其下级的记录（{named}），请去掉，或由上级单位提交"));
    }
    if preview.summary.counts.values().all(|count| count.new == 0) {
        let known = preview.summary.counts.values().any(|count| count.repeated > 0);
        let words = if known {
            "文件里的记录账簿中都已有，没有新的，不需要再送审"
        } else {
            "没有读到任何记录。请检查表格填了没有、列名是否与模板一致；整份文件以前导入过的，也不会再读"
        };
        reasons.insert(words.to_owned());
    }
    reasons.into_iter().collect()
}
