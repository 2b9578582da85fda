//! Small PDFs written here: what cannot be read is told apart, and text is found where it is drawn.

use super::read;
use crate::{Block, ReadError};

/// A PDF of one page with the given content stream, resources and entries of the trailer.
fn pdf(content: &str, resources: &str, objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut parts = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << {resources} >> /Contents 4 0 R >>"),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    parts.extend(objects.iter().map(|object| (*object).to_owned()));
    let (mut file, mut places) = ("%PDF-1.7\n".to_owned(), Vec::new());
    for (number, part) in (1..).zip(&parts) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{part}\nendobj\n"));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1));
    for place in &places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    let size = places.len() + 1;
    file.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

const FONT: &str = "/Font << /F1 5 0 R >>";
const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

fn texts(bytes: Vec<u8>) -> Vec<String> {
    let (blocks, _) = read(bytes).expect("a readable PDF");
    let text = |block| match block {
        Block::Paragraph(paragraph) => paragraph.text,
        Block::Table(table) => table.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>().join("|"),
    };
    blocks.into_iter().map(text).collect()
}

#[test]
fn junk_is_damaged() {
    for bytes in [&b""[..], b"%PDF-1.7", b"not a pdf", b"%PDF-1.7\nstartxref\n9\n%%EOF"] {
        assert!(matches!(read(bytes.to_vec()), Err(ReadError::Damaged(_))), "{bytes:?}");
    }
    // Cut off at any place: an error or what is left, never a panic.
    let whole = pdf("BT /F1 12 Tf 100 700 Td (2,106.66) Tj ET", FONT, &[HELVETICA], "");
    for end in 0..whole.len() {
        let _ = read(whole[..end].to_vec());
    }
}

#[test]
fn a_missing_page_is_damage() {
    let whole = String::from_utf8(pdf("BT /F1 12 Tf 100 700 Td (1.00) Tj ET", FONT, &[HELVETICA], "")).expect("ASCII");
    let missing = whole.replace("/Count 1", "/Count 2");
    assert!(matches!(read(missing.into_bytes()), Err(ReadError::Damaged(_))));
}

#[test]
fn a_protected_file_is_told_apart() {
    let key = "00".repeat(32);
    let encrypt = format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{key}> /U <{key}> >>");
    let file = pdf("", "", &[&encrypt], "/Encrypt 5 0 R /ID [<00><00>]");
    assert!(matches!(read(file), Err(ReadError::Encrypted)));
}

#[test]
fn pictures_without_text_are_scanned_pages_and_an_empty_page_has_no_text() {
    let picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
                   /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream";
    let scanned = pdf("q 600 0 0 800 0 0 cm /Im Do Q", "/XObject << /Im 5 0 R >>", &[picture], "");
    assert!(matches!(read(scanned), Err(ReadError::Scanned)));
    assert!(matches!(read(pdf("", "", &[], "")), Err(ReadError::NoText)));
}

#[test]
fn filled_and_stroked_text_is_read_once_and_text_off_the_page_not_at_all() {
    let twice = "BT /F1 12 Tf 2 Tr 100 700 Td (326.72) Tj ET BT /F1 12 Tf 900 700 Td (9.99) Tj ET";
    assert_eq!(texts(pdf(twice, FONT, &[HELVETICA], "")), ["326.72"]);
}

#[test]
fn rules_of_every_kind_make_cells() {
    let words = "BT /F1 10 Tf 110 690 Td (a) Tj 100 0 Td (b) Tj -100 -20 Td (c) Tj 100 0 Td (d) Tj ET ";
    let strokes = "100 700 200 -40 re S 200 700 m 200 660 l S 100 680 m 300 680 l S";
    let areas = "100 699 200 1 re 100 679 200 1 re 100 660 200 1 re f \
                 100 660 1 40 re 200 660 1 40 re 299 660 1 40 re f";
    let edges = "100 660 100 20 re 200 660 100 20 re 100 680 100 20 re 200 680 100 20 re S";
    for rules in [strokes, areas, edges] {
        assert_eq!(texts(pdf(&format!("{words}{rules}"), FONT, &[HELVETICA], "")), ["a|b|c|d"], "{rules}");
    }
}

#[test]
fn a_page_drawn_sideways_is_turned() {
    let up = "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (first) Tj ET BT /F1 12 Tf 0 1 -1 0 330 100 Tm (second) Tj ET";
    assert_eq!(texts(pdf(up, FONT, &[HELVETICA], "")), ["first", "second"]);
}

#[test]
fn fonts_known_by_their_encoding_only_are_read() {
    let font = |encoding| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [6 0 R] >>"
        )
    };
    let descendant = "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 \
                      /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>";
    let descriptor = "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] \
                      /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 90 >>";
    for (encoding, codes) in [("UniGB-UCS2-H", "652f51fa51b37b97"), ("GBK-EUC-H", "d6a7b3f6bef6cbe3")] {
        let content = format!("BT /F1 12 Tf 100 700 Td <{codes}> Tj ET");
        let file = pdf(&content, FONT, &[&font(encoding), descendant, descriptor], "");
        assert_eq!(texts(file), ["支出决算"], "{encoding}");
    }
}
