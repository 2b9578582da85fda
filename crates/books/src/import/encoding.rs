//! The encoding of a text file, and its text as UTF-8 while it is read.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::source::Source;

/// The encoding of a file: by its mark, else UTF-8 if that is what its beginning is, else GB18030. `whole` says that
/// `head` is all of the file; a longer beginning of ASCII alone says nothing, so the rest is looked at.
///
/// # Errors
/// As the file system says.
pub(crate) fn encoding_of(source: Source<'_>, head: &[u8], whole: bool) -> io::Result<&'static Encoding> {
    Ok(match head {
        [0xEF, 0xBB, 0xBF, ..] => UTF_8,
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ => match std::str::from_utf8(head) {
            Ok(_) if !whole && head.is_ascii() && !is_utf8(source.open()?)? => GB18030,
            Ok(_) => UTF_8,
            // The head may end within a character.
            Err(error) if !whole && error.error_len().is_none() => UTF_8,
            Err(_) => GB18030,
        },
    })
}

/// Whether all of a file is UTF-8.
fn is_utf8(mut file: impl Read) -> io::Result<bool> {
    let mut buffer = vec![0; CHUNK];
    // Bytes at the buffer's beginning that wait for the rest of their character.
    let mut waiting = 0;
    loop {
        let read = file.read(&mut buffer[waiting..])?;
        if read == 0 {
            return Ok(waiting == 0);
        }
        let filled = waiting + read;
        waiting = match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => 0,
            Err(error) if error.error_len().is_none() => filled - error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        buffer.copy_within(filled - waiting..filled, 0);
    }
}

/// The text of a file as UTF-8; `malformed` is set when some bytes mean nothing in its encoding. Text that is UTF-8 already
/// comes as it is.
///
/// # Errors
/// As the file system says.
pub(crate) fn decoded<'s>(
    source: Source<'s>,
    encoding: &'static Encoding,
    malformed: Rc<Cell<bool>>,
) -> io::Result<Box<dyn Read + 's>> {
    let bytes = source.open()?;
    if encoding == UTF_8 {
        return Ok(Box::new(bytes));
    }
    Ok(Box::new(Decoded::new(bytes, encoding, malformed)))
}

/// Decodes what it reads into UTF-8, without the mark.
pub(crate) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is still to be decoded.
    left: std::ops::Range<usize>,
    ended: bool,
    /// Whether the decoder gave its last; it must not be asked again.
    done: bool,
    /// Whether some bytes meant nothing in the encoding.
    malformed: Rc<Cell<bool>>,
}

/// How much is read at once.
const CHUNK: usize = 64 << 10;

impl<R: Read> Decoded<R> {
    /// Decodes `inner`; `malformed` is set when some bytes mean nothing.
    pub fn new(inner: R, encoding: &'static Encoding, malformed: Rc<Cell<bool>>) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, raw: vec![0; CHUNK], left: 0..0, ended: false, done: false, malformed }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // A character takes at most four bytes; a smaller buffer could never hold one.
        debug_assert!(buffer.len() >= 4, "the reader's buffer holds a character");
        while !self.done {
            if self.left.is_empty() && !self.ended {
                let read = self.inner.read(&mut self.raw)?;
                (self.left, self.ended) = (0..read, read == 0);
            }
            let from = &self.raw[self.left.clone()];
            let (result, used, written) = self.decoder.decode_to_utf8_without_replacement(from, buffer, self.ended);
            self.left.start += used;
            match result {
                DecoderResult::Malformed(..) => self.malformed.set(true),
                DecoderResult::InputEmpty => self.done = self.ended,
                DecoderResult::OutputFull => {}
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
