use juesuan_report::{Block, Page, Report};

use super::{
    body::{Paragraph, field, paragraph, run},
    section::Kind,
    xml::Xml,
};
use crate::words;

/// A heading that the table of contents lists.
pub(super) struct Entry {
    /// 1 for a part, 2 for what stands in it.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// Deepest level of headings that is listed.
const DEEPEST: u8 = 1;

/// The entry that a block makes, if any.
pub(super) fn entry(report: &Report, block: &Block) -> Option<Entry> {
    match block {
        Block::Part(text) => Some(Entry { level: 1, text: text.clone() }),
        Block::Heading(level, runs) if *level <= DEEPEST => Some(Entry { level: 2, text: words(runs) }),
        Block::Table(index) => {
            let table = report.tables.get(*index).filter(|table| table.page != Page::Text)?;
            Some(Entry { level: 2, text: table.title.clone() })
        }
        _ => None,
    }
}

/// How many entries there are.
pub(super) fn count(report: &Report) -> usize {
    report.blocks.iter().filter_map(|block| entry(report, block)).count()
}

/// The name of the bookmark at the entry of this number.
pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}

/// Writes the table of contents; its last paragraph ends the section.
pub(super) fn write(xml: &mut Xml, report: &Report) {
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.value("w:docPartGallery", "Table of Contents");
                xml.empty("w:docPartUnique", &[]);
            });
        });
        xml.element("w:sdtContent", &[], |xml| {
            paragraph(xml, &Paragraph::of("TOCHeading"), |xml| run(xml, "目　录"));
            let entries = report.blocks.iter().filter_map(|block| entry(report, block));
            for (number, entry) in entries.enumerate() {
                write_entry(xml, number, &entry);
            }
            if count(report) > 0 {
                paragraph(xml, &Paragraph::of("Thin"), |xml| field(xml, "end"));
            }
        });
    });
    let last = Paragraph { section: Some((Kind::Front, false)), ..Paragraph::of("Thin") };
    paragraph(xml, &last, |_| {});
}

fn write_entry(xml: &mut Xml, number: usize, entry: &Entry) {
    paragraph(xml, &Paragraph::of(if entry.level == 1 { "TOC1" } else { "TOC2" }), |xml| {
        if number == 0 {
            field(xml, "begin");
            // Headings 1 and 2 and paragraphs of those outline levels, as links.
            xml.element("w:r", &[], |xml| {
                xml.element("w:instrText", &[("xml:space", &"preserve")], |xml| {
                    xml.text(" TOC \\o \"1-2\" \\h \\z \\u ")
                });
            });
            field(xml, "separate");
        }
        xml.element("w:hyperlink", &[("w:anchor", &bookmark(number)), ("w:history", &1)], |xml| run(xml, &entry.text));
    });
}
