//! `/d/{year}/{unit}`: the year's state at a glance, what is lacking, and what waits for whoever looks.

use askama::Template;
use axum::extract::{Path, State};
use juesuan_desk::views::{Home, home, recent_imports};
use juesuan_performance::monitor::Light;
use juesuan_report::Rounding;
use juesuan_rights::Right;
use juesuan_store::LogEntry;

use super::{guide, guide::Trial, pictures, waiting, waiting::Task};
use crate::{
    App, WebError,
    pages::{Page, page, scope},
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// How many imports are listed.
const IMPORTS: usize = 5;
/// How many goals and corrections are listed before the rest is left to their pages.
const ROWS: usize = 8;
/// How many units below are listed.
const UNITS: usize = 60;

#[derive(Template)]
#[template(path = "home/overview.html")]
struct Overview {
    shell: Shell,
    scope: Scope,
    /// The last entry of the log that is in it.
    entry: i64,
    home: Home,
    tasks: Vec<Task>,
    /// The pictures of money; none for those who do not see the books.
    money: Option<Pictures>,
    /// The last imports, for those who see all that they could have brought.
    imports: Vec<LogEntry>,
    /// Code and name of the units below.
    units: Vec<(String, String)>,
    /// What to try in a demonstration; else empty.
    trials: Vec<Trial>,
    may_submit: bool,
    may_write: bool,
}

struct Pictures {
    gauge: String,
    curve: String,
}

/// The page.
pub async fn overview(State(app): State<App>, visitor: Visitor, Path((year, unit)): Path<(u16, String)>) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let reads_books = visitor.may(Right::ReadBooks, &unit);
    let seen = app.years.read(&app, year, &unit, |snapshot| {
        let report = snapshot.report(None, Rounding::Honest)?;
        let home = home(snapshot, &report);
        let money =
            reads_books.then(|| Pictures { gauge: pictures::gauge(&home, snapshot), curve: pictures::curve(snapshot) });
        Ok::<_, WebError>((snapshot.entry(), home, money))
    });
    let (entry, home, money) = seen.await??;
    // Before a connection is held: it takes one of its own, and everybody else may hold one and wait likewise.
    let known = app.units.known(&app).await?;
    let mut store = app.shelf.read().await?;
    let tasks = waiting::tasks(&mut store, &visitor, &scope, &home).await?;
    // The log tells of all units alike.
    let reads_all = known.units.keys().all(|unit| visitor.may(Right::ReadBooks, unit));
    let imports = if reads_all { recent_imports(&mut store, IMPORTS).await? } else { Vec::new() };
    drop(store);
    let below = known.units.values().filter(|(_, other)| other.parent.as_deref() == Some(unit.as_str()));
    let units = below.take(UNITS).map(|(_, unit)| (unit.code.clone(), unit.name.clone())).collect();
    let trials = if app.config.demo.is_empty() { Vec::new() } else { guide::trials(&visitor, &scope) };
    let shell = Shell::new("首页", &visitor, Some(scope.clone()), &scope.at(""));
    let (may_submit, may_write) = (visitor.may(Right::SubmitBooks, &unit), visitor.may(Right::WriteReasons, &unit));
    page(&Overview { shell, scope, entry, home, tasks, money, imports, units, trials, may_submit, may_write })
}

impl Overview {
    /// Whether nothing but green lights is on.
    fn all_green(&self) -> bool {
        self.home.light == Light::Green && self.home.lights.red + self.home.lights.yellow == 0
    }
}

/// The class of a light.
fn class(light: &Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
    }
}
