//! The page of all units.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use juesuan_audit::is_same_unit;
use juesuan_desk::UnitYear;
use juesuan_performance::monitor::Light;
use juesuan_rights::Right;
use juesuan_store::PublicationState;

use super::{
    overviews::Overview,
    table::{Asked, COLUMNS, Paged},
};
use crate::{
    App, WebError,
    pages::{Page, check::Checked, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

/// A unit with what is known beside the books.
struct Row<'a> {
    it: &'a UnitYear,
    /// Its address.
    at: String,
    /// Its light; none while nobody has looked at its year lately.
    light: Option<Light>,
    disclosed: Option<PublicationState>,
    /// The latest check of its document by the visitor.
    check: Option<&'a Checked>,
}

#[derive(Template)]
#[template(path = "review/units.html")]
struct UnitsPage<'a> {
    shell: Shell,
    asked: &'a Asked,
    year: u16,
    years: &'a [u16],
    rows: Vec<Row<'a>>,
    paged: Paged<'a>,
    public: usize,
}

/// The page.
pub async fn units(State(app): State<App>, visitor: Visitor, Query(mut asked): Query<Asked>) -> Page {
    let known = app.units.known(&app).await?;
    let year = asked.year.or_else(|| known.years.first().copied());
    let year = year.ok_or_else(|| WebError::NotFound("任何年度的账。请先由财务岗导入账簿".to_owned()))?;
    asked.year = Some(year);
    let overview: Arc<Overview> = app.overviews.of(&app, year).await?;
    let own: Vec<&UnitYear> =
        overview.units.iter().filter(|it| visitor.may(Right::ReviewUnits, &it.unit.code)).collect();
    let checks = app.checks.all(visitor.person.as_ref().map_or(0, |person| person.id));
    let disclosed = |it: &UnitYear| overview.disclosed.get(&it.unit.code).copied();
    let public = own.iter().filter(|it| disclosed(it) == Some(PublicationState::Public)).count();
    let paged = asked.paged(own.into_iter());
    let rows = paged.units.iter().map(|&it| Row {
        it,
        at: format!("/d/{year}/{}", show::path_part(&it.unit.code)),
        light: app.years.peek(year, &it.unit.code, |snapshot| snapshot.monitor().board().year),
        disclosed: disclosed(it),
        check: latest(&checks, &it.unit.name, year),
    });
    let shell = Shell::new("各单位", &visitor, None, "/units");
    page(&UnitsPage { shell, asked: &asked, year, years: &known.years, rows: rows.collect(), paged, public })
}

/// The latest check of a unit's document of a year.
fn latest<'a>(checks: &'a [Checked], unit: &str, year: u16) -> Option<&'a Checked> {
    let of_unit = |checked: &&Checked| {
        checked.brief().is_some_and(|brief| {
            brief.fiscal_year == Some(year) && brief.unit_name.as_deref().is_some_and(|name| is_same_unit(name, unit))
        })
    };
    checks.iter().rev().find(of_unit)
}

/// Columns by which the table can be sorted.
const fn columns() -> &'static [(&'static str, &'static str, bool); 6] {
    &COLUMNS
}

/// The class of a light: `red`.
const fn class_of(light: &Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
    }
}

/// The class of a disclosure's state.
const fn state_class(state: &PublicationState) -> &'static str {
    match state {
        PublicationState::Public => "good",
        PublicationState::Frozen => "yellow",
        PublicationState::Superseded | PublicationState::TakenDown => "",
    }
}
