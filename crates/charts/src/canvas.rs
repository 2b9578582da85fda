//! A picture being drawn: the few elements it is made of, and the root around them.

use crate::{
    element::{Element, Path, number},
    ink::{GRID, MUTED, PAPER},
    picture::Picture,
    place::Rect,
    style::{Anchor, Style},
    text::escape,
};

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
        Element::begin(&mut self.body, name)
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
        self.element("path").attr("d", path.data())
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
        element.fill().content(text);
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
        self.rect(frame).num("rx", 4.0).ink(GRID).stroke(1.0).dash("4 4").end();
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
