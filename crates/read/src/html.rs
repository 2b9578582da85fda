//! Web pages: headings, paragraphs, lists and tables. Tables that only lay out the page are dissolved.

use std::sync::LazyLock;

use ego_tree::iter::Edge;
use encoding_rs::{Encoding, GB18030, GBK};
use regex::bytes::Regex;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::limits::{self, CellCounter, exceeded};
use crate::{Block, Cell, Paragraph, ReadError, Table, flow, text};

/// Largest page that is parsed; its tree takes about ten times as much memory.
const BYTES: usize = 16 << 20;
/// Elements open at once; unclosed tags of careless pages count too.
const OPEN: usize = 4 * limits::DEPTH;
/// Widest span that HTML allows.
const COL_SPAN: u32 = 1000;

/// Reads the blocks of a page.
///
/// # Errors
/// `UnknownFormat` if it is not text, `LimitExceeded` for size, depth or number of cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    if bytes.len() > BYTES {
        return Err(exceeded("网页大小", format_args!("{} MB", BYTES >> 20)));
    }
    let source = text::decode_as(bytes, declared_encoding(bytes))?;
    check_depth(&source)?;
    let page = Html::parse_document(&source);
    let mut walk = Walk::default();
    let mut hidden = 0usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(e) if hidden > 0 || is_hidden(e) => hidden += 1,
                Node::Element(e) => walk.open(e)?,
                Node::Text(text) if hidden == 0 => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if hidden > 0 => hidden -= 1,
                Node::Element(e) => walk.close(e)?,
                _ => {}
            },
        }
    }
    walk.end_paragraph();
    Ok(walk.blocks)
}

/// The encoding that the page declares; GB2312 and GBK are read as GB18030, which holds both.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)"#).ok());
    let found = CHARSET.as_ref()?.captures(&bytes[..bytes.len().min(4096)])?;
    let encoding = Encoding::for_label(&found[1])?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// Counts open tags before the parser does, whose work grows with depth times length.
fn check_depth(source: &str) -> Result<(), ReadError> {
    const LEFT_OPEN: [&str; 24] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead",
    ];
    let mut open = 0usize;
    for tag in source.split('<').skip(1) {
        let closing = tag.starts_with('/');
        let name_end = tag[usize::from(closing)..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        let name = tag[usize::from(closing)..][..name_end].to_ascii_lowercase();
        if name.is_empty() || LEFT_OPEN.contains(&name.as_str()) {
            continue;
        }
        open = if closing { open.saturating_sub(1) } else { open + 1 };
        if open > OPEN {
            return Err(exceeded("网页嵌套层数", OPEN));
        }
    }
    Ok(())
}

