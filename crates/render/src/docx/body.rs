use juesuan_report::{Block, Report};

use super::{R, W, contents, section::Kind, table, xml::Xml};
use crate::words;

/// Space above the title of the cover and of a part that stands alone, twips.
const COVER: u32 = 4200;

/// How a paragraph is written.
#[derive(Default)]
pub(super) struct Paragraph<'a> {
    /// Id of its style.
    pub style: &'a str,
    /// Whether it begins a page though its style does not.
    pub breaks_page: bool,
    /// Position of a right tab, twips.
    pub right_tab: Option<u32>,
    /// Space before it, twips.
    pub before: Option<u32>,
    /// The section that ends with it, and whether its pages are numbered from 1.
    pub section: Option<(Kind, bool)>,
}

impl<'a> Paragraph<'a> {
    /// A paragraph of a style.
    pub(super) fn of(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }
}

/// Writes a paragraph.
pub(super) fn paragraph(xml: &mut Xml, of: &Paragraph<'_>, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", of.style);
            if of.breaks_page {
                xml.empty("w:pageBreakBefore", &[]);
            }
            if let Some(position) = of.right_tab {
                xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", &"right"), ("w:pos", &position)]));
            }
            if let Some(before) = of.before {
                xml.empty("w:spacing", &[("w:before", &before)]);
            }
            if let Some((kind, restarts)) = of.section {
                kind.write(xml, restarts);
            }
        });
        inside(xml);
    });
}

/// Writes text in the paragraph's own style.
pub(super) fn run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(text)));
}

/// Writes a limit of a field: `begin`, `separate` or `end`.
pub(super) fn field(xml: &mut Xml, limit: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", &limit)]));
}

/// `word/document.xml`
pub(super) fn document(report: &Report) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:document", &[("xmlns:w", &W), ("xmlns:r", &R)], |xml| {
        xml.element("w:body", &[], |xml| {
            cover(xml, report);
            contents::write(xml, report);
            let mut body = Body { report, entries: 0, is_begun: false };
            let sections = sections(report);
            for (number, section) in (1..).zip(&sections) {
                body.section(xml, section, number == sections.len());
            }
        });
    });
    xml
}

/// The cover: unit and title; no date, which the report does not know.
fn cover(xml: &mut Xml, report: &Report) {
    let (unit, rest) = match report.title.strip_prefix(&report.unit) {
        Some(rest) if !rest.is_empty() => (report.unit.as_str(), rest),
        _ => ("", report.title.as_str()),
    };
    let mut before = Some(COVER);
    for line in [unit, rest].into_iter().filter(|line| !line.is_empty()) {
        paragraph(xml, &Paragraph { before: before.take(), ..Paragraph::of("Title") }, |xml| run(xml, line));
    }
}

/// Blocks whose pages are of one kind.
struct Section<'a> {
    kind: Kind,
    blocks: &'a [Block],
}

/// Cuts the blocks where the kind of page changes. Headings right before a table go with it.
fn sections(report: &Report) -> Vec<Section<'_>> {
    let blocks = &report.blocks;
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for at in 0..blocks.len() {
        let kind = kind(report, &blocks[at..]);
        let begins = match previous {
            Some(Kind::Divider) => true,
            Some(before) => before != kind,
            None => false,
        };
        if begins && let Some(kind) = previous {
            sections.push(Section { kind, blocks: &blocks[start..at] });
            start = at;
        }
        previous = Some(kind);
    }
    sections.push(Section { kind: previous.unwrap_or(Kind::Text), blocks: &blocks[start..] });
    sections
}

/// The kind of page on which the first of these blocks stands.
fn kind(report: &Report, blocks: &[Block]) -> Kind {
    let table = |block: &Block| match block {
        Block::Table(index) => report.tables.get(*index).map(Kind::of),
        _ => None,
    };
    // The pages of the table to which headings lead, if those are no pages of text.
    let leads_to = || {
        let after = blocks.iter().skip(1).find(|block| !matches!(block, Block::Heading(..)));
        after.and_then(table).filter(|&kind| kind != Kind::Text)
    };
    match blocks.first() {
        Some(block @ Block::Table(_)) => table(block).unwrap_or(Kind::Text),
        Some(Block::Heading(..)) => leads_to().unwrap_or(Kind::Text),
        Some(Block::Part(_)) if leads_to().is_some() => Kind::Divider,
        _ => Kind::Text,
    }
}

struct Body<'a> {
    report: &'a Report,
    /// Number of headings so far that the table of contents lists.
    entries: usize,
    /// Whether a section of the body has been written: pages are numbered from the first one on.
    is_begun: bool,
}

impl Body<'_> {
    fn section(&mut self, xml: &mut Xml, section: &Section<'_>, is_last: bool) {
        let restarts = !std::mem::replace(&mut self.is_begun, true);
        let end = Some((section.kind, restarts));
        let mut is_open = true;
        for (at, block) in section.blocks.iter().enumerate() {
            let ends = at + 1 == section.blocks.len() && !is_last && !matches!(block, Block::Table(_));
            let follows_heading = at > 0 && matches!(section.blocks[at - 1], Block::Heading(..));
            let is_of_tables = matches!(section.kind, Kind::Tables | Kind::Upright);
            let breaks_page = is_of_tables && at > 0 && !follows_heading;
            self.block(xml, block, breaks_page, end.filter(|_| ends));
            is_open &= !ends;
        }
        if is_last {
            section.kind.write(xml, restarts);
        } else if is_open {
            paragraph(xml, &Paragraph { section: end, ..Paragraph::of("Thin") }, |_| {});
        }
    }

    fn block(&mut self, xml: &mut Xml, block: &Block, breaks_page: bool, section: Option<(Kind, bool)>) {
        let of = |style| Paragraph { breaks_page, section, ..Paragraph::of(style) };
        let is_alone = section.is_some_and(|(kind, _)| kind == Kind::Divider);
        match block {
            Block::Part(text) => {
                // Alone on its page, in the middle of its upper half; LibreOffice centres no page.
                let before = is_alone.then_some(COVER);
                self.heading(xml, block, &Paragraph { before, ..of("Heading1") }, text);
            }
            Block::Heading(level, runs) => {
                let style = match level {
                    0 | 1 => "Heading2",
                    2 => "Heading3",
                    _ => "Heading4",
                };
                self.heading(xml, block, &of(style), &words(runs));
            }
            Block::Paragraph(runs) => {
                paragraph(xml, &of("BodyText"), |xml| run(xml, &words(runs)));
            }
            Block::Table(index) => {
                let Some(of_report) = self.report.tables.get(*index) else { return };
                self.heading(xml, block, &of("TableTitle"), &of_report.title);
                table::write(xml, of_report);
            }
        }
    }

    /// Writes a heading; one that the table of contents lists carries its bookmark.
    fn heading(&mut self, xml: &mut Xml, block: &Block, of: &Paragraph<'_>, text: &str) {
        if contents::entry(self.report, block).is_none() {
            paragraph(xml, of, |xml| run(xml, text));
            return;
        }
        let id = self.entries;
        self.entries += 1;
        paragraph(xml, of, |xml| {
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &contents::bookmark(id))]);
            run(xml, text);
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
    }
}
