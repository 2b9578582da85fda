//! How text looks, and how much room it takes.

use crate::{
    ink::{Ink, LABEL, MUTED},
    place::Rect,
    text::{fit, text_width, wrap},
};

/// Size of labels, in pixels at the width drawn for.
pub(crate) const SIZE: f64 = 12.0;
/// Size of secondary labels.
pub(crate) const SMALL: f64 = 11.0;

/// Where text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Its colour.
    pub ink: Ink,
    /// Its size in pixels.
    pub size: f64,
    /// Where it stands at its point.
    pub anchor: Anchor,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it has a rim in the colour of the page.
    pub halo: bool,
}

impl Style {
    /// Labels.
    pub(crate) const LABEL: Self = Self { ink: LABEL, size: SIZE, anchor: Anchor::Start, bold: false, halo: false };
    /// Secondary labels.
    pub(crate) const SMALL: Self = Self { ink: MUTED, size: SMALL, ..Self::LABEL };

    /// In another colour.
    pub(crate) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// Centred at its point.
    pub(crate) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// Ending at its point.
    pub(crate) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// Bold.
    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// In another size.
    pub(crate) const fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// With a rim in the colour of the page, to be read on marks.
    pub(crate) const fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    /// How wide `text` is; bold text is wider.
    pub(crate) fn width(self, text: &str) -> f64 {
        text_width(text, self.em())
    }

    /// `text` cut to `room` pixels, see [`fit`].
    pub(crate) fn fit(self, text: &str, room: f64) -> Option<String> {
        fit(text, self.em(), room)
    }

    /// `text` on at most `lines` lines of `room` pixels, see [`wrap`].
    pub(crate) fn wrap(self, text: &str, room: f64, lines: usize) -> Vec<String> {
        wrap(text, self.em(), room, lines)
    }

    /// The width of a Chinese character.
    fn em(self) -> f64 {
        self.size * if self.bold { 1.08 } else { 1.0 }
    }

    /// The place that `text` takes.
    pub(crate) fn place(self, (x, y): (f64, f64), text: &str) -> Rect {
        let w = self.width(text);
        let x = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - w / 2.0,
            Anchor::End => x - w,
        };
        Rect { x, y: y - 0.9 * self.size, w, h: 1.15 * self.size }
    }
}
