//! The schema fixes the order of properties; Word calls a file damaged that breaks it.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};

use super::docx;
use crate::sample;

/// Children in the order of the schema (ECMA-376), for the elements that are written here.
const ORDERS: [(&str, &[&str]); 14] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    ("w:rPr", &["w:rFonts", "w:b", "w:bCs", "w:kern", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:vAlign"]),
    ("w:sectPr", &["w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType", "w:vAlign"]),
    ("w:style", &["w:name", "w:basedOn", "w:next", "w:qFormat", "w:pPr", "w:rPr"]),
    ("w:styles", &["w:docDefaults", "w:style"]),
    ("w:sdt", &["w:sdtPr", "w:sdtContent"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:evenAndOddHeaders",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
        ],
    ),
    ("w:document", &["w:body"]),
];

fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let mut text = String::new();
        package.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn parts_are_well_formed_and_in_the_order_of_the_schema() {
    for (name, xml) in parts(docx(&sample::report()).unwrap()) {
        let mut reader = Reader::from_str(&xml);
        reader.config_mut().check_end_names = true;
        // For each open element its name and the rank of its last child.
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            let event = reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}"));
            let (element, is_open) = match &event {
                Event::Start(e) => (e.name().as_ref().to_owned(), true),
                Event::Empty(e) => (e.name().as_ref().to_owned(), false),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            if let Some((parent, last)) = open.last_mut()
                && let Some((_, order)) = ORDERS.iter().find(|(known, _)| known == parent)
            {
                let rank = order.iter().position(|child| *child == element);
                let rank = rank.unwrap_or_else(|| panic!("{name}: {parent} has no {element}"));
                assert!(rank >= *last, "{name}: {element} comes too late in {parent}");
                *last = rank;
            }
            if is_open {
                open.push((element, 0));
            }
        }
        assert!(open.is_empty(), "{name} ends early");
    }
}

#[test]
fn every_reference_has_its_target() {
    let parts = parts(docx(&sample::report()).unwrap());
    let part = |name: &str| parts.iter().find(|(n, _)| n == name).unwrap().1.as_str();
    let values = |xml: &str, before: &str| -> Vec<String> {
        xml.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let styles = values(part("word/styles.xml"), "w:styleId=\"");
    let document = part("word/document.xml");
    assert!(values(document, "<w:pStyle w:val=\"").iter().all(|style| styles.contains(style)));
    let bookmarks = values(document, "w:name=\"_Toc");
    assert_eq!(values(document, "w:anchor=\"_Toc"), bookmarks);
    let relations = values(part("word/_rels/document.xml.rels"), " Id=\"");
    assert!(values(document, "r:id=\"").iter().all(|id| relations.contains(id)));
}
