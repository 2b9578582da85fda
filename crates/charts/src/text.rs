//! How wide text is, estimated without fonts.

/// Estimated width of `text` in pixels at a font size, a little on the wide side: a Chinese character is one em.
#[must_use]
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(c: char) -> f64 {
    match c {
        'W' | 'M' | '%' | '@' | 'm' | 'w' => 0.95,
        'A'..='Z' | '&' => 0.72,
        ' ' | '.' | ',' | '\'' | ':' | ';' | '|' | '!' | 'i' | 'j' | 'l' => 0.32,
        '-' | '(' | ')' | '[' | ']' | 'f' | 't' | 'r' => 0.42,
        '+' | '<' | '=' | '>' | '~' | '#' | '_' => 0.8,
        // As wide as the digits of the widest common fonts: a little room left is better than text cut.
        c if c.is_ascii() => 0.63,
        _ => 1.0,
    }
}

/// `text` in at most `room` pixels, cut with `…` where it is longer; none when not even its first character fits.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> Option<String> {
    if text_width(text, size) <= room {
        return Some(text.to_owned());
    }
    let mut room = room - size;
    let kept: String = text
        .chars()
        .take_while(|&c| {
            room -= em(c) * size;
            room >= 0.0
        })
        .collect();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| format!("{kept}…"))
}

/// `text` on at most `lines` lines of `room` pixels each, the last one cut; empty when nothing fits.
pub(crate) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut wrapped = Vec::new();
    let mut rest = text.trim();
    while wrapped.len() < lines && !rest.is_empty() {
        if wrapped.len() + 1 == lines || text_width(rest, size) <= room {
            wrapped.extend(fit(rest, size, room));
            break;
        }
        let mut used = 0.0;
        let end = rest.char_indices().find(|&(_, c)| {
            used += em(c) * size;
            used > room
        });
        let end = end.map_or(rest.len(), |(at, _)| at);
        if end == 0 {
            break;
        }
        wrapped.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    wrapped
}

/// `text` as XML text or attribute: reserved characters escaped, characters that XML forbids left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cuts_what_is_too_long() {
        assert_eq!(fit("一般公共服务支出", 12.0, 96.0).as_deref(), Some("一般公共服务支出"));
        assert_eq!(fit("一般公共服务支出", 12.0, 60.0).as_deref(), Some("一般公共…"));
        assert_eq!(fit("一般公共服务支出", 12.0, 20.0), None);
        assert_eq!(wrap("一般公共服务支出", 12.0, 60.0, 2), ["一般公共服", "务支出"]);
        assert_eq!(wrap("一般公共服务支出", 12.0, 36.0, 2), ["一般公", "共服…"]);
    }

    #[test]
    fn escapes_text() {
        assert_eq!(escape("<b a=\"1\">&'\u{1}"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39; ");
    }

    proptest! {
        #[test]
        fn fitted_text_fits(text in ".*", room in 0.0..200.0f64) {
            if let Some(fitted) = fit(&text, 12.0, room) {
                prop_assert!(text_width(&fitted, 12.0) <= room + 1e-9);
            }
            for line in wrap(&text, 12.0, room, 3) {
                prop_assert!(text_width(&line, 12.0) <= room + 1e-9);
            }
        }
    }
}