fn is_hidden(element: &Element) -> bool {
    let by_kind = ["head", "script", "style", "noscript", "template", "select", "textarea", "svg", "iframe"];
    let style = || element.attr("style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
    by_kind.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("style").is_some() && ["display:none", "visibility:hidden"].iter().any(|s| style().contains(s))
}

/// A cell being read, and later as it was read.
struct HtmlCell {
    row_span: u32,
    col_span: u32,
    blocks: Vec<Block>,
}

/// A table being read.
#[derive(Default)]
struct HtmlTable {
    rows: Vec<Vec<HtmlCell>>,
    open_cell: Option<HtmlCell>,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    tables: Vec<HtmlTable>,
    lines: Vec<String>,
    heading: Option<u8>,
    pre: usize,
    cells: CellCounter,
}

impl Walk {
    fn open(&mut self, element: &Element) -> Result<(), ReadError> {
        let name = element.name();
        match name {
            "br" => self.lines.push(String::new()),
            "table" => {
                self.end_paragraph();
                self.tables.push(HtmlTable::default());
            }
            "tr" => {
                self.end_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" => self.open_cell(element)?,
            "pre" => {
                self.end_paragraph();
                self.pre += 1;
            }
            _ if is_block(name) => {
                self.end_paragraph();
                self.heading = heading_level(name);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "table" => self.end_table()?,
            "td" | "th" | "tr" => self.end_cell(),
            "pre" => {
                self.end_paragraph();
                self.pre = self.pre.saturating_sub(1);
            }
            name if is_block(name) => self.end_paragraph(),
            _ => {}
        }
        Ok(())
    }

    /// Adds text, with runs of blanks made one as a browser does.
    fn text(&mut self, text: &str) {
        if self.lines.is_empty() {
            self.lines.push(String::new());
        }
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 && self.pre > 0 {
                self.lines.push(String::new());
            }
            let Some(line) = self.lines.last_mut() else { return };
            if number > 0 && !line.ends_with(' ') {
                line.push(' ');
            }
            for c in part.chars() {
                let blank = matches!(c, ' ' | '\t' | '\r' | '\u{A0}');
                match c {
                    _ if blank && line.ends_with(' ') => {}
                    _ if blank => line.push(' '),
                    '\u{200B}' | '\u{FEFF}' | '\u{AD}' => {}
                    _ => line.push(c),
                }
            }
        }
    }

    /// Finishes the paragraph: lines broken for looks are joined, others become paragraphs of their own.
    fn end_paragraph(&mut self) {
        let heading_level = self.heading.take();
        let mut texts: Vec<String> = Vec::new();
        for line in std::mem::take(&mut self.lines) {
            match texts.last_mut() {
                Some(last) if !flow::ends_paragraph(last, &line) => *last = flow::join([last.as_str(), &line]),
                _ => texts.push(line.trim().to_owned()),
            }
        }
        for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
            self.push(Block::Paragraph(Paragraph { heading_level, ..Paragraph::new(text) }));
        }
    }

    /// Puts a block into the innermost open cell, or on the page.
    fn push(&mut self, block: Block) {
        match self.tables.iter_mut().rev().find_map(|table| table.open_cell.as_mut()) {
            Some(cell) => cell.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    fn open_cell(&mut self, element: &Element) -> Result<(), ReadError> {
        self.end_cell();
        self.cells.count()?;
        let span = |name, most: u32| {
            let stated = element.attr(name).and_then(|text| text.trim().parse::<u32>().ok());
            stated.unwrap_or(1).clamp(1, most)
        };
        if let Some(table) = self.tables.last_mut() {
            let (row_span, col_span) = (span("rowspan", limits::ROWS), span("colspan", COL_SPAN));
            table.open_cell = Some(HtmlCell { row_span, col_span, blocks: Vec::new() });
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.open_cell.take() else { return };
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.rows.push(vec![cell]),
        }
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return Ok(()) };
        for block in table.finish()? {
            self.push(block);
        }
        Ok(())
    }
}

impl HtmlTable {
    /// One table, or what stands in its cells where it only lays out the page: a single cell, or tables within.
    fn finish(self) -> Result<Vec<Block>, ReadError> {
        let cells = || self.rows.iter().flatten();
        let has_table = cells().any(|cell| cell.blocks.iter().any(|block| matches!(block, Block::Table(_))));
        if cells().all(|cell| cell.blocks.is_empty()) {
            return Ok(Vec::new());
        }
        if has_table || cells().count() == 1 {
            return Ok(self.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect());
        }
        Ok(vec![Block::Table(self.place()?)])
    }

    /// Places the cells on the grid.
    fn place(self) -> Result<Table, ReadError> {
        let rows = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let mut table = Table { rows, ..Table::default() };
        // For each column, the first row that is free again.
        let mut free_from: Vec<u32> = Vec::new();
        for (row, cells) in (0u32..).zip(self.rows) {
            let mut col = 0usize;
            for cell in cells {
                while free_from.get(col).is_some_and(|&free| free > row) {
                    col += 1;
                }
                let end = col + cell.col_span as usize;
                if end > limits::COLUMNS as usize {
                    return Err(exceeded("表格列数", limits::COLUMNS));
                }
                let row_span = cell.row_span.min(rows - row);
                free_from.resize(free_from.len().max(end), 0);
                free_from[col..end].fill(row + row_span);
                let texts = cell.blocks.iter().filter_map(|block| match block {
                    Block::Paragraph(p) => Some(p.text.as_str()),
                    Block::Table(_) => None,
                });
                let (at, text) = (u32::try_from(col).unwrap_or(u32::MAX), flow::join(texts));
                table.cells.push(Cell { row, col: at, row_span, col_span: cell.col_span, text, ..Cell::default() });
                col = end;
            }
        }
        table.cols = u32::try_from(free_from.len()).unwrap_or(u32::MAX);
        Ok(table)
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 34] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "ul",
    ];
    BLOCKS.contains(&name)
}

fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))
}

