//! Amounts year on year (二至五年), as groups of bars.

use juesuan_amount::Fen;

use crate::{
    canvas::Canvas,
    figure::{Unit, percent},
    ink::{AXIS, GRID, MUTED, series},
    picture::{Draw, Picture},
    place::Rect,
    scale::Scale,
    style::{SMALL, Style},
    text::text_width,
};

/// Groups of bars, one bar a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearBars {
    /// Title of the picture.
    pub title: String,
    /// The years, ascending; the last five are drawn.
    pub years: Vec<i32>,
    /// The groups, in their order from above; at most thirty are drawn.
    pub rows: Vec<YearRow>,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearRow {
    /// What it is.
    pub name: String,
    /// Its amounts, one for each year; none where there is no figure.
    pub amounts: Vec<Option<Fen>>,
}

const MOST_YEARS: usize = 5;
const MOST_ROWS: usize = 30;
const BAR: f64 = 17.0;

impl YearBars {
    fn years_shown(&self) -> std::ops::Range<usize> {
        self.years.len().saturating_sub(MOST_YEARS)..self.years.len()
    }

    /// How wide the years are written.
    fn year_room(&self) -> f64 {
        self.years_shown().map(|year| text_width(&self.years[year].to_string(), SMALL)).fold(0.0, f64::max)
    }

    fn left_out(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.years.len() > MOST_YEARS {
            notes.push(format!("只画出最近 {MOST_YEARS} 年"));
        }
        if self.rows.len() > MOST_ROWS {
            notes.push(format!("另有 {} 项未画出", self.rows.len() - MOST_ROWS));
        }
        notes
    }
}

impl YearRow {
    fn amount(&self, year: usize) -> Option<i128> {
        self.amounts.get(year).copied().flatten().map(|amount| amount.0.into())
    }

    /// The change of the last year against the one before, such as `+3.20%`; none when one is missing, the
    /// earlier one is not positive or the later one is negative.
    fn change(&self, years: &std::ops::Range<usize>) -> Option<String> {
        let last = years.end.checked_sub(1)?;
        let before = last.checked_sub(1).filter(|before| years.contains(before))?;
        let (now, then) = (self.amount(last)?, self.amount(before)?);
        let share = percent(now - then, then).filter(|_| now >= 0)?;
        Some(if now > then { format!("+{share}") } else { share })
    }
}

impl Draw for YearBars {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("years", width);
        let (years, rows) = (self.years_shown(), &self.rows[..self.rows.len().min(MOST_ROWS)]);
        let amounts: Vec<i128> =
            rows.iter().flat_map(|row| years.clone().filter_map(|year| row.amount(year))).collect();
        if amounts.is_empty() {
            return canvas.nothing(&self.title, self.left_out());
        }
        let (lo, hi) = amounts.iter().fold((0, 0), |(lo, hi), &amount| (amount.min(lo), amount.max(hi)));
        let unit = Unit::money(hi.max(-lo));
        let figures = amounts.iter().map(|&amount| unit.show(amount)).chain(["没有数据".to_owned()]);
        let changes = rows.iter().filter_map(|row| row.change(&years));
        let figure = figures.map(|text| text_width(&text, SMALL)).fold(0.0, f64::max);
        let change = changes.map(|text| Style::SMALL.bold().width(&text) + 8.0).fold(0.0, f64::max);
        let year_room = self.year_room();
        let left = if canvas.is_narrow() { year_room + 8.0 } else { (canvas.width * 0.28).max(year_room + 8.0) };
        let right = (canvas.width - figure - change - 10.0).max(left + 20.0);
        let scale = Scale::exact(lo, hi, left, right);
        canvas.text((2.0, 12.0), &format!("单位：{}", unit.name), Style::SMALL);
        let mut y = 24.0;
        for row in rows {
            y = self.draw_row(&mut canvas, row, &scale, &unit, y);
        }
        canvas.finish(y, &self.title, self.message(rows, &unit), self.left_out())
    }
}

impl YearBars {
    /// Draws one group from `y` on; gives where the next one begins.
    fn draw_row(&self, canvas: &mut Canvas, row: &YearRow, scale: &Scale, unit: &Unit, mut y: f64) -> f64 {
        let years = self.years_shown();
        let left = scale.at(i128::MIN);
        if canvas.is_narrow() {
            let name = Style::LABEL.bold().fit(&row.name, canvas.width - 4.0).unwrap_or_default();
            canvas.text((2.0, y + 11.0), &name, Style::LABEL.bold());
            y += 17.0;
        } else {
            let room = left - 22.0 - self.year_room();
            let lines = Style::LABEL.bold().wrap(&row.name, room, years.len().max(1));
            for (i, name) in (0..).zip(&lines) {
                canvas.text((2.0, y + 12.5 + f64::from(i) * BAR), name, Style::LABEL.bold());
            }
        }
        for year in years.clone() {
            let is_last = year + 1 == years.end;
            canvas.text((left - 6.0, y + 12.0), &self.years[year].to_string(), Style::SMALL.end());
            let Some(amount) = row.amount(year) else {
                canvas.text((scale.at(0) + 6.0, y + 12.0), "没有数据", Style::SMALL);
                y += BAR;
                continue;
            };
            let (zero, end) = (scale.at(0), scale.at(amount));
            let bar = Rect { x: zero.min(end), y: y + 1.5, w: (end - zero).abs(), h: BAR - 4.0 };
            let tip = format!("{} {}年 {}", row.name, self.years[year], unit.say(amount));
            let mark = canvas.rect(bar).ink(series(if is_last { 0 } else { 7 }));
            if is_last {
                mark.fill().tip(&tip)
            } else {
                mark.tint(0.55).tip(&tip)
            }
            let (at, figure) = (zero.max(end) + 6.0, unit.show(amount));
            canvas.text((at, y + 12.0), &figure, Style::LABEL.size(SMALL));
            if let Some(change) = row.change(&years).filter(|_| is_last) {
                canvas.text((at + text_width(&figure, SMALL) + 8.0, y + 12.0), &change, Style::SMALL.ink(MUTED).bold());
            }
            y += BAR;
        }
        let from = y - BAR * years.len() as f64;
        canvas.line((scale.at(0), from - 1.0), (scale.at(0), y)).ink(AXIS).stroke(1.0).end();
        canvas.line((2.0, y + 4.5), (canvas.width - 2.0, y + 4.5)).ink(GRID).stroke(1.0).end();
        y + 11.0
    }

    fn message(&self, rows: &[YearRow], unit: &Unit) -> String {
        let years = self.years_shown();
        let said = rows.iter().take(5).map(|row| {
            let last = years.clone().rev().find_map(|year| Some((year, row.amount(year)?)));
            let Some((year, amount)) = last else { return format!("{}没有数据", row.name) };
            let change = row.change(&years).map(|change| format!("，比上年 {change}")).unwrap_or_default();
            format!("{} {}年 {}{change}", row.name, self.years[year], unit.say(amount))
        });
        said.collect::<Vec<_>>().join("；")
    }
}
