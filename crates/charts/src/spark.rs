//! A tiny line for boards and tables.

use crate::{
    canvas::Canvas,
    element::Path,
    figure::Unit,
    ink::{GRID, Tone},
    picture::{Draw, Picture},
    runs::runs,
    scale::Scale,
    style::Style,
};

/// A tiny line without axes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spark {
    /// Title of the picture.
    pub title: String,
    /// What the values count; may be empty.
    pub unit: String,
    /// The values are integers of 10^-`decimals` (at most 18).
    pub decimals: u8,
    /// The values from left to right; none where there is none.
    pub values: Vec<Option<i64>>,
    /// The tone of the line.
    pub tone: Tone,
}

const SIZE: (f64, f64) = (120.0, 28.0);

impl Draw for Spark {
    fn draw(&self, _width: u32) -> Picture {
        let mut canvas = Canvas::small("spark", SIZE.0);
        let values = || (0i128..).zip(&self.values).filter_map(|(i, value)| Some((i, i128::from((*value)?))));
        let range = values().map(|(_, value)| value).fold(None, |range: Option<(i128, i128)>, value| {
            Some(range.map_or((value, value), |(lo, hi)| (lo.min(value), hi.max(value))))
        });
        let (Some((lo, hi)), Some((at, last))) = (range, values().last()) else {
            canvas.text((2.0, 18.0), "没有数据", Style::SMALL);
            return canvas.finish_small(SIZE.1, &self.title, "没有数据".to_owned());
        };
        let x = Scale::exact(0, self.values.len() as i128 - 1, 4.0, SIZE.0 - 5.0);
        // Values that are all the same stand in the middle.
        let y = if lo == hi {
            Scale::exact(lo - 1, hi + 1, SIZE.1 - 4.0, 4.0)
        } else {
            Scale::exact(lo, hi, SIZE.1 - 4.0, 4.0)
        };
        canvas.line((2.0, SIZE.1 - 1.0), (SIZE.0 - 2.0, SIZE.1 - 1.0)).ink(GRID).stroke(1.0).end();
        for run in runs(&self.values).iter().filter(|run| run.len() > 1) {
            let points: Vec<_> = run.iter().map(|&(i, value)| (x.at(i as i128), y.at(value.into()))).collect();
            canvas.path(&Path::through(&points)).ink(self.tone.ink()).stroke(1.6).end();
        }
        canvas.circle(x.at(at), y.at(last), 2.8).ink(self.tone.ink()).fill().end();
        let decimals = u32::from(self.decimals.min(18));
        let unit = Unit { name: self.unit.clone(), decimals, places: decimals };
        let message = format!("最近 {}，最低 {}，最高 {}", unit.say(last), unit.say(lo), unit.say(hi));
        canvas.finish_small(SIZE.1, &self.title, message)
    }
}