#[cfg(test)]
mod tests {
    use crate::{Block, Format, ReadError, read_bytes};

    fn show(html: &str) -> Vec<String> {
        let show = |block: &Block| match block {
            Block::Paragraph(p) => format!("{}{}", p.heading_level.map_or(String::new(), |l| format!("#{l} ")), p.text),
            Block::Table(t) => {
                let cells = t.cells.iter();
                let cells = cells.map(|c| format!(" {},{}+{}x{} {}", c.row, c.col, c.row_span, c.col_span, c.text));
                format!("{}x{}{}", t.rows, t.cols, cells.collect::<String>())
            }
        };
        let document = read_bytes("a.html", html.as_bytes().to_vec()).unwrap();
        assert_eq!(document.format, Format::Html);
        document.blocks.iter().map(show).collect()
    }

    #[test]
    fn reads_what_a_visitor_sees() {
        let html = "<!DOCTYPE html><html><head><title>题</title><style>p{}</style></head><body><script>var a;</script>\
            <h2>一、收入</h2><p>收入 <b>3,801.19</b>\n万元&nbsp;。<span style='display: none'>隐</span></p>\
            <ul><li>甲<li>乙</ul><div hidden>藏</div>尾<br>一、支出<br>正文</body></html>";
        assert_eq!(show(html), ["#2 一、收入", "收入 3,801.19 万元 。", "甲", "乙", "尾", "一、支出", "正文"]);
    }

    #[test]
    fn places_spans_and_dissolves_layout() {
        let inner = "<table><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><td>预算<td>决算</tr>\
            <tr><td rowspan=99>合<br>计<td>1<td>2</table>";
        let expected = "3x3 0,0+2x1 项目 0,1+1x2 金额 1,1+1x1 预算 1,2+1x1 决算 2,0+1x1 合计 2,1+1x1 1 2,2+1x1 2";
        assert_eq!(show(inner), [expected]);
        let layout = format!("<table><tr><td>导航</td><td>前{inner}后</td></tr></table>");
        assert_eq!(show(&layout), ["导航", "前", expected, "后"]);
    }

    #[test]
    fn honours_the_declared_encoding() {
        let html = "<html><head><meta charset=gb2312></head><body><p>决算喆镕</p></body></html>";
        let bytes = encoding_rs::GB18030.encode(html).0.into_owned();
        let Block::Paragraph(p) = &read_bytes("a", bytes).unwrap().blocks[0] else { panic!("no paragraph") };
        assert_eq!(p.text, "决算喆镕");
    }

    #[test]
    fn deep_nesting_is_refused_or_survived() {
        let deep = |n: usize| format!("<html><body>{}文", "<div>".repeat(n)).into_bytes();
        assert!(read_bytes("a", deep(1000)).is_ok());
        assert!(matches!(read_bytes("a", deep(1_000_000)), Err(ReadError::LimitExceeded(_))));
        let wide = format!("<table>{}</table>", "<tr><td colspan=1000>x".repeat(3)).into_bytes();
        assert!(read_bytes("a", wide).is_ok());
        let too_wide = format!("<table><tr>{}</table>", "<td colspan=1000>x".repeat(30)).into_bytes();
        assert!(matches!(read_bytes("a", too_wide), Err(ReadError::LimitExceeded(_))));
    }
}
