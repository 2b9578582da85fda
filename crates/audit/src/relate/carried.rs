//! What last year's document left is where this year's begins: opening balances.

use crate::{
    Claim, Comparison, Relation, Wording,
    understand::{Facts, Key, Measure, Period},
};

/// An opening balance and the closing balance of last year that it carries on, each as area, row and column; rows of the
/// narrative have no column.
type Carried = ([&'static str; 3], [&'static str; 3]);

const BALANCES: [Carried; 8] = [
    (["T1", "opening", "amount"], ["T1", "closing", "amount"]),
    (["T4", "opening", "amount"], ["T4", "closing", "total"]),
    (["T4", "opening-general", "amount"], ["T4", "closing", "general"]),
    (["T4", "opening-fund", "amount"], ["T4", "closing", "fund"]),
    (["T4", "opening-state-capital", "amount"], ["T4", "closing", "state-capital"]),
    (["overall", "opening", ""], ["overall", "closing", ""]),
    (["fund", "opening", ""], ["fund", "closing", ""]),
    (["state-capital", "opening", ""], ["state-capital", "closing", ""]),
];

/// Tables with a balance in every row.
const TABLES: [&str; 3] = ["T5", "T7", "T8"];

/// The relations between opening balances and those of last year's document, where both are printed.
pub fn carried(joined: &Facts) -> Vec<Relation> {
    let printed = |key: &Key| joined.at(key).next();
    let rows = joined.figures.iter().filter_map(|figure| figure.key.as_ref()).filter(|key| is_opening(key));
    let in_rows = rows.map(|key| {
        let closing = Key { measure: Measure::Column("closing".into()), period: Period::Prior, ..key.clone() };
        (key.clone(), closing)
    });
    let single =
        BALANCES.iter().map(|(opening, closing)| (key(*opening, Period::Current), key(*closing, Period::Prior)));
    let mut relations: Vec<Relation> = Vec::new();
    for (opening, closing) in single.chain(in_rows) {
        let Some(subject) = printed(&opening).map(|figure| figure.subject.trim()) else { continue };
        if printed(&closing).is_none() || relations.iter().any(|relation| relation.involves(&opening)) {
            continue;
        }
        relations.push(Relation {
            rule: "JS1003",
            id: "年初结转",
            text: Wording::Subject {
                name: subject.into(), text: "年初结转和结余 = 上年决算公开的年末结转和结余"
            },
            either: None,
            alone: true,
            claim: Claim::Linear { terms: vec![(opening, 1), (closing, -1)], comparison: Comparison::Equal },
        });
    }
    relations
}

/// Whether a key is an opening balance of a row of a table that has one in every row.
fn is_opening(key: &Key) -> bool {
    let column = matches!(&key.measure, Measure::Column(column) if column == "opening");
    column && key.period == Period::Current && TABLES.contains(&key.area.as_str())
}

fn key([area, row, column]: [&str; 3], period: Period) -> Key {
    let measure = if column.is_empty() { Measure::Actual } else { Measure::Column(column.into()) };
    Key { area: area.into(), row: row.into(), measure, period }
}
