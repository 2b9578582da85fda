//! Zip packages (docx, xlsx, ods), read with bounds: nothing is trusted that the package says of its own size.

use std::io::{self, Cursor, Read};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::ReadError;
use crate::limits::{self, exceeded};

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
        let mut bytes = Vec::new();
        self.unfold(index, &mut bytes)?;
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
                self.unfold(index, &mut io::sink())?;
            }
        }
        Ok(())
    }

    fn unfold(&mut self, index: usize, to: &mut impl io::Write) -> Result<(), ReadError> {
        let entry = self.archive.by_index(index).map_err(damaged)?;
        let read = io::copy(&mut entry.take(self.left + 1), to).map_err(|e| ReadError::Damaged(e.to_string()))?;
        self.left = self
            .left
            .checked_sub(read)
            .ok_or_else(|| exceeded("压缩包展开后的大小", format_args!("{} MB", limits::UNFOLDED_BYTES >> 20)))?;
        Ok(())
    }
}

fn damaged(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => ReadError::Encrypted,
        other => ReadError::Damaged(format!("压缩包：{other}")),
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
