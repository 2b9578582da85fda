use std::collections::BTreeMap;

use juesuan_form::{Outline, recognize};
use juesuan_read::Document;

use crate::understand::{Key, Measure, Period, Value, understand};

/// The amounts that a disclosure publishes, by the ids under which next year's compares them.
#[derive(Debug)]
pub struct Published {
    /// What the document is.
    pub outline: Outline,
    /// Amounts in 分: cells of the nine tables (`T1/income-grand-total/amount`) and running costs
    /// (`operation/total/amount`). What is printed with two values stays out.
    pub amounts: BTreeMap<String, i128>,
}

/// What a document publishes.
#[must_use]
pub fn published(document: &Document) -> Published {
    let outline = recognize(document);
    let facts = understand(document, &outline);
    let mut amounts: BTreeMap<String, Option<i128>> = BTreeMap::new();
    for figure in &facts.figures {
        let (Some(key), Value::Money(money)) = (&figure.key, figure.value) else { continue };
        if let Some(id) = id(key) {
            let amount = money.nearest();
            let known = amounts.entry(id).or_insert(Some(amount));
            *known = known.filter(|known| *known == amount);
        }
    }
    let amounts = amounts.into_iter().filter_map(|(id, amount)| Some((id, amount?))).collect();
    Published { outline, amounts }
}

/// The id of a figure of the current year that next year's disclosure may compare with.
fn id(key: &Key) -> Option<String> {
    if key.period != Period::Current || key.row.starts_with('=') || key.row.contains(['#', ':']) {
        return None;
    }
    match &key.measure {
        Measure::Column(column) if !key.area.contains('@') => Some(format!("{}/{}/{column}", key.area, key.row)),
        Measure::Actual => told(&key.area, &key.row).map(str::to_owned),
        _ => None,
    }
}

/// The cell whose figure a statement of the narrative repeats.
fn told(area: &str, row: &str) -> Option<&'static str> {
    Some(match (area, row) {
        ("overall", "total") => "T1/income-grand-total/amount",
        ("appropriation", "total") => "T4/income-grand-total/amount",
        ("general", "total") => "T5/total/total",
        ("three-public", "total") => "T9/total/actual",
        ("three-public", "abroad") => "T9/abroad/actual",
        ("three-public", "vehicle") => "T9/vehicle/actual",
        ("three-public", "purchase") => "T9/vehicle-purchase/actual",
        ("three-public", "running") => "T9/vehicle-operation/actual",
        ("three-public", "reception") => "T9/reception/actual",
        ("operation", "total") => "operation/total/amount",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use juesuan_read::read_text;

    use super::*;

    #[test]
    fn statements_and_tables_give_the_same_ids() {
        let text = "临江县水利局2023年度部门决算\n第三部分　2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n\
                    2023年度收、支总计100.00万元。与上年相比，增加25.00万元，增长33.33%。\n\
                    十、机关运行经费支出说明\n本部门2023年度机关运行经费支出8.00万元。\n";
        let published = published(&read_text("last", text));
        assert_eq!(published.outline.fiscal_year, Some(2023));
        assert_eq!(published.amounts.get("T1/income-grand-total/amount"), Some(&100_000_000));
        assert_eq!(published.amounts.get("operation/total/amount"), Some(&8_000_000));
    }
}
