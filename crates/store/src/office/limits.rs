//! Bounds on what is handed in, and on texts.

use std::collections::BTreeSet;

use super::Refused;

/// Files of a submission, and of a published version.
const FILES: usize = 100;

/// Bytes of the files of one submission or version. They are in memory while they are entered.
pub(super) const BYTES: u64 = 128 << 20;

/// Bytes of all files that wait for a decision.
pub(super) const STAGED: u64 = 1 << 30;

/// Characters of a reason or note.
pub(super) const REASON: usize = 5_000;

/// Characters of a name: of a unit, a person, a figure, a finding.
pub(super) const NAME: usize = 500;

/// Characters of a summary.
pub(super) const SUMMARY: usize = 500_000;

/// Refuses a text that is too long.
pub(super) fn text(what: &'static str, text: &str, most: usize) -> Result<(), Refused> {
    // Bytes are at least as many as characters, so that most texts need not be counted.
    let long = text.len() > most && text.chars().count() > most;
    if long { Err(Refused::LongText { what, most }) } else { Ok(()) }
}

/// Refuses to act for nobody.
pub(super) fn actor(who: &str) -> Result<(), Refused> {
    if who.trim().is_empty() {
        return Err(Refused::NoActor);
    }
    text("经办人", who, NAME)
}

/// Refuses a reason that says nothing.
pub(super) fn reason(reason: &str) -> Result<(), Refused> {
    if reason.trim().is_empty() { Err(Refused::NoReason) } else { text("理由", reason, REASON) }
}

/// Refuses files that are none, too many, too large, or whose names could lead elsewhere or be mistaken.
pub(super) fn files<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])> + Clone) -> Result<(), Refused> {
    let found = files.clone().count();
    if found == 0 {
        return Err(Refused::NoFiles);
    }
    if found > FILES {
        return Err(Refused::ManyFiles { found, most: FILES });
    }
    let bytes: u64 = files.clone().map(|(_, content)| content.len() as u64).sum();
    if bytes > BYTES {
        return Err(Refused::LargeFiles { most: BYTES });
    }
    let mut names = BTreeSet::new();
    for (name, _) in files {
        if !is_file_name(name) || !names.insert(name) {
            return Err(Refused::FileName(name.chars().filter(|c| !c.is_control()).take(80).collect()));
        }
    }
    Ok(())
}

fn is_file_name(name: &str) -> bool {
    let plain = !name.contains(|c: char| c == '/' || c == '\\' || c.is_control());
    plain && !name.trim().is_empty() && name.len() <= 255 && !matches!(name, "." | "..")
}

/// Refuses what is no media type.
pub(super) fn media(media: &str) -> Result<(), Refused> {
    let plain = media.len() <= 200 && media.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    match media.split_once('/') {
        Some((kind, rest)) if plain && !kind.is_empty() && !rest.is_empty() => Ok(()),
        _ => Err(Refused::Media(media.chars().filter(|c| !c.is_control()).take(80).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in ["", " ", ".", "..", "a/b", "a\\b", "a\nb", "a\0", &"长".repeat(100)] {
            assert!(files([(name, &b"x"[..])].into_iter()).is_err(), "{name:?}");
        }
        for name in ["支付.csv", "a b.xlsx", "100%_'\";--.csv", "..."] {
            assert_eq!(files([(name, &b"x"[..])].into_iter()), Ok(()), "{name:?}");
        }
        assert!(files([("a", &b"x"[..]), ("a", b"y")].into_iter()).is_err());
        assert!(files(std::iter::empty()).is_err());
    }

    #[test]
    fn media_types_are_words_of_ascii() {
        assert_eq!(media("text/html; charset=utf-8"), Ok(()));
        for bad in ["", "html", "/", "text/", "text/html\r\nX: y", "文/字"] {
            assert!(media(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn characters_count_not_bytes() {
        assert_eq!(text("理由", &"字".repeat(5), 5), Ok(()));
        assert!(text("理由", &"字".repeat(6), 5).is_err());
    }
}
