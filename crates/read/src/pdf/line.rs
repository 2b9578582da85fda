//! Characters become lines of text.

use super::page::Glyph;
use super::spacing::{self, is_wide};
use std::collections::BTreeMap;

/// Baselines of one strip differ by at most this (em).
const STRIP: f32 = 0.1;
/// Strips whose middles differ by less than this (em) may be parts of one line.
const SAME_LINE: f32 = 0.5;

/// Lines looked at as the home of one strip; only a page written over and over has more in one place.
const MAX_CANDIDATES: usize = 64;

/// A line of text as seen on the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The text with the spaces that a reader sees.
    pub text: String,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Font size of most of its characters.
    pub size: f32,
    /// Width of what may not be broken at its beginning: one Chinese character, or a whole number or word.
    pub first_token: f32,
    /// The parts between wide gaps, where there are such gaps: cells of a table without rules.
    pub segments: Vec<Segment>,
}

/// A part of a line between wide gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Segment {
    /// The text.
    pub text: String,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
}

impl Line {
    /// Vertical middle.
    pub fn mid_y(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }
}

/// The lines that characters form, from top to bottom.
///
/// Parts of one line may sit on slightly different baselines (another font, a number set by itself), so characters are
/// first gathered into strips of one baseline; then each strip, the longest first, joins the line whose middle it
/// shares, unless both would cover the same place.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: BTreeMap<(i64, usize), Vec<Glyph>> = BTreeMap::new();
    for (number, strip) in strips(glyphs).into_iter().enumerate() {
        let (middle, reach) = (strip[0].mid_y(), SAME_LINE * strip[0].size);
        let near = lines.range((key(middle - reach), 0)..=(key(middle + reach), usize::MAX));
        let home = near
            .take(MAX_CANDIDATES)
            .filter(|(_, line)| (line[0].mid_y() - middle).abs() < SAME_LINE * line[0].size.min(strip[0].size))
            .filter(|(_, line)| !collides(line, &strip))
            .min_by(|(_, a), (_, b)| (a[0].mid_y() - middle).abs().total_cmp(&(b[0].mid_y() - middle).abs()))
            .map(|(&place, _)| place);
        let line = lines.entry(home.unwrap_or((key(middle), number))).or_default();
        line.extend(strip);
    }
    let mut lines: Vec<Line> = lines.into_values().filter_map(line).collect();
    lines.sort_by(|a, b| a.mid_y().total_cmp(&b.mid_y()).then(a.x0.total_cmp(&b.x0)));
    lines
}

/// A vertical place as a whole number of 1/16 point, for ordering.
fn key(y: f32) -> i64 {
    (y * 16.0) as i64
}

/// Visible characters by baseline, the longest strip first.
fn strips(glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let mut sorted: Vec<Glyph> = glyphs.to_vec();
    sorted.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut strips: Vec<Vec<Glyph>> = Vec::new();
    for glyph in sorted {
        match strips.last_mut() {
            Some(strip) if glyph.base - strip[0].base <= STRIP * strip[0].size.min(glyph.size) => strip.push(glyph),
            _ => strips.push(vec![glyph]),
        }
    }
    // Spaces alone would hold a place of their own between two lines.
    strips.retain(|strip| strip.iter().any(|g| g.ch != ' '));
    strips.sort_by_key(|strip| std::cmp::Reverse(strip.len()));
    strips
}

