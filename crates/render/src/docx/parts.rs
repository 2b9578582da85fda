use juesuan_report::Report;

use super::{R, W, xml::Xml};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// `[Content_Types].xml`
pub(super) fn content_types() -> Xml {
    let mut xml = Xml::part();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", &"rels"), ("ContentType", &relationships)]);
        xml.empty("Default", &[("Extension", &"xml"), ("ContentType", &"application/xml")]);
        let parts = [
            ("/word/document.xml", format!("{WORD}.document.main+xml")),
            ("/word/styles.xml", format!("{WORD}.styles+xml")),
            ("/word/settings.xml", format!("{WORD}.settings+xml")),
            ("/word/footer1.xml", format!("{WORD}.footer+xml")),
            ("/word/footer2.xml", format!("{WORD}.footer+xml")),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ];
        for (name, kind) in parts {
            xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
    });
    xml
}

/// `_rels/.rels`
pub(super) fn relationships() -> Xml {
    related(&[
        (format!("{R}/officeDocument"), "word/document.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
    ])
}

/// `word/_rels/document.xml.rels`
pub(super) fn document_relationships() -> Xml {
    related(&[
        (format!("{R}/styles"), "styles.xml"),
        (format!("{R}/settings"), "settings.xml"),
        (format!("{R}/footer"), "footer1.xml"),
        (format!("{R}/footer"), "footer2.xml"),
    ])
}

fn related(targets: &[(String, &str)]) -> Xml {
    let mut xml = Xml::part();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for (number, (kind, target)) in (1..).zip(targets) {
            let id = format!("rId{number}");
            xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", target)]);
        }
    });
    xml
}

/// `docProps/core.xml`, without times.
pub(super) fn properties(report: &Report) -> Xml {
    let mut xml = Xml::part();
    let namespaces: [(&str, &dyn std::fmt::Display); 2] = [
        ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&report.title));
        xml.element("dc:creator", &[], |xml| xml.text(&report.unit));
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"));
    });
    xml
}

/// `word/settings.xml`
pub(super) fn settings() -> Xml {
    let mut xml = Xml::part();
    xml.element("w:settings", &[("xmlns:w", &W)], |xml| {
        xml.empty("w:zoom", &[("w:percent", &100)]);
        xml.empty("w:evenAndOddHeaders", &[]);
        xml.value("w:defaultTabStop", 640);
        xml.value("w:characterSpacingControl", "compressPunctuation");
        xml.element("w:compat", &[], |xml| {
            // Word 2013 and later; without it Word opens the file in compatibility mode.
            let mode: [(&str, &dyn std::fmt::Display); 3] = [
                ("w:name", &"compatibilityMode"),
                ("w:uri", &"http://schemas.microsoft.com/office/word"),
                ("w:val", &15),
            ];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", &"en-US"), ("w:eastAsia", &"zh-CN")]);
    });
    xml
}

/// On which pages a footer stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Odd pages: the number is on the right.
    Odd,
    /// Even pages: on the left.
    Even,
}

/// A footer: `— 1 —`, one character in from the outer edge.
pub(super) fn footer(side: Side) -> Xml {
    let mut xml = Xml::part();
    xml.element("w:ftr", &[("xmlns:w", &W)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Footer");
                let (indent, characters, edge) = match side {
                    Side::Odd => ("w:right", "w:rightChars", "right"),
                    Side::Even => ("w:left", "w:leftChars", "left"),
                };
                xml.empty("w:ind", &[(characters, &100), (indent, &280)]);
                xml.value("w:jc", edge);
            });
            run(xml, |xml| xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text("— ")));
            run(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", &"begin")]));
            run(xml, |xml| xml.element("w:instrText", &[("xml:space", &"preserve")], |xml| xml.text(" PAGE ")));
            run(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", &"separate")]));
            run(xml, |xml| xml.element("w:t", &[], |xml| xml.text("1")));
            run(xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", &"end")]));
            run(xml, |xml| xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(" —")));
        });
    });
    xml
}

fn run(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], inside);
}
