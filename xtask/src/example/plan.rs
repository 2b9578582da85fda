use std::{collections::BTreeMap, path::Path, rc::Rc};

use juesuan_amount::Fen;
use serde::{Deserialize, de::DeserializeOwned};

use super::schedule::Schedule;

/// A line of the budget with what the year left of it.
#[derive(Debug)]
pub(super) struct Line {
    pub code: String,
    pub unit: String,
    pub fund: String,
    pub function: String,
    pub nature: String,
    pub project: String,
    /// 年初预算 and all changes.
    pub budget: Fen,
}

/// Payments of one kind over the year.
#[derive(Debug)]
pub(super) struct Series {
    pub line: Rc<Line>,
    /// 部门预算支出经济分类 code of a 款.
    pub economic: String,
    /// Their sum; negative for a refund.
    pub total: Fen,
    pub schedule: Schedule,
    /// Amounts are multiples of it.
    pub grain: Fen,
    /// They take turns.
    pub payees: Vec<String>,
    /// They take turns; `{月}` is the month.
    pub purposes: Vec<String>,
}

/// A row of the budget's table, as much as is needed.
#[derive(Deserialize)]
struct Change {
    #[serde(rename = "指标编号")]
    line: String,
    #[serde(rename = "单位代码")]
    unit: String,
    #[serde(rename = "资金性质")]
    fund: String,
    #[serde(rename = "支出功能分类科目代码")]
    function: String,
    #[serde(rename = "支出性质")]
    nature: String,
    #[serde(rename = "项目代码")]
    project: String,
    #[serde(rename = "变动类型")]
    kind: String,
    #[serde(rename = "指标金额")]
    amount: String,
}

/// A row of the plan.
#[derive(Deserialize)]
struct Planned {
    #[serde(rename = "指标编号")]
    line: String,
    #[serde(rename = "经济科目")]
    economic: String,
    #[serde(rename = "金额")]
    total: String,
    #[serde(rename = "时间")]
    when: String,
    #[serde(rename = "取整")]
    grain: String,
    #[serde(rename = "收款人")]
    payees: String,
    #[serde(rename = "用途")]
    purposes: String,
}

/// Reads the plan of payments and the budget that it spends.
///
/// # Errors
/// When a file cannot be read, a row makes no sense, or payments exceed their line of the budget.
pub(super) fn read(plan: &Path, budget: &Path) -> Result<Vec<Series>, String> {
    let lines = lines(budget)?;
    let mut left: BTreeMap<&str, Fen> = lines.iter().map(|(code, line)| (code.as_str(), line.budget)).collect();
    let mut series = Vec::new();
    for planned in rows::<Planned>(plan)? {
        let wrong = |what: &str| format!("{}: {} {}: {what}", plan.display(), planned.line, planned.purposes);
        let line = lines.get(&planned.line).ok_or_else(|| wrong("no such line of the budget"))?;
        let total = Fen::parse_yuan(&planned.total).ok_or_else(|| wrong("no amount"))?;
        if let Some(left) = left.get_mut(planned.line.as_str()) {
            *left -= total;
        }
        series.push(Series {
            line: Rc::clone(line),
            total,
            schedule: Schedule::parse(&planned.when).ok_or_else(|| wrong("no time"))?,
            grain: Fen::parse_yuan(&planned.grain).ok_or_else(|| wrong("no grain"))?,
            payees: planned.payees.split('|').map(str::to_owned).collect(),
            purposes: planned.purposes.split('|').map(str::to_owned).collect(),
            economic: planned.economic,
        });
    }
    match left.into_iter().find(|(_, left)| left.0 < 0) {
        Some((line, left)) => Err(format!("payments exceed the budget of {line} by {}", -left)),
        None => Ok(series),
    }
}

fn lines(budget: &Path) -> Result<BTreeMap<String, Rc<Line>>, String> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for change in rows::<Change>(budget)? {
        let amount = Fen::parse_yuan(&change.amount).ok_or_else(|| format!("budget of {}: no amount", change.line))?;
        let takes_away = matches!(change.kind.as_str(), "调出" | "收回" | "追减");
        let line = lines.entry(change.line.clone()).or_insert_with(|| Line {
            code: change.line,
            unit: change.unit,
            fund: change.fund,
            function: change.function,
            nature: change.nature,
            project: change.project,
            budget: Fen::ZERO,
        });
        line.budget += if takes_away { -amount } else { amount };
    }
    Ok(lines.into_iter().map(|(code, line)| (code, Rc::new(line))).collect())
}

/// The rows of a table.
///
/// # Errors
/// When it cannot be read.
pub(super) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let wrong = |e: csv::Error| format!("{}: {e}", path.display());
    csv::Reader::from_path(path).map_err(wrong)?.into_deserialize().map(|row| row.map_err(wrong)).collect()
}
