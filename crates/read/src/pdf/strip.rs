//! Font programs and pictures are emptied before the file is parsed: text needs the codes, widths and characters of a
//! font, which stand outside its program, and of a picture only its size. Unfolding them would be most of the work.

use super::streams::RawStream;
use memchr::memmem;

/// A font without any table (twelve bytes), folded: what a stripped stream begins with. What follows is not looked at.
const EMPTY: [u8; 23] = [
    0x78, 0x01, 0x01, 12, 0, !12, !0, // one stored block of twelve bytes …
    0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // … the directory of an sfnt without tables …
    0, 0x17, 0, 0x02, // … and its checksum
];

/// What the beginnings of the stripped streams were.
#[derive(Debug, Default)]
pub(super) struct Stripped(Vec<(usize, [u8; EMPTY.len()])>);

impl Stripped {
    /// Strips a file.
    pub fn new(bytes: &mut [u8]) -> Self {
        let mut stripped = Self::default();
        // Bytes put into an encrypted file would not come out as they are.
        if memmem::find(bytes, b"/Encrypt").is_some() {
            return stripped;
        }
        let mut at = 0;
        while let Some(stream) = RawStream::next(bytes, at) {
            at = stream.data;
            if is_unneeded(bytes, &stream)
                && let Some(beginning) = bytes[at..].first_chunk_mut::<{ EMPTY.len() }>()
                && memmem::find(beginning, b"endstream").is_none()
            {
                stripped.0.push((at, *beginning));
                *beginning = EMPTY;
                at += EMPTY.len();
            }
        }
        stripped
    }

    /// Whether nothing was stripped.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts everything back.
    pub fn restore(self, bytes: &mut [u8]) {
        for (at, beginning) in self.0 {
            if let Some(place) = bytes.get_mut(at..at + beginning.len()) {
                place.copy_from_slice(&beginning);
            }
        }
    }
}

/// Whether a stream is a picture or a font program with glyphs by number, folded in the usual way. Type 1 fonts stay: they
/// may say by name which characters their codes are.
fn is_unneeded(bytes: &[u8], stream: &RawStream) -> bool {
    let has = |word: &[u8]| stream.count(bytes, word) > 0;
    let plainly_folded = stream.count(bytes, b"Decode") == 1 && has(b"/FlateDecode");
    let true_type = has(b"/Length1") && !has(b"/Length2");
    plainly_folded
        && (true_type || is_subtype(bytes, stream, b"/CIDFontType0C") || is_subtype(bytes, stream, b"/Image"))
}

/// Whether the dictionary states this subtype and no other.
fn is_subtype(bytes: &[u8], stream: &RawStream, name: &[u8]) -> bool {
    let dictionary = &bytes[stream.dictionary.clone()];
    let mut stated =
        memmem::find_iter(dictionary, b"/Subtype").map(|at| &dictionary[at + b"/Subtype".len()..]).peekable();
    let ends = |rest: &[u8]| rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric());
    stated.peek().is_some() && stated.all(|rest| rest.trim_ascii_start().strip_prefix(name).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::{EMPTY, Stripped};
    use std::io::Read;

    fn file(dictionary: &str, data: &str) -> Vec<u8> {
        format!("4 0 obj\n<< {dictionary} >>\nstream\r\n{data}\nendstream\nendobj\n").into_bytes()
    }

    #[test]
    fn the_empty_font_unfolds() {
        let mut font = Vec::new();
        flate2::read::ZlibDecoder::new([EMPTY.as_slice(), b"rest"].concat().as_slice()).read_to_end(&mut font).unwrap();
        assert_eq!(font, [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn fonts_and_pictures_are_emptied_and_come_back() {
        let data = "x".repeat(40);
        for dictionary in [
            "/Length 40 /Length1 90 /Filter /FlateDecode",
            "/Filter[/FlateDecode]/Subtype/CIDFontType0C",
            "/Type /XObject /Subtype /Image /Filter /FlateDecode",
        ] {
            let whole = file(dictionary, &data);
            let mut bytes = whole.clone();
            let stripped = Stripped::new(&mut bytes);
            assert!(!stripped.is_empty() && bytes.len() == whole.len(), "{dictionary}");
            assert!(bytes.windows(EMPTY.len()).any(|window| window == EMPTY), "{dictionary}");
            stripped.restore(&mut bytes);
            assert_eq!(bytes, whole);
        }
    }

    #[test]
    fn what_may_be_needed_stays() {
        let data = "x".repeat(40);
        for dictionary in [
            "/Filter /FlateDecode",
            "/Length1 9 /Length2 9 /Filter /FlateDecode",
            "/Length1 90",
            "/Length1 90 /Filter [/ASCII85Decode /FlateDecode]",
            "/Subtype /Image /Filter /DCTDecode",
            "/Subtype /Form /Resources << /ProcSet [/PDF /Image /ImageB] >> /Filter /FlateDecode",
        ] {
            assert!(Stripped::new(&mut file(dictionary, &data)).is_empty(), "{dictionary}");
        }
        let font = "/Length1 90 /Filter /FlateDecode";
        assert!(Stripped::new(&mut file(font, "short")).is_empty());
        let encrypted = [file(font, &data), b"trailer << /Encrypt 9 0 R >>".to_vec()].concat();
        assert!(Stripped::new(&mut encrypted.clone()).is_empty());
    }
}
