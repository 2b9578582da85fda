//! How wide text is drawn, in characters of Chinese text (em).

/// Width of a text: a Chinese character is 1, so nearly is a percent sign; a Latin letter, digit or other sign is about half of
/// it.
pub(crate) fn of(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() && c != '%' { 0.52 } else { 1.0 }).sum()
}

/// Into how many lines a text falls at a width.
pub(crate) fn lines(text: &str, width: f64) -> u32 {
    let whole = of(text);
    if whole <= width {
        return 1;
    }
    // Half an em is held back: a line ends before a character that does not fit whole, or that may not begin a line.
    let lines = whole / (width - 0.5).max(1.0);
    lines.ceil().clamp(1.0, 1000.0) as u32
}
