//! Relations between the scores of performance indicators.

use crate::{
    Claim, Comparison, Relation,
    understand::{Facts, Key, Measure, Period},
};

/// The score of an indicator is the sum of those under it, and its full score less the deduction.
pub fn scores(facts: &Facts) -> Vec<Relation> {
    let printed = |key: &Key| facts.at(key).next().is_some();
    let mut relations = Vec::new();
    for indicator in &facts.indicators {
        let keys = [Measure::ScoreFull, Measure::Score, Measure::Deduction].map(|measure| key(&indicator.row, measure));
        if keys.iter().all(printed) {
            let text = format!("“{}”得分 = 分值 − 扣分", indicator.name);
            let [full, score, deduction] = keys;
            relations.push(equal("扣分", text, vec![(score, 1), (full, -1), (deduction, 1)]));
        }
    }
    let parents = facts.indicators.iter().map(|i| (Some(i.row.clone()), i.name.as_str()));
    for (parent, name) in parents.chain([(None, "绩效总分")]) {
        for measure in [Measure::Score, Measure::ScoreFull] {
            let row = parent.clone().unwrap_or_else(|| "total".to_owned());
            let children = facts.indicators.iter().filter(|i| i.parent == parent);
            let keys: Vec<Key> = children.map(|i| key(&i.row, measure.clone())).collect();
            let whole = key(&row, measure.clone());
            if keys.len() < 2 || !keys.iter().all(printed) || !printed(&whole) {
                continue;
            }
            let what = if measure == Measure::Score { "得分" } else { "分值" };
            let terms = keys.into_iter().map(|k| (k, -1)).chain([(whole, 1)]).collect();
            relations.push(equal("分项之和", format!("“{name}”{what} = 下级指标{what}之和"), terms));
        }
    }
    relations
}

fn key(row: &str, measure: Measure) -> Key {
    Key { area: "performance".into(), row: row.to_owned(), measure, period: Period::Current }
}

fn equal(id: &str, text: String, terms: Vec<(Key, i128)>) -> Relation {
    let claim = Claim::Linear { terms, comparison: Comparison::Equal };
    Relation { rule: "JS0601", id: id.to_owned(), text, either: None, alone: false, claim }
}
