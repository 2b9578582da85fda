use super::{W, xml::Xml};

/// 二号, the title, in half points.
const SIZE_2: u32 = 44;
/// 小二号, the title of a table.
const SIZE_2_SMALL: u32 = 36;
/// 三号, all running text.
const SIZE_3: u32 = 32;
/// 四号, page numbers.
const SIZE_4: u32 = 28;
/// 小四号, what stands around a table.
const SIZE_4_SMALL: u32 = 24;

const SONG_TITLE: &str = "方正小标宋简体";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const FANG_SONG: &str = "仿宋_GB2312";
const SONG: &str = "宋体";

/// Fixed line spacing of running text: 28 points, in twips; 22 lines fill a page.
const LINE: u32 = 560;

/// A paragraph style.
struct Style {
    id: &'static str,
    /// The built-in name by which Word, WPS and LibreOffice know it.
    name: &'static str,
    font: Option<&'static str>,
    size: Option<u32>,
    /// Keeps with the next paragraph, as headings do.
    keeps: bool,
    breaks_page: bool,
    /// Right tab with leader dots at this position, twips.
    leader: Option<u32>,
    /// Space before and after, twips, and fixed line spacing.
    spacing: Option<(u32, u32, u32)>,
    /// Left indent and first line indent in hundredths of a character, with their twips.
    indent: Option<((u32, u32), (u32, u32))>,
    align: Option<&'static str>,
    /// Outline level from 0.
    outline: Option<u8>,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    font: None,
    size: None,
    keeps: false,
    breaks_page: false,
    leader: None,
    spacing: None,
    indent: None,
    align: None,
    outline: None,
};

/// The first line two characters in, as running text and headings begin.
const FIRST_LINE: Option<((u32, u32), (u32, u32))> = Some(((0, 0), (200, 640)));

const HEADING: Style = Style { keeps: true, indent: FIRST_LINE, ..PLAIN };
const TITLE: Style =
    Style { font: Some(SONG_TITLE), size: Some(SIZE_2), spacing: Some((0, 0, 760)), align: Some("center"), ..PLAIN };
const AROUND_TABLE: Style =
    Style { font: Some(SONG), size: Some(SIZE_4_SMALL), spacing: Some((0, 0, 320)), align: Some("left"), ..PLAIN };

const STYLES: [Style; 14] = [
    Style { id: "BodyText", name: "Body Text", indent: FIRST_LINE, ..PLAIN },
    Style { id: "Title", name: "Title", ..TITLE },
    Style {
        id: "Heading1",
        name: "heading 1",
        keeps: true,
        breaks_page: true,
        spacing: Some((0, 560, 760)),
        outline: Some(0),
        ..TITLE
    },
    Style { id: "Heading2", name: "heading 2", font: Some(HEI), outline: Some(1), ..HEADING },
    Style { id: "Heading3", name: "heading 3", font: Some(KAI), outline: Some(2), ..HEADING },
    Style { id: "Heading4", name: "heading 4", outline: Some(3), ..HEADING },
    Style { id: "TOCHeading", name: "TOC Heading", breaks_page: true, spacing: Some((0, 560, 760)), ..TITLE },
    Style { id: "Footer", name: "footer", font: Some(SONG), size: Some(SIZE_4), spacing: Some((0, 0, 320)), ..PLAIN },
    Style {
        id: "TableTitle",
        name: "Table Title",
        size: Some(SIZE_2_SMALL),
        keeps: true,
        spacing: Some((0, 60, 480)),
        outline: Some(1),
        ..TITLE
    },
    Style { id: "TableNumber", name: "Table Number", keeps: true, align: Some("right"), ..AROUND_TABLE },
    Style { id: "TableUnit", name: "Table Unit", keeps: true, ..AROUND_TABLE },
    Style { id: "TableNote", name: "Table Note", size: Some(21), spacing: Some((60, 0, 280)), ..AROUND_TABLE },
    Style { id: "TableText", name: "Table Text", font: Some(SONG), size: Some(18), spacing: Some((0, 0, 0)), ..PLAIN },
    // Holds a section's end behind a table without taking room.
    Style { id: "Thin", name: "Thin", size: Some(2), spacing: Some((0, 0, 20)), ..PLAIN },
];

