//! Amounts over years as lines, such as the three public expenses (“三公”经费) and their parts.

use juesuan_amount::Fen;

use crate::{
    area::{Area, Wanted},
    canvas::Canvas,
    element::Path,
    figure::{Unit, percent},
    ink::{AXIS, LABEL, dash, series},
    legend::{Entry, Sample, legend},
    picture::{Draw, Picture},
    place::{Rect, Taken, spread},
    runs::runs,
    style::{SIZE, SMALL, Style},
    text::{fit, text_width},
};

/// Lines over years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// Title of the picture.
    pub title: String,
    /// The years, ascending; the last thirty are drawn.
    pub years: Vec<i32>,
    /// The lines, the most important first; at most eight are drawn.
    pub series: Vec<Series>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its amounts, one for each year; none where there is no figure.
    pub values: Vec<Option<Fen>>,
}

const MOST: usize = 8;
const MOST_YEARS: usize = 30;
/// With more lines than this only the values of the first are written at its points.
const MOST_WRITTEN: usize = 4;

type Run = Vec<(usize, i128)>;

impl Series {
    /// Runs of years with figures: index of the year and amount.
    fn runs(&self, years: usize) -> Vec<Run> {
        let values: Vec<_> =
            self.values.iter().take(years).map(|value| value.map(|amount| i128::from(amount.0))).collect();
        runs(&values)
    }
}

impl Draw for Trend {
    fn draw(&self, width: u32) -> Picture {
        if self.years.len() > MOST_YEARS {
            return self.recent().draw(width);
        }
        let mut canvas = Canvas::new("trend", width);
        let shown = &self.series[..self.series.len().min(MOST)];
        let left_out = match self.series.len() - shown.len() {
            0 => Vec::new(),
            more => vec![format!("另有 {more} 条线未画出")],
        };
        let runs: Vec<Vec<Run>> = shown.iter().map(|series| series.runs(self.years.len())).collect();
        let amounts = || runs.iter().flatten().flatten().map(|&(_, amount)| amount);
        let (lo, hi) = amounts().fold((0, 0), |(lo, hi), amount| (lo.min(amount), hi.max(amount)));
        if amounts().next().is_none() {
            return canvas.nothing(&self.title, left_out);
        }
        let unit = Unit::money(hi.max(-lo));
        let is_direct = !canvas.is_narrow();
        let top = if is_direct { 0.0 } else { legend(&mut canvas, &entries(shown, &runs, &unit)) };
        let right = if is_direct { 170.0 } else { 12.0 };
        let area = Area::draw(&mut canvas, &Wanted { top, right, range: (lo, hi), unit: &unit });
        let x = self.draw_years(&mut canvas, &area);
        for (i, run) in runs.iter().enumerate().flat_map(|(i, runs)| runs.iter().map(move |run| (i, run))) {
            let points: Vec<_> = run.iter().map(|&(year, amount)| (x[year], area.values.at(amount))).collect();
            canvas.path(&Path::through(&points)).ink(series(i)).stroke(2.2).dash(dash(i)).end();
            for (&(x, y), &(year, amount)) in points.iter().zip(run) {
                let tip = format!("{} {}年 {}", shown[i].name, self.years[year], unit.say(amount));
                canvas.marker(i, x, y).ink(series(i)).fill().tip(&tip);
            }
        }
        draw_values(&mut canvas, &area, &x, &runs, &unit);
        if is_direct {
            self.draw_names(&mut canvas, &area, &x, &runs, &unit);
        }
        canvas.finish(area.bottom + 24.0, &self.title, self.message(shown, &runs, &unit), left_out)
    }
}

impl Trend {
    /// Only its last years.
    fn recent(&self) -> Self {
        let first = self.years.len() - MOST_YEARS;
        let line = |line: &Series| Series {
            name: line.name.clone(),
            values: line.values.iter().skip(first).take(MOST_YEARS).copied().collect(),
        };
        let series = self.series.iter().map(line).collect();
        Self { title: self.title.clone(), years: self.years[first..].to_vec(), series }
    }

    /// Draws the axis of years; gives the place of each.
    fn draw_years(&self, canvas: &mut Canvas, area: &Area) -> Vec<f64> {
        let (from, to) = (area.left + 26.0, area.right - if canvas.is_narrow() { 26.0 } else { 18.0 });
        let last = self.years.len().saturating_sub(1).max(1) as f64;
        let places: Vec<f64> = if self.years.len() == 1 {
            vec![from.midpoint(to)]
        } else {
            (0..self.years.len()).map(|i| from + (to - from) * i as f64 / last).collect()
        };
        let labels: Vec<String> = self.years.iter().map(|year| format!("{year}年")).collect();
        let mut taken = Taken::default();
        for (&x, label) in places.iter().zip(&labels) {
            canvas.line((x, area.bottom), (x, area.bottom + 4.0)).ink(AXIS).stroke(1.0).end();
            let (at, style) = ((x, area.bottom + 17.0), Style::SMALL.middle());
            let place = style.place(at, label);
            let is_inside = place.x >= 0.0 && place.x + place.w <= canvas.width;
            if is_inside && taken.first_free(&[place]).is_some() {
                canvas.text(at, label, style);
            }
        }
        places
    }

