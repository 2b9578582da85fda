use juesuan_chart::{Budget, functional};

use super::Classified;
use crate::Fund;
use crate::columns::Choice;
use crate::import::Fault;

/// 科目与资金: each of the three budgets has functional codes of its own (政府性基金 21208…, 国有资本经营 223…), so a fund
/// cannot be spent under another one's.
pub(super) fn check(classified: &Classified, budget: Option<Budget>) -> Option<Fault> {
    let own = match classified.fund {
        Fund::General => Budget::General,
        Fund::GovernmentFund => Budget::Fund,
        Fund::StateCapital => Budget::StateCapital,
        _ => return None,
    };
    // Transfers are of any budget.
    let other = budget.filter(|&budget| budget != own && budget != Budget::Transfer)?;
    let code = classified.function.1.to_string();
    let name = functional().get(&code).map_or("", |entry| entry.name);
    Some(Fault {
        rule: "fund-of-other-code",
        column: Some(classified.fund_column),
        wrong: format!("功能科目“{code} {name}”属于{}，与资金性质“{}”不符", name_of(other), classified.fund.label()),
        remedy: "请核对功能科目和资金性质，改正其中一个".to_owned(),
    })
}

const fn name_of(budget: Budget) -> &'static str {
    match budget {
        Budget::General => "一般公共预算",
        Budget::Fund => "政府性基金预算",
        Budget::StateCapital => "国有资本经营预算",
        Budget::SocialInsurance => "社会保险基金预算",
        Budget::Transfer => "转移性支出",
    }
}
