//! Streams that unfold without end. The parser inflates whole streams into memory, so what they hold is counted first.

use crate::ReadError;
use flate2::read::ZlibDecoder;
use std::io::Read;

/// What all streams of a file may hold together, unfolded. Documents with embedded Chinese fonts hold 60 MB.
const MAX_BYTES: u64 = 512 << 20;
/// Deflate unfolds one byte to at most so many.
const MAX_RATIO: u64 = 1_032;
/// How far before its data the dictionary of a stream is looked at.
const DICTIONARY: usize = 400;

/// Checks that the streams of a file unfold to a bounded size.
///
/// # Errors
/// [`ReadError::LimitExceeded`] if not.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    check_within(bytes, MAX_BYTES)
}

fn check_within(bytes: &[u8], limit: u64) -> Result<(), ReadError> {
    let too_much = || ReadError::LimitExceeded(format!("PDF 内容展开后超过 {} MB", limit >> 20));
    let mut left = limit;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let (dictionary, data) = (at + found, at + found + b"stream".len());
        at = data;
        // The word also ends "endstream", after which no data follows.
        if bytes[..dictionary].ends_with(b"end") {
            continue;
        }
        let before = &bytes[dictionary.saturating_sub(DICTIONARY)..dictionary];
        let own = before.windows(4).rposition(|window| window == b" obj").map_or(before, |start| &before[start..]);
        if own.windows(11).filter(|window| window == b"FlateDecode").count() > 1 {
            // Folded twice, as no office program does, a few bytes unfold to gigabytes.
            return Err(too_much());
        }
        // Where the rest of the file cannot hold too much even at the utmost, counting is idle.
        if (bytes.len() - data) as u64 * MAX_RATIO <= left {
            continue;
        }
        let body = bytes[data..].trim_ascii_start();
        left = left.checked_sub(unfolded(body, left)).ok_or_else(too_much)?;
    }
    Ok(())
}

/// How much a stream unfolds to, counted up to just beyond `limit`. What comes before an error counts: the parser unfolds
/// it as well before it meets the error.
fn unfolded(body: &[u8], limit: u64) -> u64 {
    let (mut decoder, mut buffer, mut count) = (ZlibDecoder::new(body), [0; 1 << 15], 0);
    while count <= limit {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => count += read as u64,
        }
    }
    count
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(|&byte| byte == first) {
        from += step;
        if bytes[from..].starts_with(word) {
            return Some(from);
        }
        from += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::check_within;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn file(content: &[u8], filter: &str) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).expect("memory");
        let mut file = format!("4 0 obj\n<< /Filter {filter} >>\nstream\n").into_bytes();
        file.extend(encoder.finish().expect("memory"));
        file.extend(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn a_bomb_is_refused_and_a_stream_within_bounds_is_not() {
        let bomb = file(&vec![0; 3 << 20], "/FlateDecode");
        assert!(check_within(&bomb, 2 << 20).is_err());
        assert!(check_within(&bomb[..bomb.len() - 22], 2 << 20).is_err(), "without its end");
        assert!(check_within(&bomb, 4 << 20).is_ok());
        assert!(check_within(&file(b"q Q", "[/FlateDecode /FlateDecode]"), 4 << 20).is_err());
    }
}
