use juesuan_report::{Align, Cell, Page, Row, Table};

use super::{
    body::{Paragraph, paragraph, run},
    fit::{Fit, fit},
    section::Kind,
    xml::Xml,
};
use crate::{
    cover,
    header::{self, Piece},
};

/// Writes a table with the lines above and below it; the title is already there.
pub(super) fn write(xml: &mut Xml, table: &Table) {
    let page = Kind::of(table).page();
    let fit = fit(table, &page);
    if table.page != Page::Text || !table.number.is_empty() {
        paragraph(xml, &Paragraph::of("TableNumber"), |xml| run(xml, &table.number));
    }
    let line = Paragraph { right_tab: Some(page.text_width()), ..Paragraph::of("TableUnit") };
    paragraph(xml, &line, |xml| {
        run(xml, &table.unit_line);
        xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
        run(xml, &table.money_line);
    });
    let pen = Pen { table, fit: &fit };
    // Word refuses a table without columns or rows.
    if !table.columns.is_empty() && table.header.len() + table.rows.len() > 0 {
        pen.table(xml);
    }
    for note in &table.notes {
        paragraph(xml, &Paragraph::of("TableNote"), |xml| run(xml, note));
    }
    if table.notes.is_empty() {
        // Two tables that adjoin would become one.
        paragraph(xml, &Paragraph::of("Thin"), |_| {});
    }
}

struct Pen<'a> {
    table: &'a Table,
    fit: &'a Fit,
}

/// A cell to be written.
struct Drawn<'a> {
    text: &'a str,
    column: usize,
    columns: usize,
    /// `restart` or `continue` of a merge over rows.
    merge: Option<&'static str>,
    align: Align,
    indent: u8,
    bold: bool,
}

impl Pen<'_> {
    fn table(&self, xml: &mut Xml) {
        let width: u32 = self.fit.columns.iter().sum();
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
                xml.value("w:jc", "center");
                xml.element("w:tblBorders", &[], |xml| {
                    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                        let line: [(&str, &dyn std::fmt::Display); 4] =
                            [("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")];
                        xml.empty(side, &line);
                    }
                });
                xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
                xml.element("w:tblCellMar", &[], |xml| {
                    // Paragraphs in cells need air above and below; the rows of figures have their own.
                    let air = if self.table.page == Page::Upright { 20 } else { 0 };
                    for (side, width) in [("w:top", air), ("w:left", 40), ("w:bottom", air), ("w:right", 40)] {
                        if width > 0 {
                            xml.empty(side, &[("w:w", &width), ("w:type", &"dxa")]);
                        }
                    }
                });
            });
            xml.element("w:tblGrid", &[], |xml| {
                for width in &self.fit.columns {
                    xml.empty("w:gridCol", &[("w:w", width)]);
                }
            });
            for pieces in header::pieces(self.table) {
                let cells: Vec<_> = pieces.iter().map(head).collect();
                self.row(xml, &cells, true);
            }
            for (at, (row, covered)) in self.table.rows.iter().zip(cover::covered(self.table)).enumerate() {
                self.row(xml, &self.body(at, row, &covered), false);
            }
        });
    }

    /// The cells of a row of the body, as many as fill it. A cell over several rows is there in each of them.
    fn body<'a>(&self, at: usize, row: &'a Row, covered: &[Option<(usize, usize)>]) -> Vec<Drawn<'a>> {
        static EMPTY: Cell = Cell { text: String::new(), figure: None, indent: 0, covers: 0, below: 0, align: None };
        let mut cells = Vec::new();
        let mut column = 0;
        while column < self.table.columns.len() {
            let above = covered.get(column).copied().flatten().filter(|place| place.0 < at);
            let own = row.cells.get(column).unwrap_or(&EMPTY);
            let cell = above.and_then(|(row, column)| self.table.rows[row].cells.get(column)).unwrap_or(own);
            let columns = (1 + usize::from(cell.covers)).min(self.table.columns.len() - column);
            cells.push(Drawn {
                text: if above.is_some() { "" } else { &own.text },
                column,
                columns,
                merge: match (above.is_some(), cell.below > 0) {
                    (true, _) => Some("continue"),
                    (false, true) => Some("restart"),
                    (false, false) => None,
                },
                align: self.table.align(column, cell),
                indent: own.indent,
                bold: row.total,
            });
            column += columns;
        }
        cells
    }

    fn row(&self, xml: &mut Xml, cells: &[Drawn<'_>], is_header: bool) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:trHeight", &[("w:val", &self.fit.row), ("w:hRule", &"atLeast")]);
                if is_header {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            for cell in cells {
                self.cell(xml, cell);
            }
        });
    }

    fn cell(&self, xml: &mut Xml, cell: &Drawn<'_>) {
        let width: u32 = self.fit.columns.iter().skip(cell.column).take(cell.columns).sum();
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
                if cell.columns > 1 {
                    xml.value("w:gridSpan", cell.columns);
                }
                if let Some(merge) = cell.merge {
                    xml.value("w:vMerge", merge);
                }
                xml.value("w:vAlign", "center");
            });
            self.text(xml, cell);
        });
    }

    fn text(&self, xml: &mut Xml, cell: &Drawn<'_>) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "TableText");
                xml.empty("w:spacing", &[("w:line", &self.fit.line), ("w:lineRule", &"exact")]);
                if cell.indent > 0 {
                    let twips = u32::from(cell.indent) * self.fit.size * 10;
                    xml.empty("w:ind", &[("w:left", &twips)]);
                }
                let align = match cell.align {
                    Align::Left => "left",
                    Align::Centre => "center",
                    Align::Right => "right",
                };
                xml.value("w:jc", align);
            });
            if cell.text.is_empty() {
                return;
            }
            xml.element("w:r", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    if cell.bold {
                        xml.empty("w:b", &[]);
                        xml.empty("w:bCs", &[]);
                    }
                    xml.value("w:sz", self.fit.size);
                    xml.value("w:szCs", self.fit.size);
                });
                xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(cell.text));
            });
        });
    }
}

fn head<'a>(piece: &Piece<'a>) -> Drawn<'a> {
    let merge = match (piece.continued, piece.rows > 1) {
        (true, _) => Some("continue"),
        (false, true) => Some("restart"),
        (false, false) => None,
    };
    let text = if piece.continued { "" } else { piece.text };
    Drawn { text, column: piece.column, columns: piece.columns, merge, align: Align::Centre, indent: 0, bold: false }
}
