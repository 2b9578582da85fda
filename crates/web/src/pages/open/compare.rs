//! 比较: one figure over years and units.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    Json,
    extract::{Query, State},
    response::IntoResponse,
};
use juesuan_amount::Fen;
use juesuan_charts::{Series, Trend, YearBars, YearRow, responsive};
use juesuan_store::{Compared, FigureMeasure};
use serde::Deserialize;
use serde_json::json;

use crate::{
    App, WebError,
    pages::{Page, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

/// Figures that people ask for, by the name that they know.
const KNOWN: [(&str, &str); 9] = [
    ("T1/income-total/amount", "本年收入"),
    ("T3/total/total", "本年支出"),
    ("T3/total/basic", "基本支出"),
    ("T3/total/project", "项目支出"),
    ("T5/total/total", "一般公共预算财政拨款支出"),
    ("T9/total/actual", "“三公”经费支出"),
    ("operation/total/amount", "机关运行经费"),
    ("procurement/total", "政府采购支出"),
    ("vehicles/total", "车辆数"),
];

/// A figure that people ask for.
pub struct Known {
    /// Its id.
    pub figure: &'static str,
    /// Its name.
    pub label: &'static str,
}

impl Known {
    /// Where it is compared, for a unit.
    pub fn address(&self, unit: &str) -> String {
        format!("/open/compare?figure={}&unit={}", show::query_value(self.figure), show::query_value(unit))
    }
}

/// Figures that people ask for.
pub fn known() -> Vec<Known> {
    KNOWN.iter().map(|&(figure, label)| Known { figure, label }).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    figure: String,
    /// Codes of units between blanks or commas; all if there are none.
    unit: String,
}

impl Asked {
    fn figure(&self) -> &str {
        let figure = self.figure.trim();
        if figure.is_empty() { KNOWN[1].0 } else { figure }
    }

    async fn found(&self, app: &App) -> Result<Vec<Compared>, WebError> {
        const MOST: usize = 100;
        let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
        let units: Vec<&str> = self.unit.split(between).filter(|unit| !unit.is_empty()).take(MOST).collect();
        Ok(app.shelf.read().await?.compare(self.figure(), &units, &[]).await?)
    }
}

/// A unit's row: its name and what it says, year by year, each with the version that says it.
struct Row {
    unit: String,
    name: String,
    cells: Vec<Option<(i64, String)>>,
}

#[derive(Template)]
#[template(path = "open/compare.html")]
struct ComparePage {
    shell: Shell,
    asked: Asked,
    figure: String,
    label: String,
    /// 万元, or nothing for numbers of things.
    money: bool,
    known: Vec<Known>,
    is_known: bool,
    years: Vec<u16>,
    rows: Vec<Row>,
    pictures: Vec<String>,
}

/// One figure over years and units.
pub async fn page_of(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Page {
    let found = asked.found(&app).await?;
    let figure = asked.figure().to_owned();
    let name = KNOWN.iter().find(|(id, _)| *id == figure).map(|(_, name)| (*name).to_owned());
    let label = name.or_else(|| found.first().map(|it| it.label.clone())).unwrap_or_else(|| figure.clone());
    let money = found.iter().all(|it| it.measure == FigureMeasure::Fen);
    let years: Vec<u16> = found.iter().map(|it| it.year).collect::<BTreeSet<_>>().into_iter().collect();
    let by_unit = by_unit(&found);
    let rows = by_unit.iter().map(|(unit, of)| row(unit, of, &years)).collect();
    let pictures = if money { pictures(&label, &years, &by_unit) } else { Vec::new() };
    let shell = Shell::new(&format!("比较：{label}"), &visitor, None, "/open");
    let is_known = KNOWN.iter().any(|(id, _)| *id == figure);
    page(&ComparePage { shell, asked, figure, label, money, known: known(), is_known, years, rows, pictures })
}

/// By unit; of several forms of one year the first counts, which all say the same of one figure.
fn by_unit(found: &[Compared]) -> BTreeMap<&str, Vec<&Compared>> {
    let mut by_unit: BTreeMap<&str, Vec<&Compared>> = BTreeMap::new();
    for it in found {
        let of = by_unit.entry(&it.unit).or_default();
        if of.iter().all(|other| other.year != it.year) {
            of.push(it);
        }
    }
    by_unit
}

fn row(unit: &str, of: &[&Compared], years: &[u16]) -> Row {
    let cell = |year: &u16| {
        let it = of.iter().find(|it| it.year == *year)?;
        Some((it.publication, shown(it)))
    };
    let name = of.last().map(|it| it.unit_name.clone()).unwrap_or_default();
    Row { unit: unit.to_owned(), name, cells: years.iter().map(cell).collect() }
}

fn shown(it: &Compared) -> String {
    match it.measure {
        FigureMeasure::Fen => show::wan(&Fen(it.amount)),
        FigureMeasure::Count => it.amount.to_string(),
    }
}

/// Bars by unit, and lines over the years where there are some.
fn pictures(label: &str, years: &[u16], by_unit: &BTreeMap<&str, Vec<&Compared>>) -> Vec<String> {
    if by_unit.is_empty() {
        return Vec::new();
    }
    let amounts = |of: &[&Compared]| -> Vec<Option<Fen>> {
        years.iter().map(|year| of.iter().find(|it| it.year == *year).map(|it| Fen(it.amount))).collect()
    };
    let name = |of: &[&Compared]| of.last().map(|it| it.unit_name.clone()).unwrap_or_default();
    let title = label.to_owned();
    let spoken: Vec<i32> = years.iter().map(|&year| year.into()).collect();
    let rows = by_unit.values().map(|of| YearRow { name: name(of), amounts: amounts(of) }).collect();
    let mut pictures = vec![responsive(&YearBars { title: title.clone(), years: spoken.clone(), rows })];
    if years.len() > 1 {
        let series = by_unit.values().map(|of| Series { name: name(of), values: amounts(of) }).collect();
        pictures.push(responsive(&Trend { title, years: spoken, series }));
    }
    pictures
}

/// The same for programs: exact, in 分 or pieces.
pub async fn data(State(app): State<App>, Query(asked): Query<Asked>) -> Page {
    let found = asked.found(&app).await?;
    let rows: Vec<_> = found
        .iter()
        .map(|it| {
            json!({
                "unit": it.unit, "unit_name": it.unit_name, "year": it.year, "form": it.form, "label": it.label,
                "measure": it.measure.id(), "amount": it.amount, "url": format!("/open/{}", it.publication),
            })
        })
        .collect();
    Ok(Json(json!({ "figure": asked.figure(), "values": rows })).into_response())
}
