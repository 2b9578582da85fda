//! 绩效: goals, lights, corrections, scores, and what follows for next year.

mod goals;
mod live;
mod monitor;
pub mod words;

use juesuan_rights::Right;
use serde::Deserialize;

use crate::{App, WebError, access::Who, pages, routes::Routes, shell::Shell, visitor::Visitor};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let reader = Who::On(Right::ReadPerformance);
    routes
        .get("/d/{year}/{unit}/live", Who::OnEither(&[Right::ReadBooks, Right::ReadPerformance]), live::stream)
        .get("/d/{year}/{unit}/goals", reader, goals::tree)
        .get("/d/{year}/{unit}/monitor", reader, monitor::board)
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
