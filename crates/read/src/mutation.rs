//! A short deterministic fuzzing of every reader: valid samples are flipped, cut, doubled and spliced, and reading them
//! must end soon, with blocks or with an error.

use std::time::{Duration, Instant};

use crate::docx::tests::{docx_with, package};
use crate::{Note, Place, annotate_docx, read_bytes};

/// Mutants of each sample.
const MUTANTS: usize = 3000;

/// Marsaglia's xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }

    /// One to four small damages.
    fn mutate(&mut self, sample: &[u8]) -> Vec<u8> {
        let mut bytes = sample.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let len = self.below(40).min(bytes.len() - at);
            match self.below(6) {
                0 => bytes[at] ^= 1 << self.below(8),
                1 => bytes[at] = self.below(256) as u8,
                2 => bytes.truncate(at.max(1)),
                3 => drop(bytes.drain(at..at + len)),
                4 => bytes = [&bytes[..at + len], &bytes[at..]].concat(),
                _ => {
                    let from = self.below(bytes.len() - len);
                    let to = at.min(bytes.len() - len);
                    bytes.copy_within(from..from + len, to);
                }
            }
            if bytes.is_empty() {
                bytes.push(0);
            }
        }
        bytes
    }
}

fn survives(name: &str, seed: u64, sample: &[u8], wrap: impl Fn(Vec<u8>) -> Vec<u8>) {
    let mut random = Random(seed);
    assert!(read_bytes(name, wrap(sample.to_vec())).is_ok(), "the sample of {name} is valid");
    for number in 0..MUTANTS {
        let mutant = wrap(random.mutate(sample));
        let begin = Instant::now();
        let read = read_bytes(name, mutant.clone());
        let place = Place { block: random.below(4), cell: Some(random.below(4)), start: 0, end: random.below(9) };
        let notes = [Note { place, author: "审".to_owned(), text: "注".to_owned() }];
        if let (Ok(before), Ok(annotated)) = (read, annotate_docx(&mutant, &notes)) {
            let after = read_bytes(name, annotated).expect("a docx with comments stays readable");
            assert_eq!(format!("{:?}", after.blocks), format!("{:?}", before.blocks), "mutant {number} of {name}");
        }
        assert!(begin.elapsed() < Duration::from_secs(5), "mutant {number} of {name} took too long");
    }
}

const BODY: &str = "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
    <w:r><w:rPr><w:b/></w:rPr><w:t>收入&amp;3,801.19万元</w:t><w:br/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>\
    <w:fldChar w:fldCharType=\"separate\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge \
    w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>合计</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr>\
    <w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt \
    w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%2）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
    w:val=\"0\"/></w:num></w:numbering>";

#[test]
fn docx_bytes() {
    survives("a.docx", 1, &docx_with(BODY, &[("word/numbering.xml", NUMBERING)]), |bytes| bytes);
}

#[test]
fn docx_body() {
    let wrap = |bytes: Vec<u8>| docx_with(&String::from_utf8_lossy(&bytes), &[("word/numbering.xml", NUMBERING)]);
    survives("a.docx", 2, BODY.as_bytes(), wrap);
}

#[test]
fn docx_numbering() {
    let wrap = |bytes: Vec<u8>| docx_with(BODY, &[("word/numbering.xml", &String::from_utf8_lossy(&bytes))]);
    survives("a.docx", 3, NUMBERING.as_bytes(), wrap);
}

#[test]
fn xlsx_bytes() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("#,##0.00%");
    book.add_worksheet().write(1, 1, "合计").unwrap().write_with_format(1, 2, 0.5, &percent).unwrap();
    survives("a.xlsx", 4, &book.save_to_buffer().unwrap(), |bytes| bytes);
}

#[test]
fn ods_content() {
    let content = "<o:d><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
        table:number-columns-repeated=\"2\" table:number-rows-spanned=\"2\"><text:p>合计</text:p></table:table-cell>\
        </table:table-row></table:table></o:d>";
    let wrap = |bytes: Vec<u8>| package(&[("content.xml", String::from_utf8_lossy(&bytes).as_ref())]);
    survives("a.ods", 5, content.as_bytes(), wrap);
}

#[test]
fn html_bytes() {
    let html = "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><h1>一、收入</h1><p>收入<b>1</b><br>元</p><table><tr>\
        <td rowspan=2 colspan=3>甲<table><tr><td>内<td>1</table></td></tr><tr><td>乙</tr></table><ul><li>丙<li hidden>丁</ul>";
    survives("a.html", 6, html.as_bytes(), |bytes| bytes);
}

#[test]
fn text_bytes() {
    survives(
        "a.txt",
        7,
        "一、收入\n甲\t1\n乙\t2\n\u{C}| 甲 | 1 |\n|---|---|\n丙   丁    戊\n".as_bytes(),
        |bytes| bytes,
    );
}
