//! PDF with a text layer → blocks.
//!
//! Files that are cut off or unfold without end (`bomb`, `unfold`) are refused first; what text does not need is left folded
//! (`strip`); both look at `streams`.
//! Pages go through these steps, one file each: `extract` (characters and rules, with `encoding` and `radical`, turned upright by `turn`), `rules` and
//! `grid` (ruled tables), `table` (characters into cells), `line` with `spacing` (the rest into lines), `columns` (tables
//! without rules), `running` (page numbers and running headers away), `toc`, `paragraph` with `numbering`, `stitch` (tables
//! over the ends of pages); `flow` puts the blocks in order.

mod bomb;
mod columns;
mod encoding;
mod extract;
mod flow;
mod grid;
mod line;
mod numbering;
mod page;
mod paragraph;
mod radical;
mod rules;
mod running;
mod spacing;
mod stitch;
mod streams;
mod strip;
mod table;
#[cfg(test)]
mod tests;
mod toc;
mod turn;
mod unfold;

use crate::{Block, ReadError};
use extract::Extractor;
use flow::Flow;
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use running::PageLines;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use strip::Stripped;
use table::Piece;

/// Pages of one file.
const MAX_PAGES: usize = 5_000;
/// Characters of one file; 300 dense pages have 1,000,000.
const MAX_GLYPHS: usize = 10_000_000;
/// The end of a whole file names its cross-reference table within so many bytes.
const TAIL: usize = 4_096;

/// Reads a PDF: its blocks in reading order and its number of pages.
///
/// # Errors
/// [`ReadError::Encrypted`], [`ReadError::Scanned`] (no text layer), [`ReadError::NoText`], [`ReadError::Damaged`] and
/// [`ReadError::LimitExceeded`].
pub(crate) fn read(bytes: Vec<u8>) -> Result<(Vec<Block>, u32), ReadError> {
    // The parser is a dependency that meets hostile files here: a panic inside it is its bug, and must cost the user
    // this file only, not the run over a whole folder.
    catch_unwind(AssertUnwindSafe(|| read_file(bytes)))
        .unwrap_or_else(|_| Err(ReadError::Damaged("PDF 内部结构有误，无法解析".to_owned())))
}

fn read_file(mut bytes: Vec<u8>) -> Result<(Vec<Block>, u32), ReadError> {
    check_whole(&bytes)?;
    let stripped = Stripped::new(&mut bytes);
    bomb::check(&bytes)?;
    let bytes = Arc::new(bytes);
    let mut pages = Pages::read(Arc::clone(&bytes))?;
    if pages.seen.widthless > 0 && !stripped.is_empty() {
        // A font that states no widths has them in its program only.
        let mut bytes = Arc::unwrap_or_clone(bytes);
        stripped.restore(&mut bytes);
        bomb::check(&bytes)?;
        pages = Pages::read(Arc::new(bytes))?;
    }
    let count = pages.texts.len();
    pages.seen.judge(count)?;
    Ok((blocks(pages.texts), u32::try_from(count).unwrap_or(u32::MAX)))
}

/// What was read from the pages, one after another.
#[derive(Default)]
struct Pages {
    /// Width, lines and tables of each page.
    texts: Vec<(f32, PageLines, Vec<Piece>)>,
    seen: Seen,
}

impl Pages {
    fn read(bytes: Arc<Vec<u8>>) -> Result<Self, ReadError> {
        let pdf = Pdf::new(bytes).map_err(load_error)?;
        let pages = pdf.pages();
        if pages.is_empty() {
            return Err(ReadError::Damaged("PDF 中没有页面".to_owned()));
        }
        if pages.len() > MAX_PAGES {
            return Err(ReadError::LimitExceeded(format!("{} 页，上限 {MAX_PAGES} 页", pages.len())));
        }
        if let Some(count) = declared_pages(&pdf).filter(|&count| count > pages.len()) {
            return Err(ReadError::Damaged(format!("应有 {count} 页，只读到 {} 页", pages.len())));
        }
        let extractor = Extractor::new(&pdf);
        let mut read = Self::default();
        for (number, page) in (1u32..).zip(pages.iter()) {
            let content = extractor.page(page)?;
            read.seen.add(&content)?;
            let (lines, pieces) = page_parts(number, content.height, &content);
            read.texts.push((content.width, lines, pieces));
        }
        Ok(read)
    }
}

