//! How much folded data unfold to, counted without keeping them.

use flate2::read::ZlibDecoder;
use std::io::Read;

/// How data may be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folding {
    /// Deflate, as nearly all files have it.
    Flate,
    /// LZW, of the nineties.
    Lzw,
    /// Repeated bytes.
    RunLength,
}

impl Folding {
    /// All of them with their names in a file.
    pub const ALL: [(Self, &'static [u8]); 3] =
        [(Self::Flate, b"FlateDecode"), (Self::Lzw, b"LZWDecode"), (Self::RunLength, b"RunLengthDecode")];

    /// One byte unfolds to at most so many.
    pub const MAX_RATIO: u64 = 2_560;

    /// How much the data at the beginning of `body` unfold to, counted up to just beyond `limit`. What comes before an error
    /// counts: the parser unfolds it as well before it meets the error.
    pub fn unfolded(self, body: &[u8], limit: u64) -> u64 {
        match self {
            Self::Flate => flate(body, limit),
            // Whether codes grow early is a parameter; the larger count is the safe one.
            Self::Lzw => lzw(body, limit, 1).max(lzw(body, limit, 0)),
            Self::RunLength => run_length(body, limit),
        }
    }
}

fn flate(body: &[u8], limit: u64) -> u64 {
    let (mut decoder, mut buffer, mut count) = (ZlibDecoder::new(body.trim_ascii_start()), [0; 1 << 15], 0);
    while count <= limit {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => count += read as u64,
        }
    }
    count
}

/// Codes of 9 to 12 bits, each for a stretch of bytes; only the lengths of the stretches are kept.
fn lzw(body: &[u8], limit: u64, early: usize) -> u64 {
    let (clear, end, first) = (256, 257, 258);
    let mut lengths: Vec<u64> = vec![1; first];
    let (mut before, mut count, mut at) = (None, 0, 0);
    while count <= limit {
        let width = match lengths.len() + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        let Some(code) = bits(body, at, width) else { break };
        at += width;
        if code == clear {
            lengths.truncate(first);
            before = None;
            // Yields nothing, but must not be free: work stays in proportion to the count.
            count += 1;
            continue;
        }
        let known = lengths.get(code).copied().filter(|_| code != end);
        let Some(length) = known.or_else(|| before.filter(|_| code == lengths.len()).map(|length: u64| length + 1))
        else {
            break;
        };
        count += length;
        if let Some(before) = before.filter(|_| lengths.len() < 4096) {
            lengths.push(before + 1);
        }
        before = Some(length);
    }
    count
}

/// A number of at most 12 bits at a place counted in bits.
fn bits(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let byte = |offset: usize| bytes.get(at / 8 + offset).map(|&byte| usize::from(byte));
    let window = byte(0)? << 16 | byte(1)? << 8 | byte(2).unwrap_or(0);
    Some(window >> (24 - width - at % 8) & ((1 << width) - 1))
}

fn run_length(body: &[u8], limit: u64) -> u64 {
    let (mut at, mut count) = (0, 0);
    while let Some(&head) = body.get(at).filter(|&&head| head != 128 && count <= limit) {
        let copied = usize::from(head) + 1;
        let (read, written) = if head < 128 { (copied, copied) } else { (1, 258 - copied) };
        count += written as u64;
        at += 1 + read;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::Folding;

    /// The numbers as codes of nine bits.
    fn nine_bits(codes: &[u16]) -> Vec<u8> {
        let bits: Vec<u16> = codes.iter().flat_map(|code| (0..9).rev().map(move |bit| code >> bit & 1)).collect();
        let byte = |bits: &[u16]| bits.iter().enumerate().map(|(i, bit)| (bit << (7 - i)) as u8).sum();
        bits.chunks(8).map(byte).collect()
    }

    #[test]
    fn every_folding_is_counted() {
        // The specification's example: ten bytes, and the clear code.
        let lzw = nine_bits(&[256, 45, 258, 258, 65, 259, 66, 257]);
        assert_eq!(Folding::Lzw.unfolded(&lzw, 1_000), 11);
        assert_eq!(Folding::Lzw.unfolded(&nine_bits(&[256, 45, 400]), 1_000), 2, "a code without meaning ends it");
        assert_eq!(Folding::RunLength.unfolded(&[2, 1, 2, 3, 255, 7, 129, 7, 128, 5], 1_000), 3 + 2 + 128);
        assert_eq!(Folding::RunLength.unfolded(&[129, 7, 129, 7, 129, 7], 200), 256, "no further than the limit");
        assert_eq!(Folding::Flate.unfolded(b"no deflate", 1_000), 0);
    }

    #[test]
    fn lzw_grows_as_fast_as_it_may() {
        // A clear code, one byte, then each code the one about to be defined.
        let codes: Vec<u16> = [256, 45].into_iter().chain(258..500).collect();
        let stretches: u64 = (1..=243).sum::<u64>() + 1;
        assert_eq!(Folding::Lzw.unfolded(&nine_bits(&codes), u64::MAX - 1), stretches);
    }
}
