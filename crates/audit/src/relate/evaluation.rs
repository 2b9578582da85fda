//! Relations of self-evaluation tables (绩效自评表): money by source, and the score that the text repeats.

use juesuan_form::{Evaluation, FUNDS, FundKind};

use super::readings;
use crate::{
    Claim, Comparison, Relation, Wording,
    precision::Precision,
    understand::{Facts, Key, Measure, Period},
};

/// The relations of all self-evaluation tables.
pub fn evaluation(facts: &Facts, evaluations: &[Evaluation], precision: &Precision) -> Vec<Relation> {
    let funds = evaluations.iter().flat_map(|evaluation| funds(facts, evaluation, precision));
    let repeated = facts.repeated_scores.iter().map(|(text, table)| {
        let terms = vec![(text.clone(), 1), (table.clone(), -1)];
        equal("JS0610", "得分", "正文所写的自评得分 = 自评表的总分", terms)
    });
    let listed = facts.listed_scores.iter().map(|(whole, parts)| {
        let terms = parts.iter().map(|part| (part.clone(), -1)).chain([(whole.clone(), 1)]).collect();
        equal("JS0601", "分项之和", "绩效得分 = 同句所列各项得分之和", terms)
    });
    funds.chain(repeated).chain(listed).collect()
}

/// 年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金, where the form has just these rows. A blank row is no money, if the
/// main one is filled in.
fn funds(facts: &Facts, evaluation: &Evaluation, precision: &Precision) -> Vec<Relation> {
    let has = |kind: FundKind| evaluation.funds.iter().find(|fund| fund.kind == kind);
    let (Some(_), Some(main), Some(_)) = (has(FundKind::Total), has(FundKind::Current), has(FundKind::Other)) else {
        return Vec::new();
    };
    if has(FundKind::Named).is_some() {
        return Vec::new();
    }
    let mut relations = Vec::new();
    let columns = [
        (Measure::Budget, "年初预算数：年度资金总额 = 各项资金之和"),
        (Measure::AdjustedBudget, "全年预算数：年度资金总额 = 各项资金之和"),
        (Measure::Actual, "全年执行数：年度资金总额 = 各项资金之和"),
    ];
    for (measure, text) in columns {
        let key = |row: &str| Key {
            area: evaluation.area.as_str().into(),
            row: row.into(),
            measure: measure.clone(),
            period: Period::Current,
        };
        let is_printed = |key: &Key| facts.at(key).next().is_some();
        let sum = |is_part: &dyn Fn(FundKind) -> bool| {
            let parts = evaluation.funds.iter().filter(|fund| is_part(fund.kind)).map(|fund| key(&fund.row));
            let terms = parts.filter(is_printed).map(|part| (part, -1)).chain([(key(FUNDS), 1)]).collect();
            equal("JS0607", "资金来源", text, terms)
        };
        if !is_printed(&key(FUNDS)) || !is_printed(&key(&main.row)) {
            continue;
        }
        // Some count what was carried over among this year's appropriation, and print it once more beside it.
        let within = sum(&|kind| matches!(kind, FundKind::Current | FundKind::Other));
        let beside = sum(&|kind| kind != FundKind::Total);
        if readings::fits(&beside, facts, precision) || !readings::fits(&within, facts, precision) {
            relations.push(beside);
        }
    }
    relations
}

fn equal(rule: &'static str, id: &'static str, text: &'static str, terms: Vec<(Key, i128)>) -> Relation {
    let claim = Claim::Linear { terms, comparison: Comparison::Equal };
    Relation { rule, id, text: Wording::Fixed(text), either: None, alone: false, claim }
}