/// Whether two sets of characters cover the same place, by more than an overlap at the edges.
fn collides(line: &[Glyph], strip: &[Glyph]) -> bool {
    let mut taken: Vec<&Glyph> = line.iter().filter(|g| g.ch != ' ').collect();
    taken.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let over = |a: &Glyph| {
        let near = taken.partition_point(|b| b.x0 < a.x0);
        taken[near.saturating_sub(2)..(near + 2).min(taken.len())].iter().any(|b| {
            let common = a.x1.min(b.x1) - a.x0.max(b.x0);
            // The same character at the same place is a doubled one (imitated bold), not another line.
            common > 0.5 * (a.x1 - a.x0).min(b.x1 - b.x0) && !(a.ch == b.ch && common > 0.8 * (a.x1 - a.x0))
        })
    };
    let hits = strip.iter().filter(|g| g.ch != ' ' && over(g)).count();
    hits * 8 > strip.len()
}

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let visible: Vec<&Glyph> = glyphs.iter().filter(|g| g.ch != ' ').collect();
    let first = visible.first()?;
    let size = prevailing_size(&visible);
    Some(Line {
        text: spacing::text(&glyphs),
        x0: first.x0,
        x1: visible.iter().map(|g| g.x1).fold(first.x1, f32::max),
        top: visible.iter().map(|g| g.top()).fold(first.top(), f32::min),
        bottom: visible.iter().map(|g| g.bottom()).fold(first.bottom(), f32::max),
        size,
        first_token: first_token(&visible),
        segments: segments(&glyphs),
    })
}

/// The parts of a line; none if it is all one part.
fn segments(glyphs: &[Glyph]) -> Vec<Segment> {
    let visible: Vec<Glyph> = glyphs.iter().filter(|g| g.ch != ' ').copied().collect();
    let mut parts = visible.chunk_by(|a, b| !spacing::is_column_gap(a, b)).peekable();
    let first = parts.next();
    if parts.peek().is_none() {
        return Vec::new();
    }
    let segment = |part: &[Glyph]| Segment { text: spacing::text(part), x0: part[0].x0, x1: part[part.len() - 1].x1 };
    first.into_iter().chain(parts).map(segment).collect()
}

fn prevailing_size(visible: &[&Glyph]) -> f32 {
    let mut sizes: Vec<f32> = visible.iter().map(|g| g.size).collect();
    let middle = sizes.len() / 2;
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// Line breaking never parts an opening mark from what follows, nor a closing one from what precedes it.
fn first_token(visible: &[&Glyph]) -> f32 {
    let mut end = visible[0].x1;
    for pair in visible.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let word = !is_wide(a.ch) && !is_wide(b.ch) && b.x0 <= a.x1 + 0.2 * b.size;
        if !(word || spacing::opens(a.ch) || spacing::closes(b.ch)) {
            break;
        }
        end = b.x1;
    }
    end - visible[0].x0
}

#[cfg(test)]
mod tests {
    use super::{Glyph, lines};

    /// Text of 10-point characters from a place on; narrow ones are half as wide.
    fn glyphs(text: &str, x: f32, base: f32) -> Vec<Glyph> {
        let mut at = x;
        text.chars()
            .map(|ch| {
                let x0 = at;
                at += if ch.is_ascii() { 5.0 } else { 10.0 };
                Glyph { ch, x0, x1: at, base, size: 10.0, run: 0 }
            })
            .collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<String> {
        lines(glyphs).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn parts_on_shifted_baselines_are_one_line() {
        let mut all = glyphs("级决算、下属", 0.0, 20.0);
        all.extend(glyphs("2024", 62.0, 22.5));
        all.extend(glyphs("年度部门", 84.0, 20.0));
        all.extend(glyphs("从预算单位构成看", 20.0, 8.0));
        assert_eq!(texts(&all), ["从预算单位构成看", "级决算、下属2024年度部门"]);
    }

    #[test]
    fn lines_set_solid_stay_apart() {
        let mut all = glyphs("第一行的文字", 0.0, 10.0);
        all.extend(glyphs("第二行的文字", 0.0, 14.5));
        assert_eq!(texts(&all).len(), 2);
    }

    #[test]
    fn imitated_bold_is_read_once() {
        let mut all = glyphs("收入决算表", 0.0, 10.0);
        all.extend(glyphs("收入决算表", 0.4, 10.0).into_iter().map(|g| Glyph { run: 1, ..g }));
        assert_eq!(texts(&all), ["收入决算表"]);
    }
}
