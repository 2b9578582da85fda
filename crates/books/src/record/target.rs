use juesuan_amount::{Fen, Quantity};

use super::Tabular;
use crate::columns::Choice;
use crate::import::Row;
use crate::{Aggregation, Comparison, Date, Dimension, Scoring, Trajectory};

/// An indicator with its target (绩效指标设定): what is measured, from what evidence, against what, and for how many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TargetRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 绩效指标编号
    pub target: &'a str,
    /// 目标编号 of the goal that it measures; may be empty.
    pub goal: &'a str,
    /// 项目代码; empty for 整体支出.
    pub project: &'a str,
    /// 二级指标, which decides the 一级指标.
    pub dimension: Dimension,
    /// 三级指标
    pub name: &'a str,
    /// How the actual value is compared with the target.
    pub comparison: Comparison,
    /// 指标值
    pub value: TargetValue<'a>,
    /// 计量单位; may be empty.
    pub measure: &'a str,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 上年实际值
    pub baseline: Option<Quantity>,
    /// 登记簿 from which the actual value comes; empty where payments alone tell it.
    pub register: &'a str,
    /// How the actual value comes from the register.
    pub aggregation: Aggregation,
    /// 达标线: what an item must reach to count in [`Aggregation::Share`].
    pub threshold: Option<Quantity>,
    /// 序时目标
    pub trajectory: Trajectory,
    /// How points are given.
    pub scoring: Scoring,
    /// 及格线, per cent of the target below which there are no points.
    pub pass: Option<Quantity>,
    /// 责任科室; may be empty.
    pub section: &'a str,
    /// 数据来源 in words; may be empty.
    pub source: &'a str,
}

/// What is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetValue<'a> {
    /// A number.
    Number(Quantity),
    /// A last day ([`Comparison::By`]).
    Day(Date),
    /// Words ([`Comparison::Qualitative`]).
    Words(&'a str),
}

impl<'a> TargetValue<'a> {
    /// Reads a cell of 指标值, as its comparison demands; none when it cannot be read so.
    #[must_use]
    pub fn read(comparison: Comparison, text: &'a str) -> Option<Self> {
        match comparison {
            Comparison::By => Date::parse(text).map(Self::Day),
            Comparison::Qualitative => (!text.is_empty()).then_some(Self::Words(text)),
            _ => Quantity::parse(text).map(Self::Number),
        }
    }
}

impl TargetValue<'_> {
    /// As a cell holds it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Words(words) => (*words).to_owned(),
        }
    }
}

pub(crate) const TARGET: usize = 1;
pub(crate) const GOAL: usize = 2;
const COMPARISON: usize = 6;
const VALUE: usize = 7;
const BASELINE: usize = 10;
pub(crate) const REGISTER: usize = 11;
const AGGREGATION: usize = 12;
pub(crate) const THRESHOLD: usize = 13;
const TRAJECTORY: usize = 14;
const SCORING: usize = 15;
const PASS: usize = 16;

impl<'a> Tabular<'a> for TargetRecord<'a> {
    const COLUMNS: &'static [&'static str] = &[
        "unit",
        "target",
        "goal",
        "project",
        "dimension",
        "target-name",
        "comparison",
        "target-value",
        "measure",
        "weight",
        "baseline",
        "register",
        "aggregation",
        "threshold",
        "trajectory",
        "scoring",
        "pass-line",
        "responsible",
        "data-source",
    ];

    fn read(row: &mut Row<'a, '_>) -> Self {
        let comparison = row.choice(COMPARISON);
        let value = match comparison {
            Comparison::By => TargetValue::Day(row.date(VALUE)),
            Comparison::Qualitative => TargetValue::Words(row.text(VALUE)),
            _ => TargetValue::Number(row.quantity(VALUE)),
        };
        Self {
            unit: row.unit(0),
            target: row.number(TARGET),
            goal: row.text(GOAL),
            project: row.text(3),
            dimension: row.choice(4),
            name: row.text(5),
            comparison,
            value,
            measure: row.text(8),
            weight: row.points(9),
            baseline: row.quantity_if_given(BASELINE),
            register: row.text(REGISTER),
            aggregation: if row.given(AGGREGATION) { row.choice(AGGREGATION) } else { Aggregation::Latest },
            threshold: row.quantity_if_given(THRESHOLD),
            trajectory: row.trajectory(TRAJECTORY),
            scoring: if row.given(SCORING) { row.choice(SCORING) } else { Scoring::Proportional },
            pass: row.quantity_if_given(PASS),
            section: row.text(17),
            source: row.text(18),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.target.to_owned(),
            self.goal.to_owned(),
            self.project.to_owned(),
            self.dimension.label().to_owned(),
            self.name.to_owned(),
            self.comparison.label().to_owned(),
            self.value.text(),
            self.measure.to_owned(),
            Fen(i64::from(self.weight)).to_string(),
            quantity_cell(self.baseline),
            self.register.to_owned(),
            self.aggregation.label().to_owned(),
            quantity_cell(self.threshold),
            self.trajectory.to_string(),
            self.scoring.label().to_owned(),
            quantity_cell(self.pass),
            self.section.to_owned(),
            self.source.to_owned(),
        ]
    }
}

/// A quantity as a cell; blank for none.
pub(super) fn quantity_cell(quantity: Option<Quantity>) -> String {
    quantity.map(|quantity| quantity.to_string()).unwrap_or_default()
}
