//! The content of a page, a table of characters and a font's widths, past the structure of the file that fuzzing rarely
//! gets through: three parts separated by a byte 0xFF.
#![no_main]

mod parser;

use juesuan_read::read_bytes;

fn pdf(content: &[u8], characters: &[u8], widths: &[u8]) -> Vec<u8> {
    let stream = |data: &[u8]| {
        [format!("<< /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream".as_slice()].concat()
    };
    let resources = "/Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X1 4 0 R >>";
    let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << {resources} >> /Contents 4 0 R >>");
    let simple = [b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FirstChar 32 /Widths [".as_slice(), widths, b"] >>"];
    let parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        stream(content),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>".to_vec(),
        simple.concat(),
        [b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /B /W [".as_slice(), widths, b"] >>"].concat(),
        stream(characters),
    ];
    let (mut file, mut places) = (b"%PDF-1.7\n".to_vec(), Vec::new());
    for (number, part) in (1..).zip(&parts) {
        places.push(file.len());
        file.extend([format!("{number} 0 obj\n").as_bytes(), part, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

libfuzzer_sys::fuzz_target!(init: parser::abort_on_our_panics(), |bytes: &[u8]| {
    let mut parts = bytes.split(|&byte| byte == 0xFF);
    let mut part = || parts.next().unwrap_or_default();
    drop(read_bytes("fuzz", pdf(part(), part(), part())));
});
