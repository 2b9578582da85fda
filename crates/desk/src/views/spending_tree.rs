use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::Amounts;

use crate::Snapshot;

/// A functional classification (支出功能分类) and what was spent under it in the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingNode {
    /// Its code: 类 has 3 digits, 款 5, 项 7; 0 for money without one.
    pub code: u32,
    /// Its official name of the year; empty where the code is not known.
    pub name: String,
    /// 全年预算
    pub budget: Fen,
    /// 本年支出
    pub spent: Fen,
    /// What is under it, by code.
    pub children: Vec<SpendingNode>,
}

/// Budget and spending by 类, 款 and 项, over the whole year.
#[must_use]
pub fn spending_tree(snapshot: &Snapshot) -> Vec<SpendingNode> {
    let mut items: BTreeMap<u32, Amounts> = BTreeMap::new();
    for (line, &amounts) in snapshot.totals() {
        *items.entry(line.function).or_default() += amounts;
    }
    items.retain(|_, amounts| !(amounts.spent.is_zero() && amounts.adjusted().is_zero()));
    let leaves = items.into_iter().map(|(code, amounts)| SpendingNode {
        code,
        name: name(code, snapshot.year()),
        budget: amounts.adjusted(),
        spent: amounts.spent,
        children: Vec::new(),
    });
    let groups = grouped(leaves.collect(), snapshot.year());
    grouped(groups, snapshot.year())
}

/// Puts nodes under those whose codes are two digits shorter.
fn grouped(nodes: Vec<SpendingNode>, year: u16) -> Vec<SpendingNode> {
    let mut groups: Vec<SpendingNode> = Vec::new();
    for node in nodes {
        let code = node.code / 100;
        if groups.last().is_none_or(|group| group.code != code) {
            let (budget, spent) = (Fen::ZERO, Fen::ZERO);
            groups.push(SpendingNode { code, name: name(code, year), budget, spent, children: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.budget += node.budget;
            group.spent += node.spent;
            group.children.push(node);
        }
    }
    groups
}

/// The official name of a functional code in a year; empty where it is not known.
pub(super) fn name(code: u32, year: u16) -> String {
    let official = juesuan_chart::functional().name_in(&code.to_string(), year);
    official.map(|official| official.name.to_owned()).unwrap_or_default()
}
