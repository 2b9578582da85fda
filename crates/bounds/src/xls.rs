//! Legacy workbooks: their readers fill the whole rectangle between the first and the last cell of each sheet.

/// How many cells the sheets of a legacy workbook (xls) would take in memory, all together. 0 for a file that is damaged;
/// reading it will say so.
#[must_use]
pub fn xls_cells(bytes: &[u8]) -> u64 {
    workbook(bytes).map_or(0, |stream| area(&stream))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let word = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(word).ok()
}

/// The stream `Workbook` (or `Book`) of a compound file, put together from its sectors.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = u32::from(u16_at(bytes, 30)?);
    let size = 1usize.checked_shl(shift).filter(|size| (128..=4096).contains(size))?;
    let sector = |number: usize| bytes.get((number + 1).checked_mul(size)?..)?.get(..size);
    // Only the first 109 sectors of the allocation table: they hold 7 MB, and more is read as far as that goes.
    let table: Vec<&[u8]> = (0..109).map_while(|n| sector(u32_at(bytes, 76 + 4 * n)?)).collect();
    let next = |number: usize| u32_at(table.get(number / (size / 4))?, number % (size / 4) * 4);
    // No chain is longer than the file, unless it runs in a circle.
    let longest = bytes.len() / size;
    let chain = |first: usize| {
        let numbers = std::iter::successors(Some(first), |&number| next(number)).take(longest);
        numbers.map_while(sector).flatten().copied().collect::<Vec<u8>>()
    };
    let directory = chain(u32_at(bytes, 48)?);
    let named = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        directory.chunks(128).find(move |entry| entry.starts_with(&wanted))
    };
    let entry = named("Workbook").or_else(|| named("Book"))?;
    let first = u32_at(entry, 116)?;
    if u32_at(entry, 120)? >= u32_at(bytes, 56)? {
        return Some(chain(first));
    }
    // A short stream lies in the small sectors (64 bytes) of the root's stream; in one piece, as it is written.
    let small = chain(u32_at(directory.get(..128)?, 116)?);
    Some(small.get(first.checked_mul(64)?..)?.to_vec())
}

/// The sum of the rectangles that the cells of each sheet span.
fn area(stream: &[u8]) -> u64 {
    const BEGIN: [u16; 4] = [0x0809, 0x0409, 0x0209, 0x0009];
    const CELLS: [u16; 9] = [0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205];
    let mut total = 0u64;
    let mut bounds: Option<[u64; 4]> = None;
    let size = |b: [u64; 4]| (b[1] - b[0] + 1) * (b[3] - b[2] + 1);
    let mut at = 0;
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        if BEGIN.contains(&kind) {
            total += bounds.take().map_or(0, size);
        }
        let place = u16_at(stream, at + 4).zip(u16_at(stream, at + 6));
        if let (Some((row, col)), true) = (place, CELLS.contains(&kind) || kind == 0x027E) {
            let (row, col) = (u64::from(row), u64::from(col));
            let b = bounds.get_or_insert([row, row, col, col]);
            *b = [b[0].min(row), b[1].max(row), b[2].min(col), b[3].max(col)];
        }
        at += 4 + usize::from(len);
    }
    total + bounds.map_or(0, size)
}

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn sums_the_rectangles_of_all_sheets() {
        let record = |kind: u16, data: &[u16]| {
            let len = u16::try_from(data.len() * 2).unwrap();
            [kind, len].iter().chain(data).flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>()
        };
        let begin = record(0x0809, &[0x0600]);
        let cells = |row, col| [record(0x0203, &[0, 0, 0]), record(0x027E, &[row, col, 0])].concat();
        let stream = [begin.clone(), begin.clone(), cells(9, 4), begin, cells(65_535, 255)].concat();
        assert_eq!(area(&stream), 50 + 65_536 * 256);
    }
}
