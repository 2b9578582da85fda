//! Runs the content of a page through the interpreter and keeps characters and rules.

use super::encoding::Encoding;
use super::page::{PageContent, Rule};
use super::turn::{Direction, Turned};
use crate::ReadError;
use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

/// Filled areas up to this thickness (points) are rules.
const RULE_THICKNESS: f64 = 2.6;
/// Shorter lines (points) are dashes of a dotted rule at best; they count only once merged.
const MIN_DASH: f64 = 0.2;
/// Characters of one page; a dense table page has 5,000.
const MAX_GLYPHS: usize = 100_000;
/// Rules of one page; a page of per-cell edges has 4,000.
const MAX_RULES: usize = 100_000;

/// Reads pages of one file one after another, sharing its fonts.
pub(super) struct Extractor<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
}

impl<'a> Extractor<'a> {
    /// An extractor for one file.
    pub fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, cache: InterpreterCache::new(), settings: InterpreterSettings::default() }
    }

    /// The characters and rules of one page, upright.
    ///
    /// # Errors
    /// [`ReadError::LimitExceeded`] if the page draws more than any disclosure does.
    pub fn page(&self, page: &Page<'a>) -> Result<PageContent, ReadError> {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let run = |encoding| {
            let mut context = Context::new(transform, bounds, &self.cache, self.pdf.xref(), self.settings.clone());
            let mut collector = Collector::new(width, height, encoding);
            interpret_page(page, &mut context, &mut collector);
            collector
        };
        let mut collector = run(None);
        if collector.content.unmapped > 0 {
            // Looking at all fonts costs time, so only where a character was missed.
            if let Some(encoding) = Encoding::of(&page.resources().fonts) {
                collector = run(Some(encoding));
            }
        }
        if collector.overflow {
            return Err(ReadError::LimitExceeded("一页上的字符或线条过多".to_owned()));
        }
        Ok(collector.content.upright())
    }
}

/// The device that keeps what reading needs and lets everything else pass.
struct Collector {
    content: Turned,
    run: u32,
    last_fill: Option<(usize, Affine)>,
    overflow: bool,
    encoding: Option<Encoding>,
}

impl Collector {
    fn new(width: f32, height: f32, encoding: Option<Encoding>) -> Self {
        Self { content: Turned::new(width, height), run: 0, last_fill: None, overflow: false, encoding }
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, ctm: Affine) {
        let placed = ctm * glyph.transform();
        let [a, b, c, d, x, y] = placed.as_coeffs();
        let (along, size) = (a.hypot(b), c.hypot(d) * 1000.0);
        let Some(direction) = Direction::of(a, b) else { return };
        let advance = match &**glyph {
            PdfGlyph::Outline(outline) => outline.advance_width(),
            PdfGlyph::Type3(type3) => type3.advance_width(),
        };
        // A substitute font is stretched in `placed`, so its advance may come out too wide: no character of text
        // is much wider than its em.
        let advance = f64::from(advance.unwrap_or(500.0));
        let width = (advance * along).min(size * 1.1);
        match glyph.as_unicode() {
            Some(BfString::Char(ch)) => {
                // No width may be zero, or no number at all.
                let has_width = advance > 0.0;
                self.content.widthless += usize::from(ch.is_alphanumeric() && !has_width);
                self.push(ch, direction, (x, y), 0.0, width, size);
            }
            Some(BfString::String(text)) => {
                let part = width / text.chars().count().max(1) as f64;
                for (i, ch) in text.chars().enumerate() {
                    self.push(ch, direction, (x, y), part * i as f64, part, size);
                }
            }
            None => match self.encoding.and_then(|encoding| encoding.decode(glyph.char_code())) {
                Some(ch) => self.push(ch, direction, (x, y), 0.0, width, size),
                None => self.content.unmapped += 1,
            },
        }
    }

