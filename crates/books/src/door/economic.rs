use juesuan_chart::economic_department;

use crate::columns::Choice;
use crate::import::Fault;
use crate::record::{budget, payment};
use crate::{Nature, Record};

/// 经济分类与支出性质: 人员经费 is spent under 301 and 303, 公用经费 under the others (公开06表); a payment of basic expenditure
/// names its 款.
pub(super) fn check(record: &Record<'_>) -> Option<Fault> {
    let (column, nature, economic) = match record {
        Record::Payment(p) => (payment::ECONOMIC, p.nature, p.economic),
        Record::Budget(b) => (budget::ECONOMIC, b.nature, b.economic),
        _ => return None,
    };
    if economic == 0 {
        let missing = nature.is_basic() && matches!(record, Record::Payment(_));
        return missing.then(|| Fault {
            rule: "economic-missing",
            column: Some(column),
            wrong: format!("{}没有经济分类科目", nature.label()),
            remedy: "基本支出请填写部门预算支出经济分类的款级代码".to_owned(),
        });
    }
    let staff = matches!(economic / 100, 301 | 303);
    let fits = match nature {
        Nature::Staff => staff,
        Nature::Office => !staff,
        _ => true,
    };
    if fits {
        return None;
    }
    let code = economic.to_string();
    let name = economic_department().get(&code).map_or("", |entry| entry.name);
    let (own, instead) =
        if nature == Nature::Staff { ("301、303", "公用经费") } else { ("302、310等", "人员经费") };
    Some(Fault {
        rule: "economic-against-nature",
        column: Some(column),
        wrong: format!("“{code} {name}”不是{}的科目", nature.label()),
        remedy: format!("{}列在{own}类下；请改正科目，或把支出性质改为“{instead}”", nature.label()),
    })
}
