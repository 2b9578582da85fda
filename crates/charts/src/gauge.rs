//! A rate or score as a ring.

use crate::{
    canvas::Canvas,
    element::Path,
    figure::{fraction, percent},
    ink::{AXIS, GRID, Tone},
    picture::{Draw, Picture},
    style::{SMALL, Style},
};

/// A ring filled in proportion, with its figure inside and a caption below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gauge {
    /// Title of the picture.
    pub title: String,
    /// How much is filled …
    pub part: i64,
    /// … of this; nothing is filled when it is not positive.
    pub whole: i64,
    /// The figure inside, such as `92.5`; the percentage when empty.
    pub text: String,
    /// What stands below the ring; may be empty.
    pub caption: String,
    /// A tick on the ring, as part of `whole`: the passing of time, a target.
    pub mark: Option<i64>,
    /// The tone of the filled part.
    pub tone: Tone,
}

const SIDE: f64 = 128.0;
const CENTRE: (f64, f64) = (SIDE / 2.0, 62.0);
const RADIUS: f64 = 50.0;
const THICK: f64 = 13.0;

/// The point of the ring after a share of its round, which begins above.
fn on_ring(share: f64, radius: f64) -> (f64, f64) {
    let angle = share * std::f64::consts::TAU;
    (CENTRE.0 + radius * angle.sin(), CENTRE.1 - radius * angle.cos())
}

impl Draw for Gauge {
    fn draw(&self, _width: u32) -> Picture {
        let mut canvas = Canvas::small("gauge", SIDE);
        let (part, whole) = (i128::from(self.part), i128::from(self.whole));
        let rate = percent(part, whole);
        let text = match &rate {
            None => "没有数据".to_owned(),
            Some(rate) if self.text.is_empty() => rate.clone(),
            Some(_) => self.text.clone(),
        };
        canvas.circle(CENTRE.0, CENTRE.1, RADIUS).ink(GRID).stroke(THICK).end();
        let share = fraction(part, whole);
        if share >= 0.9999 {
            canvas.circle(CENTRE.0, CENTRE.1, RADIUS).ink(self.tone.ink()).stroke(THICK).end();
        } else if share > 0.0 {
            let arc = Path::through(&[on_ring(0.0, RADIUS)]).arc(RADIUS, share > 0.5, on_ring(share, RADIUS));
            canvas.path(&arc).ink(self.tone.ink()).stroke(THICK).end();
        }
        if let Some(mark) = self.mark.filter(|_| whole > 0) {
            let share = fraction(mark.into(), whole);
            let (from, to) = (on_ring(share, RADIUS - THICK / 2.0), on_ring(share, RADIUS + 10.0));
            canvas.line(from, to).ink(AXIS).stroke(2.5).end();
        }
        let room = 2.0 * (RADIUS - THICK / 2.0) - 8.0;
        // The largest size at which the figure has room.
        let size = [22.0, 19.0, 16.0, 14.0, 12.0]
            .into_iter()
            .find(|&size| Style::LABEL.bold().size(size).width(&text) <= room)
            .unwrap_or(SMALL);
        let text = Style::LABEL.bold().size(size).fit(&text, room).unwrap_or_default();
        canvas.text((CENTRE.0, CENTRE.1 + size * 0.36), &text, Style::LABEL.bold().size(size).middle());
        let mut height = SIDE - 2.0;
        for line in Style::SMALL.wrap(&self.caption, SIDE - 4.0, 2) {
            height += 16.0;
            canvas.text((CENTRE.0, height - 6.0), &line, Style::SMALL.middle());
        }
        canvas.finish_small(height, &self.title, self.message(rate.as_deref()))
    }
}

impl Gauge {
    fn message(&self, rate: Option<&str>) -> String {
        let Some(rate) = rate else { return "没有数据".to_owned() };
        let mut message = if self.text.is_empty() { rate.to_owned() } else { format!("{}（{rate}）", self.text) };
        if let Some(mark) = self.mark.and_then(|mark| percent(mark.into(), self.whole.into())) {
            message += &format!("，刻度线在 {mark}");
        }
        if !self.caption.is_empty() {
            message += &format!("；{}", self.caption);
        }
        message
    }
}
