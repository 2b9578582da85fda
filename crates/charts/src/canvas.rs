//! Writing SVG: the few elements pictures are made of, painted by class and colour, all text escaped.

use std::fmt::Write as _;

use crate::{
    ink::{Ink, LABEL, MUTED, PAPER},
    picture::Picture,
    place::Rect,
    text::{escape, fit, text_width, wrap},
};

/// Size of labels, in pixels at the width drawn for.
pub(crate) const SIZE: f64 = 12.0;
/// Size of secondary labels.
pub(crate) const SMALL: f64 = 11.0;

const FONTS: &str = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif";

/// A picture being drawn.
pub(crate) struct Canvas {
    kind: &'static str,
    body: String,
    /// Width of the picture.
    pub width: f64,
}

impl Canvas {
    /// An empty picture of a kind (its class) for a width in pixels.
    pub(crate) fn new(kind: &'static str, width: u32) -> Self {
        Self { kind, body: String::new(), width: f64::from(width.clamp(280, 1600)) }
    }

    /// An empty picture of a small kind, which has one size.
    pub(crate) const fn small(kind: &'static str, width: f64) -> Self {
        Self { kind, body: String::new(), width }
    }

    /// Whether there is little room, as on a phone.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width < 480.0
    }

    fn element(&mut self, name: &'static str) -> Element<'_> {
        // Writing into a String cannot fail, here and below.
        let _ = write!(self.body, "<{name}");
        Element { body: &mut self.body, name }
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, rect: Rect) -> Element<'_> {
        self.element("rect")
            .num("x", rect.x)
            .num("y", rect.y)
            .num("width", rect.w.max(0.0))
            .num("height", rect.h.max(0.0))
    }

    /// A straight line.
    pub(crate) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Element<'_> {
        self.element("line").num("x1", x1).num("y1", y1).num("x2", x2).num("y2", y2)
    }

    /// A path.
    pub(crate) fn path(&mut self, path: &Path) -> Element<'_> {
        self.element("path").attr("d", path.0.trim_end())
    }

    /// A circle.
    pub(crate) fn circle(&mut self, x: f64, y: f64, r: f64) -> Element<'_> {
        self.element("circle").num("cx", x).num("cy", y).num("r", r)
    }

    /// The marker of a series: each has its own shape, so that print without colour tells them apart.
    pub(crate) fn marker(&mut self, index: usize, x: f64, y: f64) -> Element<'_> {
        let r = 3.6;
        match index % 4 {
            0 => self.circle(x, y, r),
            1 => self.rect(Rect { x: x - r + 0.4, y: y - r + 0.4, w: 2.0 * r - 0.8, h: 2.0 * r - 0.8 }),
            2 => self.path(&Path::through(&[(x, y - r - 0.6), (x + r + 0.6, y + r), (x - r - 0.6, y + r)]).close()),
            _ => self.path(
                &Path::through(&[(x, y - r - 1.0), (x + r + 1.0, y), (x, y + r + 1.0), (x - r - 1.0, y)]).close(),
            ),
        }
    }

    /// Text whose baseline starts, is centred or ends at a point.
    pub(crate) fn text(&mut self, (x, y): (f64, f64), text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        let mut element = self.element("text").num("x", x).num("y", y).num("font-size", style.size);
        element = match style.anchor {
            Anchor::Start => element,
            Anchor::Middle => element.attr("text-anchor", "middle"),
            Anchor::End => element.attr("text-anchor", "end"),
        };
        if style.bold {
            element = element.attr("font-weight", "600");
        }
        let (class, ink) = (style.ink.class, style.ink);
        element = if style.halo {
            element
                .attr("class", &format!("{class} halo"))
                .attr("color", ink.color)
                .attr("stroke", PAPER.color)
                .attr("stroke-width", "3")
                .attr("stroke-linejoin", "round")
                .attr("paint-order", "stroke")
        } else {
            element.ink(ink)
        };
        let element = element.fill();
        let _ = write!(element.body, ">{}</text>", escape(text));
    }

    /// The finished picture, `height` pixels high; what was left out is said under it and in its message.
    pub(crate) fn finish(mut self, mut height: f64, title: &str, message: String, left_out: Vec<String>) -> Picture {
        height += if left_out.is_empty() { 0.0 } else { 4.0 };
        for note in &left_out {
            let width = self.width;
            for line in Style::SMALL.wrap(&format!("注：{note}"), width - 4.0, 3) {
                height += 16.0;
                self.text((2.0, height - 5.0), &line, Style::SMALL);
            }
        }
        let message = std::iter::once(message).chain(left_out.iter().cloned()).collect::<Vec<_>>().join("。") + "。";
        let svg = self.wrapped(height, title, &message, "width=\"100%\"");
        Picture { svg, title: title.to_owned(), message, left_out }
    }

    /// The finished small picture, which keeps its size.
    pub(crate) fn finish_small(self, height: f64, title: &str, message: String) -> Picture {
        let message = message + "。";
        let size = format!("width=\"{}\" height=\"{}\"", number(self.width), number(height));
        let svg = self.wrapped(height, title, &message, &size);
        Picture { svg, title: title.to_owned(), message, left_out: Vec::new() }
    }

    /// The picture of nothing.
    pub(crate) fn nothing(mut self, title: &str, left_out: Vec<String>) -> Picture {
        let frame = Rect { x: 0.5, y: 0.5, w: self.width - 1.0, h: 95.0 };
        self.rect(frame).num("rx", 4.0).ink(crate::ink::GRID).stroke(1.0).dash("4 4").end();
        self.text((self.width / 2.0, 53.0), "没有数据", Style::LABEL.ink(MUTED).middle());
        self.finish(100.0, title, "没有数据".to_owned(), left_out)
    }

    fn wrapped(&self, height: f64, title: &str, message: &str, size: &str) -> String {
        let layout = if self.is_narrow() { "narrow" } else { "wide" };
        let (width, height) = (number(self.width), number(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {kind} {layout}\" role=\"img\" \
             viewBox=\"0 0 {width} {height}\" {size} font-family=\"{FONTS}\">\
             <title>{title}</title><desc>{message}</desc>{body}</svg>\n",
            kind = self.kind,
            title = escape(title),
            message = escape(message),
            body = self.body,
        )
    }
}

/// An element whose attributes are being written.
#[must_use = "an element must be ended"]
pub(crate) struct Element<'a> {
    body: &'a mut String,
    name: &'static str,
}

impl Element<'_> {
    fn attr(self, name: &str, value: &str) -> Self {
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

    /// Ends the element with a text that browsers show on hover.
    pub(crate) fn tip(self, text: &str) {
        let _ = write!(self.body, "><title>{}</title></{}>", escape(text), self.name);
    }
}

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
    ink: Ink,
    /// Its size in pixels.
    pub size: f64,
    anchor: Anchor,
    bold: bool,
    halo: bool,
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

/// The way of a pen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path(String);

impl Path {
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
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
