//! `/`: leads everybody to where their work is.

use askama::Template;
use axum::extract::State;
use juesuan_rights::Right;

use super::waiting::{self, Task};
use crate::{
    App, WebError,
    pages::{Page, go, page},
    shell::{Scope, Shell},
    units::Known,
    visitor::{Person, Visitor},
};

/// What people see who have nowhere to go yet.
#[derive(Template)]
#[template(path = "home/nowhere.html")]
struct Nowhere {
    shell: Shell,
    /// Whether they have been granted a role.
    granted: bool,
    /// Whether they may bring the first files.
    may_open: bool,
    /// First files that wait to be let in.
    tasks: Vec<Task>,
}

/// Leads a stranger to what is public, a reviewer to the units, others to the newest year of their unit, or to the first
/// page that they may open.
pub async fn land(State(app): State<App>, visitor: Visitor) -> Page {
    let Some(person) = visitor.person.clone() else { return go("/open") };
    if visitor.may_somewhere(Right::ReviewUnits) {
        return go("/units");
    }
    if visitor.may_somewhere(Right::ReadPerformance)
        && let Some(home) = own_year(&app, &visitor, &person).await?
    {
        return go(&home);
    }
    let shell = Shell::new("首页", &visitor, None, "/");
    let granted = !person.access.grants().is_empty();
    match shell.groups.iter().flat_map(|group| &group.links).find(|link| link.href != "/open") {
        Some(link) if !visitor.may_somewhere(Right::ReadPerformance) => go(&link.href.clone()),
        _ => {
            let tasks = waiting::openings(&mut *app.shelf.read().await?, &visitor).await?;
            page(&Nowhere { shell, granted, may_open: visitor.may_somewhere(Right::SubmitBooks), tasks })
        }
    }
}

/// The address of the newest year of the first unit that a person may look at; none when the books do not have it yet.
async fn own_year(app: &App, visitor: &Visitor, person: &Person) -> Result<Option<String>, WebError> {
    let known = app.units.known(app).await?;
    let granted = person.access.units(Right::ReadPerformance, &visitor.tree);
    let unit = granted.into_iter().find_map(|unit| if unit.is_empty() { first(&known) } else { named(&known, unit) });
    Ok(unit.map(|(year, unit, unit_name)| Scope { year, unit, unit_name, years: Vec::new() }.at("")))
}

/// A unit with its newest year and its name.
type Found = (u16, String, String);

fn named(known: &Known, unit: &str) -> Option<Found> {
    known.units.get(unit).map(|(year, unit)| (*year, unit.code.clone(), unit.name.clone()))
}

/// The first department of the newest year.
fn first(known: &Known) -> Option<Found> {
    let top = |unit: &juesuan_books::Unit| unit.parent.as_ref().is_none_or(|parent| !known.units.contains_key(parent));
    let departments = known.units.values().filter(|(_, unit)| top(unit));
    let newest = departments.max_by(|a, b| (a.0, &b.1.code).cmp(&(b.0, &a.1.code)))?;
    named(known, &newest.1.code)
}
