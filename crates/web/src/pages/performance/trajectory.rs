//! The way of an indicator through the year, as a picture and as numbers.

use juesuan_amount::Quantity;
use juesuan_charts::{DayRange, DayValue, Trajectory, responsive};
use juesuan_desk::views::{Indicator, TrajectoryPoint};

/// The picture; empty where there is nothing to draw.
pub fn picture(it: &Indicator, year: u16) -> String {
    if it.trajectory.is_empty() {
        return String::new();
    }
    let whole = it.trajectory.iter().filter_map(|point| point.reached).all(|value| value.0 % Quantity::ONE.0 == 0);
    let aim = it.trajectory.last().and_then(|last| last.planned);
    let decimals: u8 = if whole && aim.is_none_or(|aim| aim.0 % Quantity::ONE.0 == 0) { 0 } else { 2 };
    let scale = if decimals == 0 { Quantity::ONE.0 } else { Quantity::ONE.0 / 100 };
    let scaled = |value: Quantity| value.0 / scale;
    let points = |of: fn(&TrajectoryPoint) -> Option<Quantity>| -> Vec<DayValue> {
        let point =
            |point: &TrajectoryPoint| Some(DayValue { day: point.day.day_of_year(), value: scaled(of(point)?) });
        it.trajectory.iter().filter_map(point).collect()
    };
    let actual = points(|point| point.reached);
    let last = crate::pages::performance::last_day(year);
    let forecast = it.forecast.filter(|_| actual.last().is_some_and(|point| point.day < last));
    responsive(&Trajectory {
        title: format!("{}的轨迹", it.target.name),
        year: i32::from(year),
        unit: it.measure.clone(),
        decimals,
        planned: points(|point| point.planned),
        today: actual.last().map(|point| point.day),
        actual,
        target: aim.map(scaled),
        band: Vec::new(),
        forecast: forecast.map(|it| DayRange { day: last, lo: scaled(it.low), hi: scaled(it.high) }),
    })
}

/// Planned and reached at the end of each month.
pub fn months(it: &Indicator) -> Vec<(String, String, String)> {
    let ends = it.trajectory.iter().zip(it.trajectory.iter().skip(1).map(Some).chain([None]));
    let ends = ends.filter(|(point, next)| next.is_none_or(|next| next.day.month() != point.day.month()));
    let text = |value: Option<Quantity>| value.map_or_else(|| "—".to_owned(), |value| value.to_string());
    ends.map(|(point, _)| (point.day.to_string(), text(point.planned), text(point.reached))).collect()
}