/// The number of pages that the file itself states: a page whose object is damaged is left out of the list of pages.
fn declared_pages(pdf: &Pdf) -> Option<usize> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    catalog.get::<Dict<'_>>(b"Pages")?.get::<u32>(b"Count").and_then(|count| usize::try_from(count).ok())
}

/// A file cut off while downloading may still open, with pages missing: that must not pass for the whole document.
fn check_whole(bytes: &[u8]) -> Result<(), ReadError> {
    let end = bytes.iter().rposition(|b| !matches!(b, 0 | b' ' | b'\r' | b'\n' | b'\t')).map_or(0, |last| last + 1);
    let tail = &bytes[end.saturating_sub(TAIL)..end];
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|window| window == mark);
    if has(b"%%EOF") || has(b"startxref") {
        Ok(())
    } else {
        Err(ReadError::Damaged("PDF 没有结尾标记，文件可能没有下载完整".to_owned()))
    }
}

fn load_error(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted
        }
        LoadPdfError::Decryption(_) => ReadError::Damaged("PDF 加密信息有误".to_owned()),
        LoadPdfError::Invalid => ReadError::Damaged("不是有效的 PDF".to_owned()),
    }
}

/// What all pages hold together.
#[derive(Default)]
struct Seen {
    glyphs: usize,
    visible: usize,
    unmapped: usize,
    widthless: usize,
    pictures: usize,
}

impl Seen {
    fn add(&mut self, content: &page::PageContent) -> Result<(), ReadError> {
        self.glyphs += content.glyphs.len();
        self.visible += content.glyphs.iter().filter(|g| g.ch != ' ').count();
        self.unmapped += content.unmapped;
        self.widthless += content.widthless;
        self.pictures += usize::from(content.picture);
        if self.glyphs > MAX_GLYPHS {
            return Err(ReadError::LimitExceeded("文字过多".to_owned()));
        }
        Ok(())
    }

    /// Pages that are pictures may still carry a page number or a stamp as text.
    fn judge(&self, pages: usize) -> Result<(), ReadError> {
        if self.pictures * 2 > pages && self.visible < 20 * pages {
            Err(ReadError::Scanned)
        } else if self.unmapped > self.visible / 5 {
            Err(ReadError::Damaged("字体没有文字对照表，读不出文字".to_owned()))
        } else if self.visible == 0 {
            Err(ReadError::NoText)
        } else {
            Ok(())
        }
    }
}

/// The lines outside tables and the tables of a page.
fn page_parts(number: u32, height: f32, content: &page::PageContent) -> (PageLines, Vec<Piece>) {
    let grids = grid::grids(content.horizontal.clone(), content.vertical.clone());
    let (mut pieces, outside) = table::tables(number, grids, &content.glyphs);
    let (lines, unruled) = columns::tables(number, line::lines(&outside));
    pieces.extend(unruled);
    (PageLines { height, lines }, pieces)
}

fn blocks(pages: Vec<(f32, PageLines, Vec<Piece>)>) -> Vec<Block> {
    let mut widths = Vec::with_capacity(pages.len());
    let mut texts = Vec::with_capacity(pages.len());
    let mut pieces = Vec::with_capacity(pages.len());
    for (width, lines, page_pieces) in pages {
        widths.push(width);
        texts.push(lines);
        pieces.push(page_pieces);
    }
    running::remove(&mut texts);
    let columns: Vec<_> = (0..texts.len()).map(|i| column(&widths, &texts, i)).collect();
    let mut flow = Flow::default();
    for (number, ((text, pieces), column)) in (1u32..).zip(texts.into_iter().zip(pieces).zip(columns)) {
        flow.page(number, text.lines, pieces, column);
    }
    flow.close()
}

/// The column of a page; pages of one width share their margins where a page alone has too little text.
fn column(widths: &[f32], texts: &[PageLines], page: usize) -> paragraph::Column {
    let width = widths[page];
    let alike = widths.iter().zip(texts).filter(|(w, _)| (*w - width).abs() < 2.0);
    let alike: Vec<_> = alike.flat_map(|(_, text)| &text.lines).collect();
    paragraph::column(&texts[page].lines, &alike, width)
}
