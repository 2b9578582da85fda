//! The pictures of the first page.

use juesuan_amount::Fen;
use juesuan_charts::{DayAmount, Draw, Execution, Gauge, Tone, responsive};
use juesuan_desk::{
    Snapshot,
    views::{Home, execution_by_day},
};
use juesuan_performance::monitor::Light;

use crate::show;

/// The year's execution as a ring, with a tick where the year is.
pub fn gauge(home: &Home, snapshot: &Snapshot) -> String {
    let days = i64::from(juesuan_desk::last_day(home.year));
    let due = i128::from(home.money.budget.0) * i128::from(snapshot.day_of_year()) / i128::from(days.max(1));
    let gauge = Gauge {
        title: "预算执行率".to_owned(),
        part: home.money.paid.0,
        whole: home.money.budget.0,
        text: String::new(),
        caption: format!("预算 {} 万元", show::wan(&home.money.budget)),
        mark: i64::try_from(due).ok(),
        tone: match home.light {
            Light::Green => Tone::Good,
            Light::Yellow => Tone::Warn,
            Light::Red => Tone::Bad,
        },
    };
    gauge.draw(juesuan_charts::NARROW).svg
}

/// What was paid day by day, against the passing of the year.
pub fn curve(snapshot: &Snapshot) -> String {
    let points = execution_by_day(snapshot);
    let before = std::iter::once(Fen::ZERO).chain(points.iter().map(|point| point.paid));
    let paid = points.iter().zip(before).zip(1..);
    let picture = Execution {
        title: "预算执行与时间".to_owned(),
        year: i32::from(snapshot.year()),
        budget: points.last().map_or(Fen::ZERO, |point| point.budget),
        payments: paid.map(|((point, before), day)| DayAmount { day, amount: point.paid - before }).collect(),
        plan: Vec::new(),
        // When the year is over no day of it is today.
        today: Some(snapshot.day_of_year()).filter(|&day| day < juesuan_desk::last_day(snapshot.year())),
    };
    responsive(&picture)
}
