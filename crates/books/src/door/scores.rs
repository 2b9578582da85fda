use juesuan_amount::Fen;

use crate::Record;
use crate::import::Fault;
use crate::record::indicator;

/// 得分: no indicator scores more than its weight.
pub(super) fn check(record: &Record<'_>) -> Option<Fault> {
    let Record::Indicator(indicator) = record else { return None };
    let points = |hundredths: u32| Fen(i64::from(hundredths));
    (indicator.score > indicator.weight).then(|| Fault {
        rule: "score-above-weight",
        column: Some(indicator::SCORE),
        wrong: format!("“{}”得分 {} 超过分值 {}", indicator.name, points(indicator.score), points(indicator.weight)),
        remedy: "请核对分值和得分".to_owned(),
    })
}
