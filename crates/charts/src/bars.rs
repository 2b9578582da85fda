//! Amounts side by side, such as spending by 类, as horizontal bars.

use juesuan_amount::Fen;

use crate::{
    canvas::Canvas,
    figure::{Unit, percent},
    ink::{AXIS, MUTED, series},
    picture::{Draw, Picture},
    place::Rect,
    scale::Scale,
    style::{SIZE, SMALL, Style},
    text::text_width,
};

/// Horizontal bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// Title of the picture.
    pub title: String,
    /// The bars, in their order from above; beyond sixty the last ones are drawn as one.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// What it is: `208 社会保障和就业支出`.
    pub name: String,
    /// Its amount; a negative one goes to the left.
    pub amount: Fen,
}

const MOST: usize = 60;

/// A bar with its amount as sum of many.
struct Row {
    name: String,
    amount: i128,
}

impl Bars {
    fn rows(&self) -> Vec<Row> {
        let row = |bar: &Bar| Row { name: bar.name.clone(), amount: bar.amount.0.into() };
        if self.bars.len() <= MOST {
            return self.bars.iter().map(row).collect();
        }
        let (shown, rest) = self.bars.split_at(MOST - 1);
        let others = Row {
            name: format!("其余 {} 项", rest.len()),
            amount: rest.iter().map(|bar| i128::from(bar.amount.0)).sum(),
        };
        shown.iter().map(row).chain([others]).collect()
    }

    fn message(rows: &[Row], total: i128, unit: &Unit) -> String {
        let mut message = format!("共 {} 项，合计 {}", rows.len(), unit.say(total));
        let mut largest: Vec<&Row> = rows.iter().filter(|row| row.amount > 0).collect();
        largest.sort_by_key(|row| std::cmp::Reverse(row.amount));
        for row in largest.iter().take(3) {
            let share = percent(row.amount, whole(rows)).map(|share| format!("（{share}）")).unwrap_or_default();
            message += &format!("；{} {}{share}", row.name, unit.say(row.amount));
        }
        message
    }
}

impl Draw for Bars {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("bars", width);
        let rows = self.rows();
        if rows.is_empty() {
            return canvas.nothing(&self.title, Vec::new());
        }
        let total: i128 = rows.iter().map(|row| row.amount).sum();
        let (lo, hi) = rows.iter().fold((0, 0), |(lo, hi), row| (row.amount.min(lo), row.amount.max(hi)));
        let unit = Unit::money(hi.max(-lo));
        let figures: Vec<String> = rows.iter().map(|row| figure(row.amount, whole(&rows), &unit)).collect();
        let frame = Frame::of(&canvas, &rows, &figures);
        // Negative bars have their figure on the right too, beyond the axis.
        let scale = Scale::exact(lo, hi, frame.left, frame.right);
        canvas.text((2.0, 12.0), &format!("单位：{}", unit.name), Style::SMALL);
        let mut y = 22.0;
        for (row, figure) in rows.iter().zip(&figures) {
            let name = Style::LABEL.fit(&row.name, frame.name_room).unwrap_or_default();
            if frame.is_stacked {
                canvas.text((2.0, y + 12.0), &name, Style::LABEL);
                y += 17.0;
            } else {
                canvas.text((frame.name_room + 2.0, y + 13.5), &name, Style::LABEL.end());
            }
            let (zero, end) = (scale.at(0), scale.at(row.amount));
            let bar = Rect { x: zero.min(end), y, w: (end - zero).abs(), h: 18.0 };
            canvas.rect(bar).ink(series(0)).fill().tip(&format!("{} {}", row.name, unit.say(row.amount)));
            canvas.text((zero.max(end) + 6.0, y + 13.5), figure, Style::LABEL.size(SMALL));
            y += 27.0;
        }
        if !frame.is_stacked || lo < 0 {
            canvas
                .line((scale.at(0), 18.0), (scale.at(0), y - 5.0))
                .ink(if lo < 0 { AXIS } else { MUTED })
                .stroke(1.0)
                .end();
        }
        canvas.finish(y, &self.title, Self::message(&rows, total, &unit), Vec::new())
    }
}

/// The whole of which the bars are shares; nothing when some are negative, because shares of a difference mislead.
fn whole(rows: &[Row]) -> i128 {
    if rows.iter().any(|row| row.amount < 0) { 0 } else { rows.iter().map(|row| row.amount).sum() }
}

fn figure(amount: i128, whole: i128, unit: &Unit) -> String {
    let share = percent(amount, whole).map(|share| format!(" · {share}")).unwrap_or_default();
    unit.show(amount) + &share
}

/// Where names and bars stand.
struct Frame {
    /// Names stand above their bars.
    is_stacked: bool,
    name_room: f64,
    left: f64,
    right: f64,
}

impl Frame {
    fn of(canvas: &Canvas, rows: &[Row], figures: &[String]) -> Self {
        let figure = figures.iter().map(|figure| text_width(figure, SMALL)).fold(0.0, f64::max);
        let is_stacked = canvas.is_narrow();
        let name = rows.iter().map(|row| text_width(&row.name, SIZE)).fold(0.0, f64::max);
        let name_room = if is_stacked { canvas.width - 4.0 } else { name.min(canvas.width * 0.34) };
        let left = if is_stacked { 2.0 } else { name_room + 10.0 };
        Self { is_stacked, name_room, left, right: (canvas.width - figure - 8.0).max(left + 20.0) }
    }
}
