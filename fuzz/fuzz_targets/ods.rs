//! The content of an OpenDocument spreadsheet.
#![no_main]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

fn package(content: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("content.xml", SimpleFileOptions::default()).ok()?;
    zip.write_all(content).ok()?;
    Some(zip.finish().ok()?.into_inner())
}

libfuzzer_sys::fuzz_target!(|content: &[u8]| {
    if let Some(file) = package(content) {
        drop(juesuan_read::read_bytes("fuzz", file));
    }
});
