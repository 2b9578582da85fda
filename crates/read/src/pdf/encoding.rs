//! Characters of Chinese fonts that are neither embedded nor carry a table of characters (`STSong-Light` and the like, as
//! Java report writers use them): their codes are those of a known encoding.

use hayro_syntax::object::{Dict, Name};

/// What the codes of such fonts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-16 (UCS-2), as in `UniGB-UCS2-H`.
    Utf16,
    /// UTF-32, as in `UniGB-UTF32-H`.
    Utf32,
    /// GBK or GB 18030, as in `GBK-EUC-H`.
    Gbk,
}

impl Encoding {
    /// The encoding of the fonts of a page that have no table of their own; `None` if it is not one for all of them.
    pub fn of(fonts: &Dict<'_>) -> Option<Self> {
        let mut found = None;
        for key in fonts.keys() {
            let Some(font) = fonts.get::<Dict<'_>>(&*key) else { continue };
            let composite = font.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Type0");
            if !composite || font.contains_key(b"ToUnicode") {
                continue;
            }
            let encoding = Self::named(&font.get::<Name<'_>>(b"Encoding")?)?;
            if found.is_some_and(|other| other != encoding) {
                return None;
            }
            found = Some(encoding);
        }
        found
    }

    fn named(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        if name.starts_with("GB") {
            Some(Self::Gbk)
        } else if !name.starts_with("Uni") {
            None
        } else if name.contains("UCS2") || name.contains("UTF16") {
            Some(Self::Utf16)
        } else {
            name.contains("UTF32").then_some(Self::Utf32)
        }
    }

    /// The character of a code.
    pub fn decode(self, code: u32) -> Option<char> {
        let bytes = code.to_be_bytes();
        match self {
            Self::Utf32 => char::from_u32(code),
            Self::Utf16 if code <= 0xffff => char::from_u32(code),
            Self::Utf16 => {
                let units = [u16::from_be_bytes([bytes[0], bytes[1]]), u16::from_be_bytes([bytes[2], bytes[3]])];
                char::decode_utf16(units).next()?.ok()
            }
            Self::Gbk => {
                let significant = if code <= 0xff { &bytes[3..] } else { &bytes[if code <= 0xffff { 2 } else { 0 }..] };
                let (text, _, errors) = encoding_rs::GB18030.decode(significant);
                text.chars().next().filter(|_| !errors)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn codes_of_every_encoding() {
        assert_eq!(Encoding::named(b"GBK-EUC-H").and_then(|e| e.decode(0xd6a7)), Some('支'));
        assert_eq!(Encoding::named(b"GBKp-EUC-H").and_then(|e| e.decode(0x31)), Some('1'));
        assert_eq!(Encoding::named(b"UniGB-UCS2-H").and_then(|e| e.decode(0x652f)), Some('支'));
        assert_eq!(Encoding::named(b"UniGB-UTF16-H").and_then(|e| e.decode(0xd840_dc00)), Some('\u{20000}'));
        assert_eq!(Encoding::named(b"Identity-H"), None);
    }
}
