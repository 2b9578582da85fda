use std::collections::BTreeSet;

use crate::{catalogue::catalogue, rng::Rng};

/// Where money comes from: the eight incomes of 公开01表, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// 一般公共预算财政拨款
    General,
    /// 政府性基金预算财政拨款
    Fund,
    /// 国有资本经营预算财政拨款
    Capital,
    /// 上级补助
    Superior,
    /// 事业
    Business,
    /// 经营
    Operating,
    /// 附属单位上缴
    Affiliate,
    /// 其他
    Other,
}

impl Source {
    /// All, in the order of 公开01表.
    pub const ALL: [Self; 8] = [
        Self::General,
        Self::Fund,
        Self::Capital,
        Self::Superior,
        Self::Business,
        Self::Operating,
        Self::Affiliate,
        Self::Other,
    ];
    /// The appropriations (财政拨款).
    pub const FISCAL: [Self; 3] = [Self::General, Self::Fund, Self::Capital];
}

/// One year of one source for one item, in 分:
/// `opening + income + used = basic + project + upward + operating + subsidy + distributed + closing`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flow {
    /// 年初结转和结余
    pub opening: i64,
    /// 本年收入
    pub income: i64,
    /// 使用非财政拨款结余
    pub used: i64,
    /// 基本支出
    pub basic: i64,
    /// 项目支出
    pub project: i64,
    /// 上缴上级支出
    pub upward: i64,
    /// 经营支出
    pub operating: i64,
    /// 对附属单位补助支出
    pub subsidy: i64,
    /// 结余分配
    pub distributed: i64,
    /// 年末结转和结余
    pub closing: i64,
}

impl Flow {
    /// 本年支出
    #[must_use]
    pub const fn spending(&self) -> i64 {
        self.basic + self.project + self.upward + self.operating + self.subsidy
    }
}

/// One functional item (项).
#[derive(Clone, Debug)]
pub struct Item {
    /// Code of seven digits.
    pub code: u32,
    /// One flow for each source, in the order of [`Source::ALL`].
    pub flows: [Flow; 8],
    /// 年初预算数 of the fiscal source that the item belongs to.
    pub budget: i64,
    /// The fiscal source that the item belongs to.
    pub home: Source,
}

impl Item {
    /// The flow of a source.
    #[must_use]
    pub const fn flow(&self, source: Source) -> &Flow {
        &self.flows[source as usize]
    }
}

/// About `size` items of random codes: general ones, in some books also fund, state capital and other money.
pub fn random_items(rng: &mut Rng, size: usize) -> Vec<Item> {
    let mut codes: BTreeSet<(u32, Source)> = BTreeSet::new();
    let fund = if rng.chance(45) { 1 + rng.below(4) } else { 0 };
    let capital = usize::from(rng.chance(15));
    for (source, count) in [(Source::General, size), (Source::Fund, fund), (Source::Capital, capital)] {
        let choice = catalogue().items(source);
        for _ in 0..count {
            codes.insert((*rng.pick(choice), source));
        }
    }
    let carries = rng.chance(50);
    let others = rng.chance(40);
    let mut items: Vec<Item> = codes.into_iter().map(|(code, home)| random_item(rng, code, home, carries)).collect();
    if others {
        add_other_money(rng, &mut items);
    }
    items
}

fn random_item(rng: &mut Rng, code: u32, home: Source, carries: bool) -> Item {
    let top = if rng.chance(10) { 10 } else { 9 };
    let amount = rng.amount(5, top);
    let basic = match (home, code % 100, code / 100_000) {
        (Source::Fund | Source::Capital, ..) => {
            if rng.chance(10) {
                amount / 3
            } else {
                0
            }
        }
        (_, 1 | 50, _) => amount - amount / 10 * rng.between(0, 4),
        (_, _, 20 | 22) if rng.chance(25) => amount,
        _ => {
            if rng.chance(10) {
                amount / 4
            } else {
                0
            }
        }
    };
    let mut flow = Flow { basic, project: amount - basic, income: amount, ..Flow::default() };
    if carries && rng.chance(30) {
        flow.closing = rng.amount(5, 8);
        flow.opening = rng.between(0, amount);
        flow.income = amount + flow.closing - flow.opening;
    }
    let budget = match rng.below(10) {
        0 | 1 => 0,
        2..=4 => amount,
        _ => super::activity::near(rng, amount),
    };
    let mut flows = [Flow::default(); 8];
    flows[home as usize] = flow;
    Item { code, flows, budget, home }
}

/// Gives some general items income of their own (事业, 经营, 其他, …) with all kinds of expenditure.
fn add_other_money(rng: &mut Rng, items: &mut [Item]) {
    let kinds = [Source::Superior, Source::Business, Source::Operating, Source::Affiliate, Source::Other];
    for item in items.iter_mut().filter(|item| item.home == Source::General) {
        if !rng.chance(30) {
            continue;
        }
        let kind = *rng.pick(&kinds);
        let amount = rng.amount(5, 8);
        let mut flow = Flow { income: amount, ..Flow::default() };
        match (kind, rng.below(6)) {
            (Source::Operating, _) => flow.operating = amount,
            (_, 0) => flow.upward = amount,
            (_, 1) => flow.subsidy = amount,
            (_, 2) => flow.basic = amount,
            _ => flow.project = amount,
        }
        match rng.below(4) {
            0 => (flow.used, flow.income) = (amount / 3, amount - amount / 3),
            1 => (flow.distributed, flow.income) = (amount / 7, amount + amount / 7),
            2 => (flow.closing, flow.income) = (amount / 5, amount + amount / 5),
            _ => {}
        }
        item.flows[kind as usize] = flow;
    }
}
