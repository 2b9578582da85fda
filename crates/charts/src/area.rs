//! The area of a chart with axes: values upwards, time to the right.

use crate::{
    calendar::{date, days, month_starts},
    canvas::Canvas,
    figure::Unit,
    ink::{AXIS, GRID, TODAY},
    place::Rect,
    scale::Scale,
    style::{SMALL, Style},
    text::text_width,
};

/// An area with its value axis drawn.
pub(crate) struct Area {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// From values to heights.
    pub values: Scale,
}

/// What an [`Area`] is made for.
pub(crate) struct Wanted<'a> {
    /// Where it begins, below the legend.
    pub top: f64,
    /// Room for labels on its right.
    pub right: f64,
    /// Smallest and largest value.
    pub range: (i128, i128),
    /// What the values count.
    pub unit: &'a Unit,
}

impl Area {
    /// Draws the unit, the lines and the figures of the value axis.
    pub(crate) fn draw(canvas: &mut Canvas, wanted: &Wanted<'_>) -> Self {
        let (height, ticks) = if canvas.is_narrow() { (200.0, 4) } else { (250.0, 5) };
        let top = wanted.top + 26.0;
        let bottom = top + height;
        let values = Scale::round(wanted.range.0, wanted.range.1, ticks, bottom, top);
        let figures: Vec<(i128, String)> = values.ticks().map(|value| (value, wanted.unit.tick(value))).collect();
        let widest = figures.iter().map(|(_, figure)| text_width(figure, SMALL)).fold(0.0, f64::max);
        let left = (widest + 9.0).min(canvas.width / 2.0);
        let area = Self { left, right: canvas.width - wanted.right, top, bottom, values };
        canvas.text((2.0, wanted.top + 11.0), &unit_label(wanted.unit), Style::SMALL);
        for (value, figure) in figures {
            let y = values.at(value);
            let ink = if value == 0 { AXIS } else { GRID };
            canvas.line((left, y), (area.right, y)).ink(ink).stroke(1.0).end();
            canvas.text((left - 6.0, y + 4.0), &figure, Style::SMALL.end());
        }
        area
    }

    /// Draws the months of a year; gives the scale of its days (0 is its beginning).
    pub(crate) fn months(&self, canvas: &mut Canvas, year: i32) -> Scale {
        let scale = Scale::exact(0, i128::from(days(year)), self.left, self.right);
        let starts = month_starts(year);
        let room = (self.right - self.left) / 12.0;
        // Every month, every second, third or sixth: as many as have room.
        let step =
            [1, 2, 3].into_iter().find(|step| f64::from(*step) * room >= text_width("12月", SMALL) + 5.0).unwrap_or(6);
        for (month, pair) in (1..).zip(starts.windows(2)) {
            let (from, to) = (scale.at(pair[0].into()), scale.at(pair[1].into()));
            canvas.line((to, self.bottom), (to, self.bottom + 4.0)).ink(AXIS).stroke(1.0).end();
            if (month - 1) % step == 0 {
                let label = format!("{month}月");
                canvas.text((from.midpoint(to), self.bottom + 16.0), &label, Style::SMALL.middle());
            }
        }
        scale
    }

    /// Draws the marker of the present day, its name above the area.
    pub(crate) fn today(&self, canvas: &mut Canvas, scale: &Scale, unit: &Unit, year: i32, day: u16) {
        let (x, text) = (scale.at(day.into()), format!("今天 {}", date(year, day)));
        canvas.line((x, self.top - 4.0), (x, self.bottom)).ink(TODAY).stroke(1.2).dash("5 3").end();
        let half = text_width(&text, SMALL) / 2.0;
        let least = text_width(&unit_label(unit), SMALL) + 10.0 + half;
        let at = x.min(canvas.width - half - 1.0).max(least);
        canvas.text((at, self.top - 10.0), &text, Style::SMALL.ink(TODAY).middle());
    }

    /// The lowest part of the area's right margin, below which its labels do not go.
    pub(crate) const fn label_range(&self) -> (f64, f64) {
        (self.top + 4.0, self.bottom)
    }

    /// Whether a label lies inside of the area.
    pub(crate) fn holds(&self, place: Rect) -> bool {
        place.x >= self.left
            && place.x + place.w <= self.right
            && place.y >= self.top
            && place.y + place.h <= self.bottom
    }
}

fn unit_label(unit: &Unit) -> String {
    if unit.name.is_empty() {
        String::new()
    } else {
        format!("单位：{}", Style::SMALL.fit(&unit.name, 70.0).unwrap_or_default())
    }
}
