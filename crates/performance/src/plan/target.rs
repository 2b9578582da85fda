use super::Revision;
use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Comparison, Date, Dimension, Scoring, TargetRecord, TargetValue, Trajectory};

/// An indicator with its target (绩效指标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// 单位代码
    pub unit: String,
    /// 绩效指标编号
    pub code: String,
    /// Index of the goal that it measures.
    pub goal: Option<usize>,
    /// Index of the project that it measures; none for 整体支出.
    pub project: Option<usize>,
    /// 项目代码 as declared; a project without a budget has no index.
    pub project_code: String,
    /// 二级指标, which decides the 一级指标.
    pub dimension: Dimension,
    /// 三级指标
    pub name: String,
    /// How the actual value is compared with the target.
    pub comparison: Comparison,
    /// 指标值, as it stands at the end of the year: the last revision counts.
    pub aim: Aim,
    /// How it was before, in the order in which it was revised (调整目标); empty if it never was.
    pub revised: Vec<Revision>,
    /// 计量单位; may be empty.
    pub measure: String,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 上年实际值
    pub baseline: Option<Quantity>,
    /// 登记簿; empty where payments alone tell the actual value.
    pub register: String,
    /// How the actual value comes from the register.
    pub aggregation: Aggregation,
    /// 达标线 of [`Aggregation::Share`].
    pub threshold: Option<Quantity>,
    /// 序时目标
    pub trajectory: Trajectory,
    /// How points are given.
    pub scoring: Scoring,
    /// 及格线, per cent of the target.
    pub pass: Option<Quantity>,
    /// 责任科室; may be empty.
    pub section: String,
    /// 数据来源 in words; may be empty.
    pub source: String,
}

/// What is aimed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A number.
    Number(Quantity),
    /// A last day.
    Day(Date),
    /// Words.
    Words(String),
}

impl Target {
    /// What a record declares, before its goal and its project are found.
    pub(crate) fn new(record: &TargetRecord<'_>) -> Self {
        Self {
            unit: record.unit.to_owned(),
            code: record.target.to_owned(),
            goal: None,
            project: None,
            project_code: record.project.to_owned(),
            dimension: record.dimension,
            name: record.name.to_owned(),
            comparison: record.comparison,
            aim: Aim::from(record.value),
            revised: Vec::new(),
            measure: record.measure.to_owned(),
            weight: record.weight,
            baseline: record.baseline,
            register: record.register.to_owned(),
            aggregation: record.aggregation,
            threshold: record.threshold,
            trajectory: record.trajectory,
            scoring: record.scoring,
            pass: record.pass,
            section: record.section.to_owned(),
            source: record.source.to_owned(),
        }
    }

    /// Whether results pile up over the year, so that only a part of the target is due before its end. The others (rates,
    /// averages, unit costs) are levels, due at any time.
    #[must_use]
    pub const fn accumulates(&self) -> bool {
        matches!(self.aggregation, Aggregation::Count | Aggregation::Sum | Aggregation::Execution)
    }

    /// What is aimed at as it stood at the end of a day of the year: targets that are revised later are not yet.
    #[must_use]
    pub fn aim_on(&self, day: u16) -> &Aim {
        let later = self.revised.iter().find(|revision| day < revision.from);
        later.map_or(&self.aim, |revision| &revision.before)
    }

    /// The target in words: `≥100篇`, `2024-12-31前`.
    #[must_use]
    pub fn aim_text(&self) -> String {
        self.text_of(&self.aim)
    }

    /// The same for what it was, or is to be.
    #[must_use]
    pub fn text_of(&self, aim: &Aim) -> String {
        match aim {
            Aim::Number(number) => format!("{}{number}{}", self.comparison.name(), self.measure),
            Aim::Day(day) => format!("{day}前"),
            Aim::Words(words) => words.clone(),
        }
    }
}

impl From<TargetValue<'_>> for Aim {
    fn from(value: TargetValue<'_>) -> Self {
        match value {
            TargetValue::Number(number) => Self::Number(number),
            TargetValue::Day(day) => Self::Day(day),
            TargetValue::Words(words) => Self::Words(words.to_owned()),
        }
    }
}
