//! Names of figures and places in Chinese.

use juesuan_form::{Evaluation, Kind, Outline, section_name, table_form};

use crate::{
    precision::Precision,
    understand::{Figure, Measure, Period, Value},
};

/// Names figures of one document.
#[derive(Clone, Copy)]
pub struct Describer<'a> {
    /// The document's outline.
    pub outline: &'a Outline,
    /// How precisely it prints.
    pub precision: &'a Precision,
}

impl Describer<'_> {
    /// Table or section of a figure: `公开03表《支出决算表》`, `“收入决算情况说明”`.
    pub fn area(&self, area: &str) -> String {
        if let Some(table) = self.outline.tables.iter().find(|table| table.id == area) {
            return format!("《{}》", table.title.trim());
        }
        if let Some(evaluation) = self.outline.evaluations.iter().find(|evaluation| evaluation.area == area) {
            return evaluation_name(evaluation);
        }
        if self.outline.kind == Kind::PerformanceSelfEvaluation {
            return "正文".to_owned();
        }
        let section = self.outline.sections.iter().find(|s| s.id.as_deref() == Some(area));
        match (section, section_name(area)) {
            (Some(section), _) => format!("{}{}", section.label, section.title),
            (None, Some(name)) => name.to_owned(),
            (None, None) => "正文".to_owned(),
        }
    }

    /// What a figure states: `《支出决算表》“行政运行”项目支出`.
    pub fn figure(&self, figure: &Figure) -> String {
        let Some(key) = &figure.key else { return self.printed(figure) };
        let year = match key.period {
            Period::Current => String::new(),
            Period::Prior => "上年".to_owned(),
            Period::Year(year) => format!("{year}年"),
        };
        format!("{}中“{}”的{year}{}", self.area(&key.area), figure.subject, self.measure(&key.area, &key.measure))
    }

    /// The Chinese name of a measure.
    pub fn measure(&self, area: &str, measure: &Measure) -> String {
        match measure {
            Measure::Column(id) => {
                let form = table_form(area);
                let name = form.and_then(|form| form.column(id)).map_or(id.as_str(), |column| column.name.as_str());
                format!("“{name}”")
            }
            Measure::Actual if juesuan_form::is_evaluation(area) => "全年执行数".to_owned(),
            Measure::Budget if juesuan_form::is_evaluation(area) => "年初预算数".to_owned(),
            Measure::AdjustedCompletion if juesuan_form::is_evaluation(area) => "执行率".to_owned(),
            Measure::Actual => "金额".to_owned(),
            Measure::Budget => "预算数".to_owned(),
            Measure::AdjustedBudget => "全年预算数".to_owned(),
            Measure::Share | Measure::ShareOf(_) => "占比".to_owned(),
            Measure::Completion => "完成率".to_owned(),
            Measure::AdjustedCompletion => "全年预算完成率".to_owned(),
            Measure::Change => "比上年增减额".to_owned(),
            Measure::ChangeRate => "比上年增减百分比".to_owned(),
            Measure::BudgetChange => "比预算增减额".to_owned(),
            Measure::BudgetChangeRate => "比预算增减百分比".to_owned(),
            Measure::BudgetDifferenceRate => "预决算差异率".to_owned(),
            Measure::Count(what) => format!("数量（{what}）"),
            Measure::ScoreFull => "分值".to_owned(),
            Measure::Score => "得分".to_owned(),
            Measure::Deduction => "扣分".to_owned(),
            Measure::Target => "目标值".to_owned(),
            Measure::Attained => "实际完成值".to_owned(),
            Measure::Fact => "数".to_owned(),
        }
    }

    /// A figure as printed, with its unit.
    pub fn printed(&self, figure: &Figure) -> String {
        let change = figure.key.as_ref().is_some_and(|key| is_change(&key.measure));
        match figure.value {
            Value::Money(_) if figure.unit.is_empty() => "持平".to_owned(),
            Value::Money(money) => in_words(change, money.to_string(), "增加", "减少"),
            Value::Percent(percent) => in_words(change, percent.to_string(), "增长", "下降"),
            Value::Number(number) => format!("{number}{}", figure.unit),
            Value::Blank => "空白".to_owned(),
        }
    }

    /// A figure with the amounts that may stand behind it.
    pub fn interval(&self, figure: &Figure, own: bool) -> String {
        let printed = self.printed(figure);
        let Some((loose, strict)) = self.precision.intervals(figure) else { return format!("印作 {printed}") };
        let interval = if own { loose } else { strict };
        match figure.value {
            Value::Money(_) | Value::Blank => {
                let yuan = |fen: i128| juesuan_amount::Decimal::new(fen, 2).to_string();
                format!("印作 {printed}，即 {}～{} 元", yuan(interval.lo), yuan(interval.hi))
            }
            _ => format!("印作 {printed}"),
        }
    }
}

/// `《项目支出绩效自评表》（防汛物资购置）`
fn evaluation_name(evaluation: &Evaluation) -> String {
    let title = if evaluation.title.is_empty() { "绩效自评表" } else { evaluation.title.as_str() };
    let project = evaluation.project.as_ref().map_or_else(String::new, |project| format!("（{project}）"));
    format!("《{title}》{project}")
}

/// Whether a measure has a direction, which documents print as a word and not as a sign.
pub fn is_change(measure: &Measure) -> bool {
    use Measure::{BudgetChange, BudgetChangeRate, Change, ChangeRate};
    matches!(measure, Change | ChangeRate | BudgetChange | BudgetChangeRate)
}

/// The printed form of a change: its direction as a word.
fn in_words(change: bool, printed: String, more: &str, less: &str) -> String {
    match printed.strip_prefix('-') {
        Some(amount) if change => format!("{less}{amount}"),
        None if change => format!("{more}{printed}"),
        _ => printed,
    }
}
