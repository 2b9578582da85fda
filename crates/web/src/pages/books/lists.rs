//! The three lists, and what their columns are called.

use juesuan_books::Kind;

use crate::shell::Scope;

/// A list of records that can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// What is listed.
    pub kind: Kind,
    /// 支付, 预算指标, 收入.
    pub name: &'static str,
    /// What it is good for.
    pub lead: &'static str,
    /// What the number is.
    pub number: &'static str,
    /// Who the other side is; what kind of change a budget line had.
    pub party: &'static str,
    /// What texts are searched, for the hint in the field.
    pub texts: &'static str,
    /// Whether it has an economic classification, budget lines and projects.
    pub spends: bool,
}

/// All of them, in the order of the tabs.
pub const LISTS: [List; 3] = [PAYMENTS, BUDGET, RECEIPTS];

/// 支付
pub const PAYMENTS: List = List {
    kind: Kind::Payments,
    name: "支付",
    lead: "按凭证、日期、金额和科目查找支付；点凭证号，看它进了九张表的哪些数。",
    number: "凭证号",
    party: "收款人",
    texts: "收款人、用途",
    spends: true,
};

/// 预算指标
pub const BUDGET: List = List {
    kind: Kind::Budget,
    name: "预算指标",
    lead: "查找年初预算和各次调整；点指标编号，看这个指标下的支付。",
    number: "指标编号",
    party: "变动类型、文号",
    texts: "文号、说明、项目名称",
    spends: true,
};

/// 收入
pub const RECEIPTS: List = List {
    kind: Kind::Receipts,
    name: "收入",
    lead: "按凭证、日期和金额查找收入；点凭证号，看它进了九张表的哪些数。",
    number: "凭证号",
    party: "付款人",
    texts: "付款人、说明",
    spends: false,
};

impl List {
    /// The list of an id: `payments`.
    pub fn of(id: &str) -> Option<Self> {
        LISTS.into_iter().find(|list| list.kind.id() == id)
    }

    /// The address of the list with a query (`a=b&c=d`).
    pub fn at(&self, scope: &Scope, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", scope.at(&format!("books/{}", self.kind.id())))
    }

    /// The place in cells of the column of an id.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.kind.columns().iter().position(|column| *column == id)
    }
}
