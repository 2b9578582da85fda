//! 绩效: goals, lights, corrections, scores, and what follows for next year.

mod correction;
mod corrections;
mod evaluation;
mod evidence;
mod goals;
mod indicator;
mod live;
mod monitor;
mod proposal;
mod steps;
mod trajectory;
pub mod words;

use juesuan_books::Date;
use juesuan_rights::Right;
use serde::Deserialize;

use crate::{App, WebError, access::Who, pages, routes::Routes, shell::Shell, visitor::Visitor};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let reader = Who::On(Right::ReadPerformance);
    routes
        .get("/d/{year}/{unit}/live", Who::OnEither(&[Right::ReadBooks, Right::ReadPerformance]), live::stream)
        .get("/d/{year}/{unit}/indicators/{code}", reader, indicator::show)
        .post("/d/{year}/{unit}/indicators/{code}/evidence", Who::On(Right::SubmitEvidence), evidence::submit)
        .get("/d/{year}/{unit}/goals", reader, goals::tree)
        .get("/d/{year}/{unit}/monitor", reader, monitor::board)
        .get("/d/{year}/{unit}/corrections", reader, corrections::board)
        .post("/d/{year}/{unit}/corrections", Who::On(Right::TakeSteps), corrections::assign)
        .get("/d/{year}/{unit}/corrections/{code}", reader, correction::show)
        .post("/d/{year}/{unit}/corrections/{code}/{step}", Who::On(Right::TakeSteps), steps::take)
        .get("/d/{year}/{unit}/evaluation", reader, evaluation::show)
        .get("/d/{year}/{unit}/evaluation/{kind}", reader, evaluation::download)
        .get("/d/{year}/{unit}/proposal", reader, proposal::show)
        .get("/d/{year}/{unit}/proposal/{table}", reader, proposal::download)
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

impl Done {
    /// In words. Only these are ever shown: an address must not put words into our mouth.
    fn words(&self) -> Option<String> {
        let words = match self.done.as_str() {
            "evidence" => "已登记佐证，灯和进度已按它更新",
            "assigned" => "已交办，责任科室可以办理了",
            "step" => "已记入这一环节",
            _ => return None,
        };
        Some(words.to_owned())
    }
}

/// The number of a year's last day.
fn last_day(year: u16) -> u16 {
    Date::of_year(year, 1).map_or(366, Date::days_of_year)
}

/// The frame of a page of this area, and the beginning of addresses in it: `/d/2024/101`.
async fn frame(
    app: &App,
    visitor: &Visitor,
    (year, unit): (u16, &str),
    title: &str,
    place: &str,
    done: Done,
) -> Result<(Shell, String), WebError> {
    let scope = pages::scope(app, year, unit).await?;
    let (base, here) = (scope.at(""), scope.at(place));
    Ok((Shell::new(title, visitor, Some(scope), &here).with_notice(done.words()), base))
}
