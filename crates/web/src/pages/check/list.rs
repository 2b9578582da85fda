//! What somebody uploaded, with what came of it: a table that grows while files are checked.

use std::cmp::Reverse;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use juesuan_findings::{Listed, briefs_csv, briefs_json, coverage_percent, kind_name};
use serde::Deserialize;

use super::{
    downloads::attached,
    kept::{Checked, KEPT, MOST, PERSON_BYTES},
};
use crate::{
    App,
    pages::{Page, go, page},
    shell::Shell,
    visitor::Visitor,
};

/// In which order the table is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Order {
    sort: String,
    done: String,
}

/// Columns by which the table can be sorted: id, name, whether it holds numbers.
const COLUMNS: [(&str, &str, bool); 8] = [
    ("name", "文件", false),
    ("unit", "单位", false),
    ("year", "年度", false),
    ("kind", "类别", false),
    ("errors", "错误", true),
    ("warnings", "警告", true),
    ("infos", "提示", true),
    ("unread", "数字读懂", true),
];

/// The table.
struct Table {
    checks: Vec<Checked>,
    /// The id of the column by which it is sorted; empty: the latest first.
    sort: String,
    waiting: usize,
}

#[derive(Template)]
#[template(path = "check/list.html")]
struct ListPage {
    shell: Shell,
    table: Table,
    upload_mb: u64,
}

#[derive(Template)]
#[template(path = "check/rows.html")]
struct Rows {
    table: Table,
}

impl Table {
    fn of(app: &App, visitor: &Visitor, sort: &str) -> Self {
        let mut checks = app.checks.all(visitor.person.as_ref().map_or(0, |person| person.id));
        let waiting = checks.iter().filter(|checked| checked.is_waiting()).count();
        checks.reverse();
        let count = |checked: &Checked, of: fn(&juesuan_findings::Brief) -> usize| checked.brief().map_or(0, of);
        let text = |of: fn(&juesuan_findings::Brief) -> Option<String>| {
            move |checked: &Checked| (checked.brief().is_none(), checked.brief().and_then(of))
        };
        match sort {
            "name" => checks.sort_by(|a, b| a.name.cmp(&b.name)),
            "unit" => checks.sort_by_key(text(|brief| brief.unit_name.clone())),
            "year" => checks.sort_by_key(text(|brief| brief.fiscal_year.map(|year| year.to_string()))),
            "kind" => checks.sort_by_key(text(|brief| Some(kind_name(brief.kind).to_owned()))),
            "errors" => checks.sort_by_key(|it| Reverse(count(it, |brief| brief.errors))),
            "warnings" => checks.sort_by_key(|it| Reverse(count(it, |brief| brief.warnings))),
            "infos" => checks.sort_by_key(|it| Reverse(count(it, |brief| brief.infos))),
            "unread" => checks.sort_by_key(|it| Reverse(count(it, |brief| brief.numerals - brief.understood))),
            _ => {}
        }
        let sort = if COLUMNS.iter().any(|(id, ..)| *id == sort) { sort.to_owned() } else { String::new() };
        Self { checks, sort, waiting }
    }

    const fn columns(&self) -> &'static [(&'static str, &'static str, bool); 8] {
        &COLUMNS
    }

    /// How many were checked or found unreadable.
    fn done(&self) -> usize {
        self.checks.len() - self.waiting
    }

    /// How many have errors, and how many cannot be read.
    fn bad(&self) -> (usize, usize) {
        let wrong = self.checks.iter().filter(|it| it.brief().is_some_and(|brief| brief.errors > 0)).count();
        (wrong, self.checks.iter().filter(|it| it.problem().is_some()).count())
    }
}

/// The page.
pub async fn list(State(app): State<App>, visitor: Visitor, Query(order): Query<Order>) -> Page {
    let notice = match order.done.as_str() {
        "entered" => Some("文件已收下，审核结果见下表。".to_owned()),
        "cleared" => Some("已清空您上传的全部文件和结果。".to_owned()),
        _ => None,
    };
    let shell = Shell::new("审核决算文件", &visitor, None, "/check").with_notice(notice);
    let table = Table::of(&app, &visitor, &order.sort);
    page(&ListPage { shell, table, upload_mb: app.config.upload_mb })
}

/// The table alone, for the script that shows it again while files are checked.
pub async fn rows(State(app): State<App>, visitor: Visitor, Query(order): Query<Order>) -> Page {
    page(&Rows { table: Table::of(&app, &visitor, &order.sort) })
}

/// The table for a spreadsheet.
pub async fn csv(State(app): State<App>, visitor: Visitor, Query(order): Query<Order>) -> Page {
    let listed = listed(&Table::of(&app, &visitor, &order.sort));
    let bytes = briefs_csv(&listed).unwrap_or_default();
    Ok(attached("审核结果.csv", "text/csv; charset=utf-8", bytes).into_response())
}

/// The table for a program.
pub async fn json(State(app): State<App>, visitor: Visitor, Query(order): Query<Order>) -> Page {
    let listed = listed(&Table::of(&app, &visitor, &order.sort));
    Ok(attached("审核结果.json", "application/json", briefs_json(&listed).into_bytes()).into_response())
}

/// Forgets all that somebody uploaded.
pub async fn clear(State(app): State<App>, visitor: Visitor) -> Page {
    if let Some(person) = &visitor.person {
        app.checks.clear(person.id);
    }
    go("/check?done=cleared")
}

/// What was checked, in the order of the table.
fn listed(table: &Table) -> Vec<Listed<()>> {
    let of = |checked: &Checked| {
        let outcome = match (checked.brief(), checked.problem()) {
            (Some(brief), _) => Ok((brief.clone(), ())),
            (None, problem) => Err(problem.unwrap_or("还在排队审核").to_owned()),
        };
        Listed { path: (&*checked.name).into(), outcome }
    };
    table.checks.iter().map(of).collect()
}

/// How long and how much is kept, as the page says it.
fn kept() -> String {
    format!("每人最多 {MOST} 份、原件合计 {} MB，{} 小时不看即清除", PERSON_BYTES >> 20, KEPT.as_secs() / 3600)
}
