//! A record that was found, as the lists show it.

use juesuan_chart::{economic_department, functional};
use juesuan_store::Hit;

use super::lists::List;
use crate::{shell::Scope, show};

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Day; empty where none is known.
    pub date: String,
    /// 凭证号 with the number of the entry, or 指标编号.
    pub number: String,
    /// Where the number leads.
    pub href: String,
    /// 收款人, 付款人, or what kind of change it is.
    pub party: String,
    /// What for.
    pub purpose: String,
    /// 资金性质
    pub fund: &'static str,
    /// 支出性质
    pub nature: &'static str,
    /// 功能科目
    pub function: Code,
    /// 经济科目
    pub economic: Code,
    /// 指标编号; empty in the list of budget lines itself.
    pub line: String,
    /// 项目代码 and name.
    pub project: String,
    /// 单位代码
    pub unit: String,
    /// Amount in 元.
    pub amount: String,
    /// Whether it is below zero.
    pub negative: bool,
}

/// A code with its official name in the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The code; empty for none.
    pub code: String,
    /// Its name; empty where the official book of the year has none.
    pub name: &'static str,
}

impl Row {
    /// The row of a record; `back` is the list with its search, to return to from the voucher.
    pub fn new(list: &List, scope: &Scope, hit: &Hit, back: &str) -> Self {
        let cell = |id: &str| list.column(id).and_then(|place| hit.cells.get(place)).map_or("", String::as_str);
        let first = |ids: [&str; 3]| ids.map(cell).into_iter().find(|cell| !cell.is_empty()).unwrap_or("").to_owned();
        let number = first(["voucher", "receipt", "line"]);
        let href = match list.kind {
            juesuan_books::Kind::Budget => {
                super::lists::PAYMENTS.at(scope, &format!("line={}", show::query_value(&number)))
            }
            _ => {
                let (voucher, number, back) =
                    (scope.at("books/voucher"), show::query_value(&number), show::query_value(back));
                format!("{voucher}?number={number}&back={back}")
            }
        };
        let is_budget = list.kind == juesuan_books::Kind::Budget;
        Self {
            date: first(["payment-date", "receipt-date", "budget-date"]),
            number: joined(&number, cell("entry"), "-"),
            href,
            party: if is_budget {
                joined(cell("change"), cell("document"), "　")
            } else {
                first(["payee", "payer", ""])
            },
            purpose: first(["purpose", "receipt-purpose", "budget-purpose"]),
            fund: hit.fund.map_or("", |fund| fund.name()),
            nature: hit.nature.map_or("", |nature| nature.name()),
            function: Code::function(hit.function, scope.year),
            economic: Code::economic(hit.economic, scope.year),
            line: if is_budget { String::new() } else { hit.line.clone() },
            project: joined(&hit.project, cell("project-name"), " "),
            unit: hit.unit.clone(),
            amount: show::yuan(&hit.amount),
            negative: hit.amount.0 < 0,
        }
    }
}

fn joined(a: &str, b: &str, between: &str) -> String {
    if b.is_empty() { a.to_owned() } else { format!("{a}{between}{b}") }
}

impl Code {
    /// A 支出功能分类 code; 0 for none.
    pub fn function(code: u32, year: u16) -> Self {
        Self::of(code, |text| functional().name_in(text, year).map(|official| official.name))
    }

    /// A 部门预算支出经济分类 code; 0 for none.
    pub fn economic(code: u32, year: u16) -> Self {
        Self::of(code, |text| economic_department().name_in(text, year).map(|official| official.name))
    }

    fn of(code: u32, name: impl Fn(&str) -> Option<&'static str>) -> Self {
        if code == 0 {
            return Self::default();
        }
        let code = code.to_string();
        let name = name(&code).unwrap_or_default();
        Self { code, name }
    }
}
