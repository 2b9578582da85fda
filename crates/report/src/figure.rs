use std::collections::BTreeMap;

use juesuan_amount::{Fen, Percent, Quantity};
use juesuan_books::{Fund, Line, Nature};

/// Name of a figure: `T5/2010301/basic` for a cell of a table, `general/2010301/initial` for a statement of the
/// narrative. Stable from year to year.
pub type FigureId = String;

/// All figures of a report by id.
pub type Figures = BTreeMap<FigureId, Figure>;

/// A figure that the report prints, or that another figure is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is, in Chinese: `公开05表 行政运行 基本支出`.
    pub label: String,
    /// Its exact value.
    pub value: Value,
    /// How it is printed, without the unit: `1,471.15`; empty for a blank cell.
    pub printed: String,
    /// How it comes about.
    pub formula: Formula,
}

/// The exact value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Money.
    Money(Fen),
    /// Pieces, persons, points in hundredths.
    Count(i64),
    /// What an indicator aims at or has reached, in its own unit.
    Quantity(Quantity),
    /// A percentage as printed; none where its base is zero.
    Percent(Option<Percent>),
}

/// How a figure comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// What the lines of the books add up to.
    Books(Selector),
    /// The sum of figures, each with its sign.
    Sum(Vec<(i8, FigureId)>),
    /// `100 × part ÷ whole`, %.
    Percentage {
        /// The part.
        part: FigureId,
        /// The whole.
        whole: FigureId,
    },
    /// A fact that the books state, named in Chinese: `车辆台账`.
    Fact(String),
    /// Printed in last year's disclosure.
    LastYear,
}

/// Which lines of the books a figure adds up. An empty list or none selects all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// What is added up.
    pub measure: Measure,
    /// Only these funds.
    pub funds: Vec<Fund>,
    /// Only functional codes that begin with these digits: `201`, `20103`, `2010301`.
    pub function: Option<u32>,
    /// Only these natures.
    pub natures: Vec<Nature>,
    /// Only economic codes that begin with one of these digits.
    pub economic: Vec<u32>,
    /// Only units that run an agency (机关运行经费).
    pub agencies_only: bool,
}

/// Which amount of a line a selector adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// 年初结转和结余
    Opening,
    /// 本年收入
    Received,
    /// 本年支出
    Spent,
    /// 年初预算
    Initial,
    /// 全年预算
    Adjusted,
    /// 使用非财政拨款结余
    SurplusUsed,
    /// 结余分配
    Distributed,
    /// 年末结转和结余
    Closing,
}

impl Selector {
    /// All lines, for a measure.
    #[must_use]
    pub const fn all(measure: Measure) -> Self {
        Self {
            measure,
            funds: Vec::new(),
            function: None,
            natures: Vec::new(),
            economic: Vec::new(),
            agencies_only: false,
        }
    }

    /// Whether a line belongs; `agency` says whether its unit runs an agency.
    #[must_use]
    pub fn takes(&self, line: &Line, agency: bool) -> bool {
        (self.funds.is_empty() || self.funds.contains(&line.fund))
            && self.function.is_none_or(|code| begins(line.function, code))
            && (self.natures.is_empty() || line.nature.is_some_and(|nature| self.natures.contains(&nature)))
            && (self.economic.is_empty() || self.economic.iter().any(|&code| begins(line.economic, code)))
            && (!self.agencies_only || agency)
    }
}

/// Whether the digits of `code` begin with those of `prefix`.
fn begins(code: u32, prefix: u32) -> bool {
    std::iter::successors(Some(code), |&c| (c > 9).then_some(c / 10)).any(|c| c == prefix)
}
