//! Streams that unfold without end. The parser unfolds whole streams into memory, so what they hold is counted first.

use super::streams::RawStream;
use super::unfold::Folding;
use crate::ReadError;

/// What all streams of a file may hold together, unfolded. Documents with embedded Chinese fonts hold 60 MB.
const MAX_BYTES: u64 = 512 << 20;

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
    while let Some(stream) = RawStream::next(bytes, at) {
        at = stream.data;
        let foldings = || Folding::ALL.iter().map(|(folding, name)| (*folding, stream.count(bytes, name)));
        if foldings().map(|(_, count)| count).sum::<usize>() > 1 {
            // Folded twice, as no office program does, a few bytes unfold to gigabytes.
            return Err(too_much());
        }
        // Where the rest of the file cannot hold too much even at the utmost, counting is idle.
        if (bytes.len() - at) as u64 * Folding::MAX_RATIO <= left {
            continue;
        }
        // What names no folding may still name deflate in a way that is not understood here.
        let folding = foldings().find(|(_, count)| *count > 0).map_or(Folding::Flate, |(folding, _)| folding);
        left = left.checked_sub(folding.unfolded(&bytes[at..], left)).ok_or_else(too_much)?;
    }
    Ok(())
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
        assert!(check_within(&file(b"q Q", "[/LZWDecode /RunLengthDecode]"), 4 << 20).is_err());
    }
}
