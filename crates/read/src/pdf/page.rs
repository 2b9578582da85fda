//! What is drawn on one page, reduced to what reading needs: characters with boxes and straight rules.

/// One character with its place. Coordinates are points from the upper left corner of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The character.
    pub ch: char,
    /// Left end of its advance.
    pub x0: f32,
    /// Right end of its advance.
    pub x1: f32,
    /// Height of the baseline.
    pub base: f32,
    /// Font size as seen on the page.
    pub size: f32,
    /// Number of the drawing operation that showed it; characters of one operation belong together.
    pub run: u32,
}

impl Glyph {
    /// Horizontal centre.
    pub fn mid_x(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Vertical centre of the em square: Chinese faces reach from 0.12 em under the baseline to 0.88 em above it.
    pub fn mid_y(&self) -> f32 {
        self.base - 0.38 * self.size
    }

    /// Upper edge of the em square.
    pub fn top(&self) -> f32 {
        self.base - 0.88 * self.size
    }

    /// Lower edge of the em square.
    pub fn bottom(&self) -> f32 {
        self.base + 0.12 * self.size
    }
}

/// A straight rule along one axis: at `at` across it, from `from` to `to` along it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// The coordinate that is the same for the whole rule.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

/// Everything read from one page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageContent {
    /// Width in points, after rotation.
    pub width: f32,
    /// Height in points, after rotation.
    pub height: f32,
    /// Characters in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Horizontal rules.
    pub horizontal: Vec<Rule>,
    /// Vertical rules.
    pub vertical: Vec<Rule>,
    /// Characters drawn whose code has no known character.
    pub unmapped: usize,
    /// Letters and digits drawn whose font states no width for them.
    pub widthless: usize,
    /// Whether a picture covers most of the page.
    pub picture: bool,
}
