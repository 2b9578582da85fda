use juesuan_report::Table;

use super::xml::Xml;

/// Kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Cover and table of contents: no page numbers.
    Front,
    /// Running text.
    Text,
    /// The title of a part alone on its page.
    Divider,
    /// Tables on landscape pages.
    Tables,
    /// Tables on upright pages.
    Upright,
}

/// A page, in twips (1/20 of a point).
pub(super) struct Page {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Margins: top, right, bottom, left.
    pub margins: [u32; 4],
}

/// Twips in millimetres.
const fn mm(millimetres: u32) -> u32 {
    (millimetres * 1440 * 10 + 127) / 254
}

impl Kind {
    /// The pages on which a table stands.
    pub(super) const fn of(table: &Table) -> Self {
        match table.page {
            juesuan_report::Page::Landscape => Self::Tables,
            juesuan_report::Page::Upright => Self::Upright,
            juesuan_report::Page::Text => Self::Text,
        }
    }

    /// Size and margins of its pages.
    pub(super) const fn page(self) -> Page {
        match self {
            Self::Tables => Page { width: mm(297), height: mm(210), margins: [mm(20), mm(18), mm(18), mm(18)] },
            Self::Upright => Page { width: mm(210), height: mm(297), margins: [mm(22), mm(18), mm(22), mm(18)] },
            _ => Page { width: mm(210), height: mm(297), margins: [mm(37), mm(26), mm(35), mm(28)] },
        }
    }

    /// Writes the properties of a section; `restarts` begins page numbers at 1.
    pub(super) fn write(self, xml: &mut Xml, restarts: bool) {
        let page = self.page();
        let [top, right, bottom, left] = page.margins;
        xml.element("w:sectPr", &[], |xml| {
            if self != Self::Front {
                xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &"rId3")]);
                xml.empty("w:footerReference", &[("w:type", &"even"), ("r:id", &"rId4")]);
            }
            xml.value("w:type", "nextPage");
            let landscape: (&str, &dyn std::fmt::Display) = ("w:orient", &"landscape");
            let size: [(&str, &dyn std::fmt::Display); 3] = [("w:w", &page.width), ("w:h", &page.height), landscape];
            xml.empty("w:pgSz", if self == Self::Tables { &size } else { &size[..2] });
            let footer = if matches!(self, Self::Tables | Self::Upright) { mm(10) } else { mm(28) };
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &top),
                    ("w:right", &right),
                    ("w:bottom", &bottom),
                    ("w:left", &left),
                    ("w:header", &mm(15)),
                    ("w:footer", &footer),
                    ("w:gutter", &0),
                ],
            );
            if restarts {
                xml.empty("w:pgNumType", &[("w:start", &1)]);
            }
        });
    }
}

impl Page {
    /// Width of the text.
    pub(super) const fn text_width(&self) -> u32 {
        self.width - self.margins[1] - self.margins[3]
    }

    /// Height of the text.
    pub(super) const fn text_height(&self) -> u32 {
        self.height - self.margins[0] - self.margins[2]
    }
}
