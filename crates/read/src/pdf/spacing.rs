//! Which gaps between characters are spaces. Justified lines stretch, Chinese beside digits is set with a thin gap,
//! numbers are sometimes set digit by digit: none of these is a space in the text.

use super::page::Glyph;

/// Whether a character takes a full square: Chinese, and the punctuation set with it.
pub(super) fn is_wide(ch: char) -> bool {
    ch >= '\u{2e80}' || matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '①'..='⓿' | '\u{2160}'..='\u{217f}')
}

/// The text of characters sorted from left to right.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::with_capacity(glyphs.len() * 3);
    let stretch = stretch(glyphs);
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs.iter().filter(|g| g.ch != ' ') {
        if let Some(before) = before {
            if doubled(before, glyph) {
                continue;
            }
            if is_space(before, glyph, stretch) {
                text.push(' ');
            }
        }
        text.push(glyph.ch);
        before = Some(glyph);
    }
    text
}

/// The same character drawn twice at nearly the same place imitates bold type.
fn doubled(a: &Glyph, b: &Glyph) -> bool {
    a.ch == b.ch && a.run != b.run && (a.x0 - b.x0).abs() < 0.12 * a.size
}

/// Whether the gap between two neighbours is a space in the text.
fn is_space(a: &Glyph, b: &Glyph, stretch: f32) -> bool {
    let em = a.size.max(b.size);
    let gap = (b.x0 - a.x1) / em;
    match (is_wide(a.ch), is_wide(b.ch)) {
        (true, true) if is_punctuation(a.ch) || is_punctuation(b.ch) => gap - stretch >= 1.9,
        (true, true) | (true, false) | (false, true) => gap - stretch >= 0.9,
        (false, false) if continues_number(a.ch, b.ch) => gap >= 0.6,
        (false, false) if a.ch.is_ascii_digit() && b.ch.is_ascii_digit() => gap >= 0.25,
        (false, false) => gap >= 0.16,
    }
}

/// Whether the gap between two neighbours is one between columns. Figures stand closer than words.
pub(super) fn is_column_gap(a: &Glyph, b: &Glyph) -> bool {
    let gap = (b.x0 - a.x1) / a.size.max(b.size);
    let figures = a.ch.is_ascii_digit() && (b.ch.is_ascii_digit() || b.ch == '-');
    gap >= if figures { 0.3 } else { 0.9 }
}

fn is_punctuation(ch: char) -> bool {
    opens(ch) || closes(ch) || ch == '—'
}

/// Marks that never end a line.
pub(super) fn opens(ch: char) -> bool {
    matches!(ch, '（' | '(' | '“' | '‘' | '《' | '〈' | '【' | '〔' | '[')
}

/// Marks that never begin a line.
pub(super) fn closes(ch: char) -> bool {
    matches!(
        ch,
        '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | ')' | '”' | '’' | '》' | '〉' | '】' | '〕' | ']'
    ) || matches!(ch, '%' | '％' | ',' | '.' | ';' | ':' | '．')
}

fn continues_number(a: char, b: char) -> bool {
    let point = |ch: char| matches!(ch, '.' | ',');
    (a.is_ascii_digit() && (point(b) || b == '%'))
        || (point(a) && b.is_ascii_digit())
        || (a == '-' && b.is_ascii_digit())
}

/// The usual gap between Chinese characters of a line, in em: not 0 where the line is spread out.
fn stretch(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs.iter().filter(|g| g.ch != ' ') {
        if let Some(before) = before.filter(|b| is_wide(b.ch) && is_wide(glyph.ch)) {
            gaps.push(((glyph.x0 - before.x1) / glyph.size).max(0.0));
        }
        before = Some(glyph);
    }
    // Two or three characters far apart are a short title such as 目 录, which is no measure for a line.
    if gaps.len() < 3 {
        return 0.0;
    }
    let middle = gaps.len() / 2;
    *gaps.select_nth_unstable_by(middle, f32::total_cmp).1
}
