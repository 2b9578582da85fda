//! Writing SVG elements: attributes in numbers and words, painted by class and colour, all text escaped.

use std::fmt::Write as _;

use crate::{ink::Ink, text::escape};

/// An element whose attributes are being written.
#[must_use = "an element must be ended"]
pub(crate) struct Element<'a> {
    body: &'a mut String,
    name: &'static str,
}

impl<'a> Element<'a> {
    /// Begins an element at the end of `body`.
    pub(crate) fn begin(body: &'a mut String, name: &'static str) -> Self {
        // Writing into a String cannot fail, here and below.
        let _ = write!(body, "<{name}");
        Self { body, name }
    }

    /// An attribute.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        let _ = write!(self.body, " {name}=\"{}\"", escape(value));
        self
    }

    /// An attribute with a number.
    pub(crate) fn num(self, name: &str, value: f64) -> Self {
        let _ = write!(self.body, " {name}=\"{}\"", number(value));
        self
    }

    /// The class and colour that `fill`, `tint` and `stroke` paint with.
    pub(crate) fn ink(self, ink: Ink) -> Self {
        self.attr("class", ink.class).attr("color", ink.color)
    }

    /// Filled.
    pub(crate) fn fill(self) -> Self {
        self.attr("fill", "currentColor")
    }

    /// Filled with a part of the colour's strength.
    pub(crate) fn tint(self, strength: f64) -> Self {
        self.fill().num("fill-opacity", strength)
    }

    /// Drawn as a line of a thickness, not filled.
    pub(crate) fn stroke(self, width: f64) -> Self {
        self.attr("fill", "none").outline(width)
    }

    /// With an outline.
    pub(crate) fn outline(self, width: f64) -> Self {
        self.attr("stroke", "currentColor").num("stroke-width", width)
    }

    /// With dashes; empty is solid.
    pub(crate) fn dash(self, dashes: &str) -> Self {
        if dashes.is_empty() { self } else { self.attr("stroke-dasharray", dashes) }
    }

    /// Ends the element.
    pub(crate) fn end(self) {
        self.body.push_str("/>");
    }

    /// Ends the element with text in it.
    pub(crate) fn content(self, text: &str) {
        let _ = write!(self.body, ">{}</{}>", escape(text), self.name);
    }

    /// Ends the element with a text that browsers show on hover.
    pub(crate) fn tip(self, text: &str) {
        let _ = write!(self.body, "><title>{}</title></{}>", escape(text), self.name);
    }
}

/// The way of a pen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path(String);

impl Path {
    /// The path as SVG says it.
    pub(crate) fn data(&self) -> &str {
        &self.0
    }

    /// Straight lines through points.
    pub(crate) fn through(points: &[(f64, f64)]) -> Self {
        let mut path = Self::default();
        for (i, &(x, y)) in points.iter().enumerate() {
            let _ = write!(path.0, "{}{} {}", if i == 0 { "M" } else { "L" }, number(x), number(y));
        }
        path
    }

    /// On to a point.
    pub(crate) fn line(mut self, (x, y): (f64, f64)) -> Self {
        let _ = write!(self.0, "L{} {}", number(x), number(y));
        self
    }

    /// On to a point in a bow that leaves and arrives level.
    pub(crate) fn level_bow(mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Self {
        let middle = number(x1.midpoint(x2));
        let _ = write!(self.0, "C{middle} {} {middle} {} {} {}", number(y1), number(y2), number(x2), number(y2));
        self
    }

    /// On to a point along a circle, clockwise.
    pub(crate) fn arc(mut self, r: f64, is_large: bool, (x, y): (f64, f64)) -> Self {
        let (r, large) = (number(r), u8::from(is_large));
        let _ = write!(self.0, "A{r} {r} 0 {large} 1 {} {}", number(x), number(y));
        self
    }

    /// Back to its beginning.
    pub(crate) fn close(mut self) -> Self {
        self.0.push('Z');
        self
    }
}

/// A coordinate with at most two decimals; what is no number is 0.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
