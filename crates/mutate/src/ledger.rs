//! What the books mean for a document: exact quantities by key, and the laws that hold between them.

mod build;

use std::collections::HashMap;

use crate::books::Source;

/// A measure of a fiscal source, as 公开04 to 08表 print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// 年初结转和结余
    Opening,
    /// 本年收入
    Income,
    /// 本年支出合计
    Spending,
    /// 基本支出
    Basic,
    /// 项目支出
    Project,
    /// 年末结转和结余
    Closing,
    /// 年初预算数
    Budget,
    /// 总计
    Grand,
}

/// Whose change on last year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// 收支总计
    Total,
    /// 财政拨款收支总计
    Fiscal,
    /// 一般公共预算财政拨款支出
    General,
    /// 机关运行经费
    Agency,
    /// Three-public spending: line of the table (see [`Key::Fee`]).
    Fee(u8),
}

/// The three figures of three-public spending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stand {
    /// 预算数
    Budget,
    /// 决算数
    Actual,
}

/// Name of an exact quantity. A functional code of 0 stands for 合计.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// 公开02表: code and column (0 合计, 1 财政拨款, 2 上级补助, 3 事业, 4 经营, 5 附属上缴, 6 其他).
    Income(u32, u8),
    /// 公开03表: code and column (0 合计, 1 基本, 2 项目, 3 上缴上级, 4 经营, 5 对附属补助).
    Spend(u32, u8),
    /// All fiscal sources together.
    Fiscal(u32, Part),
    /// One fiscal source.
    Of(Source, u32, Part),
    /// 公开01表: 0 使用非财政拨款结余, 1 年初结转和结余, 2 结余分配, 3 年末结转和结余, 4 总计.
    Balance(u8),
    /// Economic 类 or 款.
    Economic(u32),
    /// 人员经费合计
    Personnel,
    /// 公用经费合计
    Public,
    /// Three-public: 0 合计, 1 出国, 2 用车小计, 3 购置, 4 运行, 5 接待.
    Fee(u8, Stand),
    /// Last year's amount.
    Prior(Subject),
    /// Amount of the change on last year, without sign.
    Change(Subject),
    /// 机关运行经费
    Agency,
    /// 0 会议费, 1 培训费.
    Meeting(u8),
    /// Procurement: 0 总额, 1 货物, 2 工程, 3 服务; 4 中小企业, 5–7 its kinds; 8 小微企业.
    Procurement(u8),
    /// Vehicles: 0 all, 1–8 by use.
    Vehicles(u8),
    /// 单价100万元以上设备
    Equipment,
    /// Groups, visits, vehicles bought and kept: index into [`crate::books::Books::trips`].
    Trip(u8),
    /// Score (in hundredths): 0 all, then the indicators.
    Score(u8),
    /// Weight (in hundredths): 0 all, then the indicators.
    Weight(u8),
    /// Lost points (in hundredths) of an indicator.
    Lost(u8),
    /// Projects with goals, monitored, evaluated.
    Projects(u8),
    /// Budgets of these projects.
    ProjectMoney(u8),
    /// Evaluated projects by grade.
    Grade(u8),
    /// Average score in hundredths.
    Average,
    /// Problems found, solved, being solved.
    Problems(u8),
}

/// A linear form over quantities.
pub type Terms = Vec<(Key, i128)>;

/// A relation that holds between the exact quantities.
#[derive(Clone, Debug)]
pub struct Law {
    /// The form whose value is compared with zero.
    pub terms: Terms,
    /// Equal to zero, or at most zero.
    pub equal: bool,
}

/// Exact quantities and the laws between them.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    values: HashMap<Key, i128>,
    laws: Vec<Law>,
    laws_of: HashMap<Key, Vec<usize>>,
}

impl Ledger {
    /// The exact value of a quantity in 分, pieces or hundredths of a point; a quantity that nobody set is zero.
    #[must_use]
    pub fn value(&self, key: Key) -> i128 {
        self.values.get(&key).copied().unwrap_or(0)
    }

    /// The exact value of a linear form.
    #[must_use]
    pub fn value_of(&self, terms: &[(Key, i128)]) -> i128 {
        terms.iter().map(|&(key, factor)| factor * self.value(key)).sum()
    }

    /// All laws.
    #[must_use]
    pub fn laws(&self) -> &[Law] {
        &self.laws
    }

    /// The laws in which a quantity stands.
    pub fn laws_of(&self, key: Key) -> impl Iterator<Item = &Law> {
        self.laws_of.get(&key).into_iter().flatten().map(|&index| &self.laws[index])
    }

    fn set(&mut self, key: Key, value: i64) {
        self.values.insert(key, i128::from(value));
    }

    fn add(&mut self, key: Key, value: i64) {
        *self.values.entry(key).or_insert(0) += i128::from(value);
    }

    fn law(&mut self, terms: Terms, equal: bool) {
        for &(key, _) in &terms {
            self.laws_of.entry(key).or_default().push(self.laws.len());
        }
        self.laws.push(Law { terms, equal });
    }

    /// `whole = Σ parts`
    fn sum(&mut self, whole: Key, parts: impl IntoIterator<Item = Key>) {
        let terms = std::iter::once((whole, -1)).chain(parts.into_iter().map(|part| (part, 1))).collect();
        self.law(terms, true);
    }

    /// `left = right`
    fn equal(&mut self, left: Key, right: Key) {
        self.sum(left, [right]);
    }

    /// `small ≤ large`
    fn at_most(&mut self, small: Key, large: Key) {
        self.law(vec![(small, 1), (large, -1)], false);
    }
}
