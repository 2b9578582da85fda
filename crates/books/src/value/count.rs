/// A number of things: `12`, `1,200`, `３`, `5.0`, `5人次`. None when it is no number or not whole.
pub(crate) fn count(field: &[u8]) -> Option<u32> {
    let text = super::plain(field)?;
    let text = text.trim_end_matches(|c: char| !c.is_ascii() && c.is_alphabetic());
    let fen = super::amount(text.as_bytes(), 1)?;
    if fen.0 % 100 == 0 { u32::try_from(fen.0 / 100).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_whole() {
        for (text, number) in [("12", 12), ("1,200", 1200), ("３", 3), ("5.0", 5), ("5人次", 5), ("0", 0)] {
            assert_eq!(count(text.as_bytes()), Some(number), "{text}");
        }
        for text in ["", "1.5", "-1", "五", "99999999999"] {
            assert_eq!(count(text.as_bytes()), None, "{text}");
        }
    }
}
