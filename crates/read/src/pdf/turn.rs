//! Pages whose text runs down or up are turned so that text runs to the right.

use super::page::{Glyph, PageContent, Rule};

/// Where text runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the right, as usual.
    Right,
    /// Downwards.
    Down,
    /// To the left, upside down.
    Left,
    /// Upwards.
    Up,
}

impl Direction {
    /// The direction of a text vector; `None` for slanted text, which is a watermark.
    pub fn of(dx: f64, dy: f64) -> Option<Self> {
        if dy.abs() < 0.05 * dx.abs() {
            Some(if dx > 0.0 { Self::Right } else { Self::Left })
        } else if dx.abs() < 0.05 * dy.abs() {
            Some(if dy > 0.0 { Self::Down } else { Self::Up })
        } else {
            None
        }
    }

    /// Places a point of a page of the given size on the page turned so that this direction runs to the right.
    fn turn(self, (x, y): (f32, f32), (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Self::Right => (x, y),
            Self::Down => (y, width - x),
            Self::Left => (width - x, height - y),
            Self::Up => (height - y, x),
        }
    }
}

/// A page as drawn, before it is known which way is up.
#[derive(Debug)]
pub(super) struct Turned {
    width: f32,
    height: f32,
    glyphs: Vec<(Direction, Drawn)>,
    /// Horizontal rules as drawn.
    pub horizontal: Vec<Rule>,
    /// Vertical rules as drawn.
    pub vertical: Vec<Rule>,
    /// Characters without a known code.
    pub unmapped: usize,
    /// Letters and digits without a known width.
    pub widthless: usize,
    /// Whether a picture covers most of the page.
    pub picture: bool,
}

#[derive(Debug)]
struct Drawn {
    ch: char,
    origin: (f32, f32),
    offset: f32,
    width: f32,
    size: f32,
    run: u32,
}

impl Turned {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            glyphs: Vec::new(),
            horizontal: Vec::new(),
            vertical: Vec::new(),
            unmapped: 0,
            widthless: 0,
            picture: false,
        }
    }

    /// Whether an area (square points) is most of the page.
    pub fn mostly_covered(&self, area: f64) -> bool {
        area > 0.5 * f64::from(self.width) * f64::from(self.height)
    }

    /// Number of characters so far.
    pub fn glyphs(&self) -> usize {
        self.glyphs.len()
    }

    /// Number of rules so far.
    pub fn rules(&self) -> usize {
        self.horizontal.len() + self.vertical.len()
    }

    /// Adds a character: its origin on the page, its offset and width along the text, its size.
    pub fn push(
        &mut self,
        ch: char,
        direction: Direction,
        origin: (f64, f64),
        (offset, width): (f64, f64),
        size: f64,
        run: u32,
    ) {
        let origin = (origin.0 as f32, origin.1 as f32);
        let drawn = Drawn { ch, origin, offset: offset as f32, width: width as f32, size: size as f32, run };
        self.glyphs.push((direction, drawn));
    }

    /// The page with most of its text running to the right; text that then runs otherwise is dropped (marks along
    /// the edge), as is text outside the page.
    pub fn upright(self) -> PageContent {
        let up = self.prevailing();
        let size = (self.width, self.height);
        let (width, height) = match up {
            Direction::Right | Direction::Left => size,
            Direction::Down | Direction::Up => (size.1, size.0),
        };
        let mut glyphs = Vec::with_capacity(self.glyphs.len());
        for (_, drawn) in self.glyphs.iter().filter(|(direction, _)| *direction == up) {
            let (x, base) = up.turn(drawn.origin, size);
            let x0 = x + drawn.offset;
            let glyph = Glyph { ch: drawn.ch, x0, x1: x0 + drawn.width, base, size: drawn.size, run: drawn.run };
            let inside = (0.0..=width).contains(&glyph.mid_x()) && (0.0..=height).contains(&glyph.mid_y());
            if inside && glyph.size >= 0.5 {
                glyphs.push(glyph);
            }
        }
        let (mut horizontal, mut vertical) = (Vec::new(), Vec::new());
        for rule in &self.horizontal {
            add(up, (rule.from, rule.at), (rule.to, rule.at), size, &mut horizontal, &mut vertical);
        }
        for rule in &self.vertical {
            add(up, (rule.at, rule.from), (rule.at, rule.to), size, &mut horizontal, &mut vertical);
        }
        let Self { unmapped, widthless, picture, .. } = self;
        PageContent { width, height, glyphs, horizontal, vertical, unmapped, widthless, picture }
    }

    fn prevailing(&self) -> Direction {
        let all = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
        let count = |direction: Direction| self.glyphs.iter().filter(|(d, _)| *d == direction).count();
        // The first of equals wins, so an empty page stays as it is.
        all.into_iter().rev().max_by_key(|&d| count(d)).unwrap_or(Direction::Right)
    }
}

fn add(
    up: Direction,
    from: (f32, f32),
    to: (f32, f32),
    size: (f32, f32),
    horizontal: &mut Vec<Rule>,
    vertical: &mut Vec<Rule>,
) {
    let ((x0, y0), (x1, y1)) = (up.turn(from, size), up.turn(to, size));
    if (y0 - y1).abs() <= (x0 - x1).abs() {
        horizontal.push(Rule { at: y0, from: x0.min(x1), to: x0.max(x1) });
    } else {
        vertical.push(Rule { at: x0, from: y0.min(y1), to: y0.max(y1) });
    }
}
