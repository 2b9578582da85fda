//! The way of an indicator (绩效指标) through the year: planned, actual, forecast.

use crate::{
    area::{Area, Wanted},
    calendar::{date, days, within},
    canvas::Canvas,
    element::Path,
    figure::Unit,
    ink::{Ink, dash, series},
    legend::{Entry, Sample, legend},
    picture::{Draw, Picture},
    scale::Scale,
    style::Style,
};

/// A value on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayValue {
    /// The day of the year, from 1.
    pub day: u16,
    /// The value, in the picture's decimals.
    pub value: i64,
}

/// A range of values on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The day of the year, from 1.
    pub day: u16,
    /// One end.
    pub lo: i64,
    /// The other end.
    pub hi: i64,
}

/// An indicator's way through the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trajectory {
    /// Title of the picture.
    pub title: String,
    /// The year.
    pub year: i32,
    /// What the values count: `人次`, `%`; may be empty.
    pub unit: String,
    /// All values are integers of 10^-`decimals` (at most 18).
    pub decimals: u8,
    /// The planned values, joined by straight lines.
    pub planned: Vec<DayValue>,
    /// The values found, joined by straight lines.
    pub actual: Vec<DayValue>,
    /// The value to be reached by the end of the year.
    pub target: Option<i64>,
    /// Between which values the indicator should stay, joined by straight lines.
    pub band: Vec<DayRange>,
    /// Between which values it is expected on the last day of the year, or another day.
    pub forecast: Option<DayRange>,
    /// The present day.
    pub today: Option<u16>,
}

const ACTUAL: Ink = series(0);
const PLANNED: Ink = series(7);
const TARGET: Ink = series(1);
const BAND: Ink = series(2);
const FORECAST: Ink = series(5);

impl Trajectory {
    fn unit(&self) -> Unit {
        let decimals = u32::from(self.decimals.min(18));
        let is_huge = self.range().is_some_and(|(lo, hi)| hi.max(-lo) >= 10i128.pow(8 + decimals));
        if is_huge {
            return Unit { name: format!("亿{}", self.unit), decimals: decimals + 8, places: 2 };
        }
        Unit { name: self.unit.clone(), decimals, places: decimals }
    }

    fn range(&self) -> Option<(i128, i128)> {
        let points = self.planned.iter().chain(&self.actual).map(|point| point.value);
        let ranges = self.band.iter().chain(&self.forecast).flat_map(|range| [range.lo, range.hi]);
        let values: Vec<i128> = points.chain(ranges).chain(self.target).map(i128::from).collect();
        let (lo, hi) = (*values.iter().min()?, *values.iter().max()?);
        // Values that lie close together far from zero, such as rates, are shown without the empty room under them; those
        // that hardly differ at all are shown from zero again, or noise would look like a mountain.
        let (span, largest) = (hi - lo, hi.max(-lo));
        let is_apart = (lo > span * 2 || -hi > span * 2) && span * 1_000 >= largest;
        Some(if is_apart { (lo, hi) } else { (lo.min(0), hi.max(0)) })
    }

    fn last(&self) -> Option<DayValue> {
        self.actual.iter().copied().max_by_key(|point| point.day)
    }
}

impl Draw for Trajectory {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("trajectory", width);
        let Some(range) = self.range() else {
            return canvas.nothing(&self.title, Vec::new());
        };
        let unit = self.unit();
        let top = legend(&mut canvas, &self.entries(&unit));
        let right = if canvas.is_narrow() { 10.0 } else { 44.0 };
        let area = Area::draw(&mut canvas, &Wanted { top, right, range, unit: &unit });
        let x = area.months(&mut canvas, self.year);
        let place = |day: u16, value: i64| (x.at(within(self.year, day).into()), area.values.at(value.into()));
        self.draw_band(&mut canvas, place);
        self.draw_forecast(&mut canvas, place);
        if let Some(target) = self.target {
            let y = area.values.at(target.into());
            canvas.line((area.left, y), (area.right, y)).ink(TARGET).stroke(2.0).dash(dash(3)).end();
            if !canvas.is_narrow() {
                canvas.text((area.right + 8.0, y + 4.0), "目标", Style::LABEL);
            }
        }
        line(&mut canvas, &self.planned, PLANNED, 1.6, dash(1), place);
        if let Some(day) = self.today {
            area.today(&mut canvas, &x, &unit, self.year, within(self.year, day));
        }
        self.draw_actual(&mut canvas, &area, &x, &unit);
        canvas.finish(area.bottom + 24.0, &self.title, self.message(&unit), Vec::new())
    }
}

