//! Random but exact books of one department: every amount in 分, everything that must balance balances.

mod activity;
mod economic;
mod flows;

use std::collections::BTreeMap;

pub use activity::{Fee, Performance, Procurement};
pub use flows::{Flow, Item, Source};

use crate::{catalogue::YEARS, rng::Rng};

/// The books of one department or unit and one year.
#[derive(Clone, Debug)]
pub struct Books {
    /// Fiscal year.
    pub year: u16,
    /// Full name of the unit.
    pub unit: String,
    /// Whether the document is of a single unit (单位) rather than a department (部门).
    pub single_unit: bool,
    /// Functional items in the order of their codes.
    pub items: Vec<Item>,
    /// Basic expenditure of the general public budget by economic 款, in 分.
    pub economic: BTreeMap<u32, i64>,
    /// 因公出国（境）, 公务用车购置, 公务用车运行维护, 公务接待.
    pub fees: [Fee; 4],
    /// Groups sent abroad and people in them; groups received and people in them; vehicles bought; vehicles kept.
    pub trips: [i64; 6],
    /// Last year's figures: total, fiscal total, general public expenditure, agency running costs.
    pub prior: [i64; 4],
    /// 机关运行经费
    pub agency: i64,
    /// 会议费 and 培训费.
    pub meetings: [i64; 2],
    /// 政府采购
    pub procurement: Procurement,
    /// Vehicles by the eight official uses.
    pub vehicles: [i64; 8],
    /// 单价100万元以上设备
    pub equipment: i64,
    /// 绩效
    pub performance: Performance,
}

/// Regions and names of organs from which unit names are made.
const REGIONS: [&str; 8] = ["青禾市", "云州市", "云州市临溪区", "白石县", "长亭市河东区", "松陵县", "海宁州", "澄江市"];
const ORGANS: [&str; 8] =
    ["财政局", "人民政府办公室", "农业农村局", "卫生健康局", "水利局", "教育局", "民政局", "自然资源和规划局"];

impl Books {
    /// Books of a random unit with 5 to 200 functional items.
    #[must_use]
    pub fn random(rng: &mut Rng) -> Self {
        let size = match rng.below(10) {
            0..=5 => rng.between(5, 20),
            6..=8 => rng.between(20, 60),
            _ => rng.between(60, 200),
        };
        let items = flows::random_items(rng, usize::try_from(size).unwrap_or(5));
        let basic: i64 = items.iter().map(|item| item.flow(Source::General).basic).sum();
        let used: [bool; 4] = std::array::from_fn(|_| rng.chance(60));
        let economic = economic::random_economic(rng, basic, used);
        let fees = activity::random_fees(rng, &economic, used);
        let public = economic.iter().filter(|(code, _)| matches!(*code / 100, 302 | 310)).map(|(_, a)| a).sum();
        let agency = if rng.chance(70) { public } else { public / 100 * rng.between(20, 80) };
        let mut books = Self {
            year: *rng.pick(&YEARS.collect::<Vec<_>>()),
            unit: format!("{}{}", rng.pick(&REGIONS), rng.pick(&ORGANS)),
            single_unit: rng.chance(30),
            trips: activity::random_trips(rng, &fees),
            prior: [0; 4],
            agency,
            meetings: [30215, 30216].map(|code| activity::at_least(rng, economic.get(&code).copied().unwrap_or(0))),
            procurement: activity::random_procurement(rng),
            vehicles: std::array::from_fn(|_| if rng.chance(40) { rng.between(1, 12) } else { 0 }),
            equipment: if rng.chance(40) { rng.between(1, 30) } else { 0 },
            performance: activity::random_performance(rng),
            items,
            economic,
            fees,
        };
        books.prior = books.random_prior(rng);
        books
    }

    /// Last year's figures. What was left then is what this year opened with, so last year's totals hold at least that
    /// and last year's expenditure.
    fn random_prior(&self, rng: &mut Rng) -> [i64; 4] {
        let far_from = |amount: i64, now: i64| {
            if amount != now && (amount - now).abs() < 20_000.max(now / 500) {
                amount + 40_000 + now / 50
            } else {
                amount
            }
        };
        let opening = |sources: &[Source]| -> i64 { sources.iter().map(|&s| self.sum(s, |f| f.opening)).sum() };
        let general = activity::near(rng, self.sum(Source::General, Flow::spending));
        let funds = self.sum(Source::Fund, Flow::spending) + self.sum(Source::Capital, Flow::spending);
        let fiscal = general + activity::near(rng, funds) + opening(&Source::FISCAL);
        let fiscal = far_from(fiscal, self.fiscal_total());
        let own = (self.grand_total() - self.fiscal_total()).max(0);
        let rest = activity::near(rng, own).max(opening(&Source::ALL[3..]));
        let total = far_from(fiscal + rest, self.grand_total());
        [total, fiscal, general, activity::near(rng, self.agency)]
    }

    /// Sum of a measure of one source over all items.
    #[must_use]
    pub fn sum(&self, source: Source, measure: impl Fn(&Flow) -> i64) -> i64 {
        self.items.iter().map(|item| measure(item.flow(source))).sum()
    }

    /// 收入总计 = 支出总计
    #[must_use]
    pub fn grand_total(&self) -> i64 {
        Source::ALL.iter().map(|&s| self.sum(s, |f| f.opening + f.income + f.used)).sum()
    }

    /// 财政拨款收入总计 = 财政拨款支出总计
    #[must_use]
    pub fn fiscal_total(&self) -> i64 {
        Source::FISCAL.iter().map(|&s| self.sum(s, |f| f.opening + f.income)).sum()
    }

    /// How a unit of this kind calls itself: 部门 or 单位.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        if self.single_unit { "单位" } else { "部门" }
    }
}