/// `word/styles.xml`
pub(super) fn styles(entries: usize) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:styles", &[("xmlns:w", &W)], |xml| {
        defaults(xml);
        let normal = Style { id: "Normal", name: "Normal", spacing: Some((0, 0, LINE)), align: Some("both"), ..PLAIN };
        style(xml, &normal, true);
        for of in &STYLES {
            style(xml, of, false);
        }
        for of in contents(entries) {
            style(xml, &of, false);
        }
    });
    xml
}

/// Styles of the table of contents: lines are set closer where that keeps it on one page.
fn contents(entries: usize) -> [Style; 2] {
    // 225 mm of text less the title.
    const ROOM: u32 = 11_400;
    let lines = u32::try_from(entries).unwrap_or(u32::MAX).max(1);
    let line = (ROOM / lines).clamp(370, LINE);
    let entry =
        Style { size: Some(SIZE_4), leader: Some(8844), spacing: Some((0, 0, line)), align: Some("left"), ..PLAIN };
    [
        Style { id: "TOC1", name: "toc 1", font: Some(HEI), ..entry },
        Style { id: "TOC2", name: "toc 2", indent: Some(((100, 280), (0, 0))), ..entry },
    ]
}

fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml, "Times New Roman", FANG_SONG);
                xml.value("w:kern", 2);
                xml.value("w:sz", SIZE_3);
                xml.value("w:szCs", SIZE_3);
                xml.empty("w:lang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN"), ("w:bidi", &"ar-SA")]);
            });
        });
        xml.empty("w:pPrDefault", &[]);
    });
}

/// The fonts of Latin and Chinese text. Signs of both (“”, —, …) are set as Chinese ones.
fn fonts(xml: &mut Xml, latin: &str, chinese: &str) {
    let fonts: [(&str, &dyn std::fmt::Display); 5] = [
        ("w:ascii", &latin),
        ("w:hAnsi", &latin),
        ("w:eastAsia", &chinese),
        ("w:cs", &"Times New Roman"),
        ("w:hint", &"eastAsia"),
    ];
    xml.empty("w:rFonts", &fonts);
}

fn style(xml: &mut Xml, style: &Style, is_default: bool) {
    let (kind, id): ((&str, &dyn std::fmt::Display), _) = (("w:type", &"paragraph"), ("w:styleId", &style.id as _));
    let attributes = [kind, ("w:default", &"1"), id];
    let without_default = [kind, id];
    let is_built_in = !style.name.starts_with("Table ") && style.name != "Thin";
    let custom = [kind, ("w:customStyle", &"1"), id];
    let attributes: &[_] = match (is_default, is_built_in) {
        (true, _) => &attributes,
        (false, true) => &without_default,
        (false, false) => &custom,
    };
    xml.element("w:style", attributes, |xml| {
        xml.value("w:name", style.name);
        if !is_default {
            xml.value("w:basedOn", "Normal");
        }
        if style.outline.is_some() && is_built_in {
            xml.value("w:next", "BodyText");
        }
        xml.empty("w:qFormat", &[]);
        paragraph_properties(xml, style);
        run_properties(xml, style);
    });
}

fn paragraph_properties(xml: &mut Xml, style: &Style) {
    xml.element("w:pPr", &[], |xml| {
        if style.keeps {
            xml.empty("w:keepNext", &[]);
        }
        if style.breaks_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some(position) = style.leader {
            xml.element("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", &"right"), ("w:leader", &"dot"), ("w:pos", &position)]);
            });
        }
        if let Some((before, after, line)) = style.spacing {
            let (line, rule) = if line == 0 { (240, "auto") } else { (line, "exact") };
            xml.empty(
                "w:spacing",
                &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", &rule)],
            );
        }
        if let Some(((left_characters, left), (first_characters, first))) = style.indent {
            xml.empty(
                "w:ind",
                &[
                    ("w:leftChars", &left_characters),
                    ("w:left", &left),
                    ("w:firstLineChars", &first_characters),
                    ("w:firstLine", &first),
                ],
            );
        }
        if let Some(align) = style.align {
            xml.value("w:jc", align);
        }
        if let Some(level) = style.outline {
            xml.value("w:outlineLvl", level);
        }
    });
}

fn run_properties(xml: &mut Xml, style: &Style) {
    xml.element("w:rPr", &[], |xml| {
        if let Some(font) = style.font {
            // In tables and page numbers digits are of the Chinese font too, as wide as half a character.
            let latin = if font == SONG { SONG } else { "Times New Roman" };
            fonts(xml, latin, font);
        }
        if let Some(size) = style.size {
            xml.value("w:sz", size);
            xml.value("w:szCs", size);
        }
    });
}
