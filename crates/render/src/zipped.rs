use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::RenderError;

/// Files in one archive. Equal files make equal bytes: the time is not the present one.
pub(crate) fn zipped<N, B>(files: impl IntoIterator<Item = (N, B)>) -> Result<Vec<u8>, RenderError>
where
    N: ToString,
    B: AsRef<[u8]>,
{
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        package.start_file(name.to_string(), options)?;
        package.write_all(content.as_ref())?;
    }
    Ok(package.finish()?.into_inner())
}
