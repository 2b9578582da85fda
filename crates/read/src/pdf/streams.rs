//! Streams as they stand in the bytes of a file, before anything is parsed.

use memchr::memmem;
use std::ops::Range;

/// How far before its data the dictionary of a stream is looked at.
const DICTIONARY: usize = 400;

/// One stream of a file.
#[derive(Clone, Debug)]
pub(super) struct RawStream {
    /// Where the end of its dictionary stands: from the beginning of its object, but at most some hundred bytes.
    pub dictionary: Range<usize>,
    /// Where its data begin.
    pub data: usize,
}

impl RawStream {
    /// The first stream at or after a place.
    pub fn next(bytes: &[u8], mut from: usize) -> Option<Self> {
        loop {
            let word = from + memmem::find(&bytes[from..], b"stream")?;
            from = word + b"stream".len();
            // The word also ends "endstream", after which no data follow.
            if !bytes[..word].ends_with(b"end") {
                let start = word.saturating_sub(DICTIONARY);
                let object = memmem::rfind(&bytes[start..word], b" obj").map_or(start, |found| start + found);
                return Some(Self { dictionary: object..word, data: after_line_end(bytes, from) });
            }
        }
    }

    /// How often a word stands in the dictionary.
    pub fn count(&self, bytes: &[u8], word: &[u8]) -> usize {
        memmem::find_iter(&bytes[self.dictionary.clone()], word).count()
    }
}

/// The place after one line end, if there is one at `at`.
fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match &bytes[at..] {
        [b'\r', b'\n', ..] => at + 2,
        [b'\r' | b'\n', ..] => at + 1,
        _ => at,
    }
}
