use juesuan_amount::Fen;

use crate::Record;
use crate::columns::Choice;
use crate::import::Fault;
use crate::record::{budget, contract, equipment, gathering};

/// 正负: only payments, receipts and balances may be negative; a budget is reduced by a change that says so.
pub(super) fn check(record: &Record<'_>) -> Option<Fault> {
    let (column, amount, remedy) = match record {
        Record::Budget(b) if !b.change.reduces() => {
            let remedy = format!("“{}”的金额应为正数；减少预算请用“追减”“调出”或“收回”", b.change.label());
            (budget::AMOUNT, b.amount, remedy)
        }
        Record::Contract(c) => (contract::AMOUNT, c.amount, String::from("请填写本年采购支出金额")),
        Record::Gathering(g) => (gathering::AMOUNT, g.amount, String::from("请填写本年开支金额")),
        Record::Equipment(e) => (equipment::PRICE, e.price, String::from("请填写单价")),
        _ => return None,
    };
    (amount < Fen::ZERO).then(|| Fault {
        rule: "negative-amount",
        column: Some(column),
        wrong: format!("金额为负（{amount}）"),
        remedy,
    })
}
