//! Payments, budget lines and receipts: searching them page by page.

use askama::Template;
use axum::extract::{Path, Query as Fields, State};
use juesuan_amount::Fen;
use juesuan_books::Fund;
use juesuan_store::{Cursor, Found};

use super::{
    lists::{BUDGET, LISTS, List, PAYMENTS, RECEIPTS},
    query::Query,
    row::Row,
};
use crate::{
    App,
    pages::{Page, page, scope},
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// Rows of a page.
const ROWS: u32 = 50;

/// Department and year.
type Of = Path<(u16, String)>;

/// 支付
pub async fn payments(State(app): State<App>, visitor: Visitor, of: Of, Fields(query): Fields<Query>) -> Page {
    list(&app, &visitor, of, query, PAYMENTS).await
}

/// 预算指标
pub async fn budget(State(app): State<App>, visitor: Visitor, of: Of, Fields(query): Fields<Query>) -> Page {
    list(&app, &visitor, of, query, BUDGET).await
}

/// 收入
pub async fn receipts(State(app): State<App>, visitor: Visitor, of: Of, Fields(query): Fields<Query>) -> Page {
    list(&app, &visitor, of, query, RECEIPTS).await
}

#[derive(Template)]
#[template(path = "books/list.html")]
struct ListPage {
    shell: Shell,
    list: List,
    tabs: Vec<(&'static str, String, bool)>,
    /// Where the search is sent, and where it begins anew.
    here: String,
    query: Query,
    funds: [Fund; 8],
    problems: Vec<String>,
    rows: Vec<Row>,
    /// Whether records of several units are listed.
    units: bool,
    sum: Option<String>,
    /// Where the next page is.
    next: Option<String>,
    /// Whether the search stopped before the page was full.
    broken_off: bool,
    /// Where the first page is, on later ones.
    first: Option<String>,
    export: String,
    may_import: Option<String>,
}

async fn list(app: &App, visitor: &Visitor, Path((year, unit)): Of, query: Query, list: List) -> Page {
    let scope = scope(app, year, &unit).await?;
    let (found, problems) = match query.wanted() {
        Ok(wanted) => {
            let mut store = app.shelf.read().await?;
            let found = store.search(&unit, year, list.kind, &wanted.filter, wanted.after.as_ref(), ROWS).await?;
            (found, Vec::new())
        }
        Err(problems) => (Found::default(), problems),
    };
    let here = list.at(&scope, "");
    let address = query.address(None);
    // The page itself, to come back to from a voucher.
    let back = format!("{}?{}", list.kind.id(), query.address(query.after.parse::<Cursor>().ok().as_ref()));
    let rows: Vec<Row> = found.hits.iter().map(|hit| Row::new(&list, &scope, hit, &back)).collect();
    let units = rows.iter().any(|row| row.unit != unit);
    let sum = problems.is_empty().then(|| sum(&found, query.after.is_empty()));
    let may_import = visitor.may(juesuan_rights::Right::SubmitBooks, &unit).then(|| scope.at("books/import"));
    page(&ListPage {
        list,
        tabs: LISTS.iter().map(|tab| (tab.name, tab.at(&scope, &address), tab.kind == list.kind)).collect(),
        funds: Fund::ALL,
        problems,
        units,
        sum,
        next: found.next.as_ref().map(|next| list.at(&scope, &query.address(Some(next)))),
        broken_off: found.next.is_some() && (rows.len() as u64) < u64::from(ROWS),
        first: (!query.after.is_empty()).then(|| list.at(&scope, &address)),
        export: export(&scope, &list, &address),
        rows,
        may_import,
        shell: Shell::new(list.name, visitor, Some(scope), &here),
        here,
        query,
    })
}

fn export(scope: &Scope, list: &List, address: &str) -> String {
    let and = if address.is_empty() { "" } else { "&" };
    format!("{}?kind={}{and}{address}", scope.at("books/export"), list.kind.id())
}

/// How many there are and what they come to: of all pages where that is known.
fn sum(found: &Found, first: bool) -> String {
    let own = || (found.hits.len() as u64, found.hits.iter().map(|hit| hit.amount).sum::<Fen>());
    let (words, (count, sum)) = match found.total {
        Some(total) => ("共", total),
        None if first && found.next.is_none() => ("共", own()),
        None => ("本页", own()),
    };
    format!("{words} {} 笔，合计 {} 元", juesuan_report::grouped(&count.to_string()), show::yuan(&sum))
}