    fn message(&self, shown: &[Series], runs: &[Vec<Run>], unit: &Unit) -> String {
        let said = shown.iter().zip(runs).filter_map(|(series, runs)| {
            let (first, last) = (runs.first()?.first()?, runs.last()?.last()?);
            let (year, amount) = (self.years[last.0], unit.say(last.1));
            if first.0 == last.0 {
                return Some(format!("{} {year}年 {amount}", series.name));
            }
            let change = match (last.1 - first.1, percent((last.1 - first.1).abs(), first.1)) {
                (0, _) => "持平".to_owned(),
                (difference, Some(share)) => format!("{}{share}", if difference > 0 { "增长 " } else { "下降 " }),
                (difference, None) => {
                    format!("{}{}", if difference > 0 { "增加 " } else { "减少 " }, unit.say(difference.abs()))
                }
            };
            let since = format!("{}年 {}", self.years[first.0], unit.say(first.1));
            Some(format!("{}由{since}到{year}年 {amount}，{change}", series.name))
        });
        said.collect::<Vec<_>>().join("；")
    }
}

/// The last figure of a line: index of the year and amount.
fn last(runs: &[Run]) -> Option<(usize, i128)> {
    runs.last()?.last().copied()
}

fn entries(shown: &[Series], runs: &[Vec<Run>], unit: &Unit) -> Vec<Entry> {
    let entry = |(i, (one, runs)): (usize, (&Series, &Vec<Run>))| {
        let amount = last(runs).map_or_else(|| "没有数据".to_owned(), |(_, amount)| unit.show(amount));
        let room = 200.0 - text_width(&amount, SIZE);
        let name = fit(&one.name, SIZE, room.max(60.0)).unwrap_or_default();
        Entry { sample: Sample::Marked(i), ink: series(i), text: format!("{name} {amount}") }
    };
    shown.iter().zip(runs).enumerate().map(entry).collect()
}

/// Writes the values at their points where they have room: above, else below. The last value of a line that is named at
/// its end stands there.
fn draw_values(canvas: &mut Canvas, area: &Area, x: &[f64], runs: &[Vec<Run>], unit: &Unit) {
    let is_direct = !canvas.is_narrow();
    let style = Style::SMALL.middle().halo();
    let mut taken = Taken::default();
    // The points themselves are not written over.
    for &(year, amount) in runs.iter().flatten().flatten() {
        taken.take(Rect { x: x[year] - 3.0, y: area.values.at(amount) - 3.0, w: 6.0, h: 6.0 });
    }
    // Among many lines nobody could tell whose a value is.
    let written = if runs.len() > MOST_WRITTEN { 1 } else { runs.len() };
    for (i, runs) in runs.iter().enumerate().take(written) {
        let said = last(runs).filter(|_| is_direct);
        for &(year, amount) in runs.iter().flatten().filter(|&&point| Some(point) != said) {
            let (text, y) = (unit.show(amount), area.values.at(amount));
            let baselines = [y - 8.0, y + 17.0].map(|y| (x[year], y));
            let inside: Vec<_> = baselines.into_iter().filter(|&at| area.holds(style.place(at, &text))).collect();
            let places: Vec<_> = inside.iter().map(|&at| style.place(at, &text)).collect();
            if let Some(free) = taken.first_free(&places) {
                canvas.text(inside[free], &text, if i == 0 { style.ink(LABEL) } else { style });
            }
        }
    }
}

impl Trend {
    /// Writes names and last values at the ends of the lines.
    fn draw_names(&self, canvas: &mut Canvas, area: &Area, places: &[f64], runs: &[Vec<Run>], unit: &Unit) {
        let ends: Vec<_> = runs.iter().enumerate().filter_map(|(i, runs)| Some((i, last(runs)?))).collect();
        let wanted: Vec<f64> = ends.iter().map(|&(_, (_, amount))| area.values.at(amount) - 3.0).collect();
        let (lo, hi) = area.label_range();
        for (&(i, (year, amount)), y) in ends.iter().zip(spread(&wanted, 30.0, lo, hi - 12.0)) {
            let (x, room) = (area.right + 8.0, canvas.width - area.right - 10.0);
            let name = Style::LABEL.bold().fit(&self.series[i].name, room).unwrap_or_default();
            // From the line's end to its name, which may have been moved.
            let end = (places[year] + 7.0, area.values.at(amount));
            let dashes = if year + 1 == self.years.len() { "" } else { "1 4" };
            canvas.line(end, (x - 4.0, y + 3.0)).ink(series(i)).stroke(1.0).dash(dashes).end();
            canvas.text((x, y), &name, Style::LABEL.bold());
            // A line that ends early says when.
            let since =
                if year + 1 == self.years.len() { String::new() } else { format!("（{}年）", self.years[year]) };
            let style = Style::LABEL.size(SMALL);
            let amount = style.fit(&(unit.show(amount) + &since), room).unwrap_or_default();
            canvas.text((x, y + 14.0), &amount, style);
        }
    }
}
