//! Bounds on workbooks: nothing is trusted that a file says of its own size.

use std::io::{self, Read, Seek};

use zip::ZipArchive;

use crate::import::source::Opened;

/// More columns than any table of records has.
pub(super) const COLUMNS: u32 = 1024;

/// How much a package may unfold to. Sheets pass cell by cell; a million payments are 600 MB.
const UNFOLDED: u64 = 2 << 30;

/// How much of that may be parts that are held in memory (texts, styles; all of an ods).
const HELD: u64 = 512 << 20;

/// Parts of a package.
const PARTS: usize = 10_000;

/// How large a workbook of the old format may be.
const LEGACY: u64 = 64 << 20;

/// Cells of a workbook of the old format, which is laid out in memory as a whole.
const CELLS: u64 = 10_000_000;

/// Formats of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xls,
    Ods,
}

/// The format of a workbook that keeps to the bounds.
///
/// # Errors
/// In Chinese, which bound it breaks, or why it cannot be read.
pub(super) fn check(mut file: Opened<'_>) -> Result<Format, String> {
    let mut start = [0; 2];
    file.read_exact(&mut start).map_err(super::damaged)?;
    if start != *b"PK" {
        let size = file.seek(io::SeekFrom::End(0)).map_err(super::damaged)?;
        return if size <= LEGACY { legacy(file) } else { Err(too_large("旧格式工作簿", LEGACY)) };
    }
    let mut archive = ZipArchive::new(file).map_err(super::damaged)?;
    if archive.len() > PARTS {
        return Err(format!("压缩包内文件超过{PARTS}个"));
    }
    let (mut left, mut held) = (UNFOLDED, HELD);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(super::damaged)?;
        let streamed = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let bound = if streamed { left } else { left.min(held) };
        let read = io::copy(&mut part.take(bound + 1), &mut io::sink()).map_err(super::damaged)?;
        left = left.checked_sub(read).ok_or_else(|| too_large("工作簿展开", UNFOLDED))?;
        if !streamed {
            held = held.checked_sub(read).ok_or_else(|| too_large("工作簿展开", HELD))?;
        }
    }
    let ods = archive.index_for_name("content.xml").is_some();
    Ok(if ods { Format::Ods } else { Format::Xlsx })
}

/// Checks what the sheets of a workbook of the old format would take in memory.
fn legacy(mut file: Opened<'_>) -> Result<Format, String> {
    let mut bytes = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(super::damaged)?;
    match juesuan_bounds::xls_cells(&bytes) {
        0..=CELLS => Ok(Format::Xls),
        _ => Err(format!("工作簿的单元格超过{CELLS}个；请删去远处的空格子，或存成 CSV")),
    }
}

fn too_large(what: &str, limit: u64) -> String {
    format!("{what}超过 {} MB，请拆成几个文件或存成 CSV", limit >> 20)
}