    fn push(&mut self, ch: char, direction: Direction, origin: (f64, f64), offset: f64, width: f64, size: f64) {
        if self.content.glyphs() >= MAX_GLYPHS {
            self.overflow = true;
        } else if let Some(ch) = plain(ch) {
            self.content.push(ch, direction, origin, (offset, width), size, self.run);
        }
    }

    /// Keeps a line between two points if it runs along an axis.
    fn line(&mut self, p: Point, q: Point) {
        if self.content.rules() >= MAX_RULES {
            self.overflow = true;
            return;
        }
        let (dx, dy) = ((p.x - q.x).abs(), (p.y - q.y).abs());
        if dy <= 0.6 && dx >= MIN_DASH {
            let at = f64::midpoint(p.y, q.y) as f32;
            self.content.horizontal.push(Rule { at, from: p.x.min(q.x) as f32, to: p.x.max(q.x) as f32 });
        } else if dx <= 0.6 && dy >= MIN_DASH {
            let at = f64::midpoint(p.x, q.x) as f32;
            self.content.vertical.push(Rule { at, from: p.y.min(q.y) as f32, to: p.y.max(q.y) as f32 });
        }
    }

    /// Keeps a filled area if it is thin enough to be a rule. A dot may be part of a dotted rule either way.
    fn area(&mut self, bounds: Rect) {
        let mid = bounds.center();
        let (flat, slim) = (bounds.height() <= RULE_THICKNESS, bounds.width() <= RULE_THICKNESS);
        if flat && (slim || bounds.width() >= bounds.height()) {
            self.line(Point::new(bounds.x0, mid.y), Point::new(bounds.x1, mid.y));
        }
        if slim && (flat || bounds.height() >= bounds.width()) {
            self.line(Point::new(mid.x, bounds.y0), Point::new(mid.x, bounds.y1));
        }
    }

    fn stroke(&mut self, elements: impl Iterator<Item = PathEl>, transform: Affine) {
        let (mut start, mut here) = (Point::ZERO, Point::ZERO);
        for element in elements {
            match element {
                PathEl::MoveTo(p) => (start, here) = (p, p),
                PathEl::LineTo(p) => {
                    self.line(transform * here, transform * p);
                    here = p;
                }
                PathEl::ClosePath => {
                    self.line(transform * here, transform * start);
                    here = start;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => here = p,
            }
        }
    }

    /// Every part of a filled path that is a thin rectangle is a rule.
    fn fill(&mut self, path: &BezPath, transform: Affine) {
        let mut bounds: Option<Rect> = None;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    if let Some(done) = bounds.replace(Rect::from_points(transform * p, transform * p)) {
                        self.area(done);
                    }
                }
                PathEl::LineTo(p) => bounds = bounds.map(|b| b.union_pt(transform * p)),
                // A curve is an ornament or a letter drawn as a picture, not a rule.
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => bounds = None,
                PathEl::ClosePath => {}
            }
        }
        if let Some(done) = bounds {
            self.area(done);
        }
    }
}

/// The character as text uses it: compatibility forms of Chinese radicals (which some PDF writers put into the
/// text layer) become the characters they show; marks without width vanish.
fn plain(ch: char) -> Option<char> {
    match ch {
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffd}' => None,
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
        '\u{2e80}'..='\u{2fd5}' => Some(super::radical::unified(ch)),
        _ => Some(ch),
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.fill(path, props.transform),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.stroke(path.elements().iter().copied(), props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.area(props.transform.transform_rect_bbox(*rect)),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroke(rect.path_elements(0.1), props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        let place = glyphs.first().map(|g| (glyphs.len(), props.transform * g.transform()));
        // Text that is both filled and stroked arrives twice.
        if matches!(mode, DrawMode::Stroke(_)) && place.is_some() && place == self.last_fill {
            return;
        }
        self.last_fill = place.filter(|_| matches!(mode, DrawMode::Fill(_)));
        self.run = self.run.wrapping_add(1);
        for glyph in glyphs {
            self.glyph(glyph, props.transform);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.content.picture |= self.content.mostly_covered(props.transform.transform_rect_bbox(pixels).area());
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
