//! 下年建议: next year's budget and targets, with reasons.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use juesuan_books::write_csv_rows;
use juesuan_desk::views::{NextAim, NextBudget, ProposalView, proposal};
use juesuan_performance::apply::Turn;

use super::{Done, evaluation::file, frame, words};
use crate::{
    App, WebError,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/proposal.html")]
struct ProposalPage {
    shell: Shell,
    base: String,
    it: ProposalView,
}

impl ProposalPage {
    /// The indicators whose value changes or falls short of what was reached, and those that keep theirs.
    fn apart(&self) -> (Vec<&NextAim>, Vec<&NextAim>) {
        self.it.aims.iter().partition(|aim| aim.turn != Turn::Kept || aim.below_last)
    }
}

/// The proposal.
pub async fn show(State(app): State<App>, visitor: Visitor, Path((year, unit)): Path<(u16, String)>) -> Page {
    let (shell, base) = frame(&app, &visitor, (year, &unit), "下年建议", "proposal", Done::default()).await?;
    let it = app.years.read(&app, year, &unit, proposal).await?;
    page(&ProposalPage { shell, base, it })
}

/// One of its tables as CSV, with the mark by which Excel knows UTF-8.
pub async fn download(State(app): State<App>, Path((year, unit, table)): Path<(u16, String, String)>) -> Page {
    let it = app.years.read(&app, year, &unit, proposal).await?;
    let (name, rows) = match table.as_str() {
        "budget.csv" => ("预算建议", budgets(&it)),
        "targets.csv" => ("目标建议", aims(&it)),
        _ => return Err(WebError::NotFound("这张表（有 budget.csv 和 targets.csv）".to_owned())),
    };
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    write_csv_rows(&mut bytes, rows).map_err(|error| WebError::Unusable(error.to_string()))?;
    let name = format!("{}年{name}.csv", it.year);
    Ok((file("text/csv; charset=utf-8", &name), bytes).into_response())
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn budgets(it: &ProposalView) -> Vec<Vec<String>> {
    let head = row([
        "项目代码",
        "项目名称",
        "得分",
        "等级",
        "今年预算",
        "今年支出",
        "建议预算",
        "增减",
        "收回",
        "原则",
        "理由",
    ]);
    let line = |line: &NextBudget| {
        let amounts = &line.amounts;
        vec![
            line.code.clone(),
            line.name.clone(),
            words::points(&line.score.0),
            line.grade.clone().unwrap_or_default(),
            amounts.money.budget.to_string(),
            amounts.money.paid.to_string(),
            amounts.proposed.to_string(),
            amounts.difference.to_string(),
            amounts.recovered.to_string(),
            line.rule.to_owned(),
            line.reason.clone(),
        ]
    };
    std::iter::once(head).chain(it.budgets.iter().map(line)).collect()
}

fn aims(it: &ProposalView) -> Vec<Vec<String>> {
    let head = row(["单位代码", "绩效指标编号", "三级指标", "今年指标值", "建议指标值", "变化", "理由"]);
    let line =
        |aim: &NextAim| row([&aim.unit, &aim.code, &aim.name, &aim.now, &aim.next, aim.turn.name(), &aim.reason]);
    std::iter::once(head).chain(it.aims.iter().map(line)).collect()
}