/// Draws points in the order of their days, joined; a single one as a short dash.
fn line(
    canvas: &mut Canvas,
    values: &[DayValue],
    ink: Ink,
    width: f64,
    dashes: &str,
    place: impl Fn(u16, i64) -> (f64, f64),
) {
    let mut sorted = values.to_vec();
    sorted.sort_by_key(|point| point.day);
    let points: Vec<_> = sorted.iter().map(|point| place(point.day, point.value)).collect();
    if let [(x, y)] = points[..] {
        canvas.line((x - 6.0, y), (x + 6.0, y)).ink(ink).stroke(width).end();
    } else if !points.is_empty() {
        canvas.path(&Path::through(&points)).ink(ink).stroke(width).dash(dashes).end();
    }
}

impl Trajectory {
    fn draw_band(&self, canvas: &mut Canvas, place: impl Fn(u16, i64) -> (f64, f64)) {
        let mut band = self.band.clone();
        band.sort_by_key(|range| range.day);
        if band.len() < 2 {
            return;
        }
        let upper = band.iter().map(|range| place(range.day, range.lo.max(range.hi)));
        let lower = band.iter().rev().map(|range| place(range.day, range.lo.min(range.hi)));
        let around: Vec<_> = upper.chain(lower).collect();
        canvas.path(&Path::through(&around).close()).ink(BAND).tint(0.12).end();
    }

    /// A fan from the last value to the interval, closed by a bar.
    fn draw_forecast(&self, canvas: &mut Canvas, place: impl Fn(u16, i64) -> (f64, f64)) {
        let Some(forecast) = self.forecast else { return };
        let (low, high) =
            (place(forecast.day, forecast.lo.min(forecast.hi)), place(forecast.day, forecast.lo.max(forecast.hi)));
        if let Some(last) = self.last().filter(|last| last.day < forecast.day) {
            let fan = Path::through(&[place(last.day, last.value), high, low]).close();
            canvas.path(&fan).ink(FORECAST).tint(0.25).end();
        }
        canvas.line(low, high).ink(FORECAST).stroke(3.0).end();
        for (x, y) in [low, high] {
            canvas.line((x - 5.0, y), (x + 5.0, y)).ink(FORECAST).stroke(2.0).end();
        }
    }

    fn draw_actual(&self, canvas: &mut Canvas, area: &Area, x: &Scale, unit: &Unit) {
        let place = |day: u16, value: i64| (x.at(within(self.year, day).into()), area.values.at(value.into()));
        line(canvas, &self.actual, ACTUAL, 2.4, "", place);
        // So many points that they touch are a line anyway.
        for point in self.actual.iter().filter(|_| self.actual.len() <= 60) {
            let (x, y) = place(point.day, point.value);
            let tip = format!("{} {}", date(self.year, point.day), unit.say(point.value.into()));
            canvas.circle(x, y, 3.2).ink(ACTUAL).fill().tip(&tip);
        }
    }

    fn entries(&self, unit: &Unit) -> Vec<Entry> {
        let entry = |sample, ink, text| Entry { sample, ink, text };
        let mut entries = Vec::new();
        if let Some(last) = self.last() {
            let text = format!("实际 {}（{}）", unit.say(last.value.into()), date(self.year, last.day));
            entries.push(entry(Sample::Line(""), ACTUAL, text));
        }
        if !self.planned.is_empty() {
            entries.push(entry(Sample::Line(dash(1)), PLANNED, "计划".to_owned()));
        }
        if let Some(target) = self.target {
            entries.push(entry(Sample::Line(dash(3)), TARGET, format!("目标 {}", unit.say(target.into()))));
        }
        if self.band.len() > 1 {
            entries.push(entry(Sample::Area(0.12), BAND, "阈值区间".to_owned()));
        }
        if let Some(forecast) = self.forecast {
            entries.push(entry(Sample::Area(0.25), FORECAST, self.forecast_text(forecast, unit)));
        }
        entries
    }

    fn forecast_text(&self, forecast: DayRange, unit: &Unit) -> String {
        let when = if within(self.year, forecast.day) == days(self.year) {
            "年末".to_owned()
        } else {
            date(self.year, forecast.day)
        };
        let (lo, hi) = (forecast.lo.min(forecast.hi), forecast.lo.max(forecast.hi));
        format!("{when}预测 {}～{}", unit.show(lo.into()), unit.say(hi.into()))
    }

    fn message(&self, unit: &Unit) -> String {
        let mut said = Vec::new();
        said.push(match self.last() {
            Some(last) => format!("{}年{}实际 {}", self.year, date(self.year, last.day), unit.say(last.value.into())),
            None => format!("{}年还没有实际值", self.year),
        });
        if let Some(target) = self.target {
            said.push(format!("年度目标 {}", unit.say(target.into())));
        }
        if let Some(forecast) = self.forecast {
            said.push(self.forecast_text(forecast, unit));
        }
        said.join("，")
    }
}
