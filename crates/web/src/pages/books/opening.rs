//! 建账: a unit or a year that the books do not have yet. It begins like any other change, with files that a second person lets
//! in; so all pages between choosing files and letting them in know units that are still to come.

use askama::Template;
use axum::extract::{Query, State};
use juesuan_desk as desk;
use juesuan_rights::{Right, is_code};
use serde::Deserialize;

use crate::{
    App, WebError,
    pages::{Page, go, page},
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// The page's address.
pub const PATH: &str = "/books/new";

/// The first and the last year that books may be of.
const YEARS: std::ops::RangeInclusive<u16> = 2015..=2099;

/// The department and year of a page, whether the books have them or are to get them.
///
/// # Errors
/// When that is no year or no code of a unit, or the books cannot be read.
pub async fn scope(app: &App, year: u16, unit: &str) -> Result<Scope, WebError> {
    match crate::pages::scope(app, year, unit).await {
        Err(WebError::NotFound(_)) if YEARS.contains(&year) && !unit.is_empty() && is_code(unit) => {
            let known = app.units.known(app).await?;
            let unit_name = format!("{unit}（未建账）");
            Ok(Scope { year, unit: unit.to_owned(), unit_name, years: known.years.clone() })
        }
        known => known,
    }
}

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    year: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "books/opening.html")]
struct OpeningPage {
    shell: Shell,
    year: String,
    unit: String,
    problem: Option<String>,
    /// Code and name of the units that the books have and the visitor keeps.
    units: Vec<(String, String)>,
}

/// Asks for year and unit, and leads to where files are chosen.
pub async fn opening(State(app): State<App>, visitor: Visitor, Query(typed): Query<Typed>) -> Page {
    let (year, unit) = (typed.year.trim().to_owned(), typed.unit.trim().to_owned());
    let asked = !year.is_empty() || !unit.is_empty();
    let problem = match begin(&visitor, &year, &unit) {
        Ok(address) if asked => return go(&address),
        Err(problem) if asked => Some(problem),
        _ => None,
    };
    let known = app.units.known(&app).await?;
    let own = known.units.iter().filter(|(code, _)| visitor.may(Right::SubmitBooks, code));
    let units = own.map(|(code, (_, unit))| (code.clone(), unit.name.clone())).collect();
    let year = if asked { year } else { desk::today().map_or_else(String::new, |today| today.year().to_string()) };
    page(&OpeningPage { shell: Shell::new("建账", &visitor, None, PATH), year, unit, problem, units })
}

/// Where the files of a year and unit are chosen, or why there are none.
fn begin(visitor: &Visitor, year: &str, unit: &str) -> Result<String, String> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year));
    let year: u16 = year.ok_or_else(|| format!("年度要写 {} 到 {} 的四位数字", YEARS.start(), YEARS.end()))?;
    if unit.is_empty() || !is_code(unit) {
        return Err("请写单位代码：不超过 40 个字，不带空格".to_owned());
    }
    if !visitor.may(Right::SubmitBooks, unit) {
        return Err(format!("您没有被授权管理单位 {unit} 的账。请安全管理员先在“账号与授权”里授予财务岗"));
    }
    Ok(format!("/d/{year}/{}/books/import", show::path_part(unit)))
}
