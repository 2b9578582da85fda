//! Zip packages (docx, xlsx, ods), read with bounds: nothing is trusted that the package says of its own size.

use std::io::{self, Cursor, Read};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::ReadError;
use crate::limits::{self, exceeded};

/// Memory that is set aside at the word of the package that an entry will fill it.
const TRUSTED_SIZE: usize = 1 << 20;

/// An opened package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unfolded.
    left: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of a package.
    ///
    /// # Errors
    /// `Damaged` if there is no directory, `LimitExceeded` for too many entries.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > limits::ENTRIES {
            return Err(exceeded("压缩包内文件数", limits::ENTRIES));
        }
        Ok(Self { archive, left: limits::UNFOLDED_BYTES })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` if there is no such part.
    ///
    /// # Errors
    /// `Damaged`, `Encrypted`, or `LimitExceeded` once all parts read so far are too large together.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(damaged)?;
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size()).unwrap_or(usize::MAX).min(TRUSTED_SIZE));
        self.left = unfold(entry, self.left, &mut bytes)?;
        Ok(Some(bytes))
    }

    /// The text of an XML part: UTF-8, or UTF-16 with its mark.
    ///
    /// # Errors
    /// As [`Package::bytes`]; `Damaged` if the text is in no encoding XML allows.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        self.bytes(name)?.map(|bytes| decode_xml(name, bytes)).transpose()
    }

    /// Unfolds every part without keeping it, for a reader that will open the package by itself.
    ///
    /// # Errors
    /// As [`Package::bytes`].
    pub(crate) fn probe(&mut self) -> Result<(), ReadError> {
        for index in 0..self.archive.len() {
            let name = self.archive.name_for_index(index);
            let is_text = matches!(name, Some(Ok(name)) if [".xml", ".rels", ".vml"].iter().any(|e| name.ends_with(e)));
            if is_text {
                let entry = self.archive.by_index(index).map_err(damaged)?;
                self.left = unfold(entry, self.left, &mut io::sink())?;
            }
        }
        Ok(())
    }
}

/// Unfolds an entry of at most `left` bytes, and gives how many are left then.
fn unfold(entry: impl Read, left: u64, to: &mut impl io::Write) -> Result<u64, ReadError> {
    let read =
        io::copy(&mut entry.take(left + 1), to).map_err(|_| ReadError::Damaged("压缩的内容解不开".to_owned()))?;
    left.checked_sub(read)
        .ok_or_else(|| exceeded("压缩包展开后的大小", format_args!("{} MB", limits::UNFOLDED_BYTES >> 20)))
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => ReadError::Encrypted,
        ZipError::CompressionMethodNotSupported(_) => ReadError::Damaged("压缩方式少见，读不了".to_owned()),
        _ => ReadError::Damaged("压缩包的目录读不出来，可能没有下载完整".to_owned()),
    }
}

fn decode_xml(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        [0xEF, 0xBB, 0xBF, ..] => UTF_8,
        _ => return String::from_utf8(bytes).map_err(|_| ReadError::Damaged(format!("{name} 的文字编码有误"))),
    };
    Ok(encoding.decode_with_bom_removal(&bytes).0.into_owned())
}
