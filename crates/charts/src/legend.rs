//! The legend above a picture.

use crate::{
    canvas::Canvas,
    ink::Ink,
    place::Rect,
    style::{SIZE, Style},
    text::{fit, text_width},
};

/// The sample that stands before an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sample {
    /// A line with its dashes.
    Line(&'static str),
    /// A line with the marker of a series.
    Marked(usize),
    /// An area.
    Area(f64),
}

/// One entry.
pub(crate) struct Entry {
    pub sample: Sample,
    pub ink: Ink,
    pub text: String,
}

const SAMPLE: f64 = 22.0;
const GAP: f64 = 18.0;
const ROW: f64 = 18.0;

/// Draws the entries from the top in as many rows as they need; gives the height used.
pub(crate) fn legend(canvas: &mut Canvas, entries: &[Entry]) -> f64 {
    let (mut x, mut y) = (2.0, 0.0);
    for entry in entries {
        let room = canvas.width - SAMPLE - 10.0;
        let Some(text) = fit(&entry.text, SIZE, room) else { continue };
        let needed = SAMPLE + 6.0 + text_width(&text, SIZE);
        if x > 2.0 && x + needed > canvas.width {
            (x, y) = (2.0, y + ROW);
        }
        sample(canvas, entry, x, y + ROW / 2.0);
        canvas.text((x + SAMPLE + 6.0, y + 13.5), &text, Style::LABEL);
        x += needed + GAP;
    }
    if entries.is_empty() { 0.0 } else { y + ROW + 4.0 }
}

fn sample(canvas: &mut Canvas, entry: &Entry, x: f64, y: f64) {
    let ends = ((x, y), (x + SAMPLE, y));
    match entry.sample {
        Sample::Line(dashes) => canvas.line(ends.0, ends.1).ink(entry.ink).stroke(2.0).dash(dashes).end(),
        Sample::Marked(index) => {
            canvas.line(ends.0, ends.1).ink(entry.ink).stroke(2.0).dash(crate::ink::dash(index)).end();
            canvas.marker(index, x + SAMPLE / 2.0, y).ink(entry.ink).fill().end();
        }
        Sample::Area(strength) => canvas
            .rect(Rect { x: x + 6.0, y: y - 5.5, w: SAMPLE - 6.0, h: 11.0 })
            .ink(entry.ink)
            .tint(strength)
            .outline(1.0)
            .end(),
    }
}
