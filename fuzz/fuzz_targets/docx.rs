//! The XML of a docx body, past the package that fuzzing rarely gets through; then comments on its first blocks.
#![no_main]

use std::io::{Cursor, Write};

use juesuan_read::{Note, Place, annotate_docx, read_bytes};
use zip::write::{SimpleFileOptions, ZipWriter};

fn package(body: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).ok()?;
    zip.write_all(b"<Types></Types>").ok()?;
    zip.start_file("word/document.xml", SimpleFileOptions::default()).ok()?;
    zip.write_all(b"<w:document><w:body>").ok()?;
    zip.write_all(body).ok()?;
    zip.write_all(b"</w:body></w:document>").ok()?;
    Some(zip.finish().ok()?.into_inner())
}

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let Some(file) = package(body) else { return };
    let Ok(before) = read_bytes("fuzz", file.clone()) else { return };
    let place = |block| Place { block, cell: Some(0), start: 1, end: 4 };
    let note = |block| Note { place: place(block), author: "a".to_owned(), text: "b".to_owned() };
    if let Ok(annotated) = annotate_docx(&file, &[note(0), note(1)]) {
        let after = read_bytes("fuzz", annotated).expect("a docx with comments stays readable");
        assert_eq!(format!("{:?}", before.blocks), format!("{:?}", after.blocks));
    }
});
