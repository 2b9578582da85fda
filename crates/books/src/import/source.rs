use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;

/// Where a file's bytes are.
#[derive(Clone, Copy)]
pub(crate) enum Source<'s> {
    /// On disk.
    Path(&'s Path),
    /// In memory, as when it was uploaded.
    Bytes(&'s [u8]),
}

/// Bytes that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// An opened source.
pub(crate) type Opened<'s> = BufReader<Box<dyn ReadSeek + 's>>;

/// How much is read from disk at once.
const CHUNK: usize = 256 << 10;

impl<'s> Source<'s> {
    /// Opens it at its beginning; it may be opened again and again.
    ///
    /// # Errors
    /// As the file system says.
    pub fn open(self) -> io::Result<Opened<'s>> {
        let bytes: Box<dyn ReadSeek + 's> = match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        };
        Ok(BufReader::with_capacity(CHUNK, bytes))
    }

    /// Its first bytes, at most so many.
    ///
    /// # Errors
    /// As the file system says.
    pub fn head(self, most: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.open()?.take(most as u64).read_to_end(&mut head)?;
        Ok(head)
    }
}
