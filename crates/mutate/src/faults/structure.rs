use juesuan_read::{Block, Place};

use super::{Evidence, Fault, Kind};
use crate::{
    catalogue::catalogue,
    rng::Rng,
    sample::{Claim, Sample},
};

/// Drops, doubles or misnames a part of the document.
pub fn inject(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    match kind {
        Kind::Row => row(sample, rng),
        Kind::ItemDropped | Kind::ItemDoubled => item(kind, sample, rng),
        Kind::Name => name(sample, rng),
        Kind::Year => year(sample, rng),
        Kind::Section | Kind::Table => part(kind, sample, rng),
        _ => None,
    }
}

/// Drops a row of a table by function: its total no longer adds up.
fn row(sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    if sample.rows.is_empty() {
        return None;
    }
    let row = *rng.pick(&sample.rows);
    let Block::Table(table) = &mut sample.document.blocks[row.block] else { return None };
    let texts = |r: u32| table.cells.iter().filter(move |c| c.row == r).map(|c| c.text.as_str());
    let before = texts(row.row).collect::<Vec<_>>().join(" | ");
    let visible = texts(row.row).any(|text| text.bytes().any(|b| (b'1'..=b'9').contains(&b)) && text.contains('.'));
    if !visible {
        return None;
    }
    let kept: Vec<Option<usize>> = table
        .cells
        .iter()
        .scan(0, |next, cell| {
            let index = (cell.row != row.row).then_some(*next);
            *next += usize::from(cell.row != row.row);
            Some(index)
        })
        .collect();
    table.cells.retain(|cell| cell.row != row.row);
    table.cells.iter_mut().filter(|cell| cell.row > row.row).for_each(|cell| cell.row -= 1);
    table.rows -= 1;
    sample.drop_cells(row.block, &kept);
    sample.rows.retain(|other| (other.block, other.row) != (row.block, row.row));
    sample
        .rows
        .iter_mut()
        .filter(|other| other.block == row.block && other.row > row.row)
        .for_each(|other| other.row -= 1);
    Some(Fault {
        kind: Kind::Row,
        evidence: Evidence::Blocks(vec![row.block], Vec::new()),
        before,
        after: String::new(),
    })
}

/// Drops or doubles an item sentence.
fn item(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    if sample.items.len() < 2 {
        return None;
    }
    let item = rng.pick(&sample.items).clone();
    let section = sample.sections.iter().find(|s| s.blocks.contains(&item.blocks.start))?.blocks.clone();
    let text = |sample: &Sample| match &sample.document.blocks[item.blocks.start] {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(_) => String::new(),
    };
    let before = text(sample);
    if kind == Kind::ItemDoubled {
        sample.double_blocks(item.blocks.clone());
        let blocks = section.start..section.end + (item.blocks.end - item.blocks.start);
        return Some(Fault {
            kind,
            evidence: Evidence::Blocks(blocks.collect(), Vec::new()),
            before,
            after: "（重复）".into(),
        });
    }
    sample.remove_blocks(item.blocks.clone());
    let blocks = section.start..section.end - (item.blocks.end - item.blocks.start);
    let code = item.name.parse().unwrap_or(0);
    let marks = places_of_code(sample, code).into_iter().map(|place| sample.mark(place)).collect();
    Some(Fault { kind, evidence: Evidence::Blocks(blocks.collect(), marks), before, after: String::new() })
}

/// Table cells of a functional code: its amounts, and its rows.
fn places_of_code(sample: &Sample, code: u32) -> Vec<Place> {
    use crate::ledger::Key;
    let about = |claim: &Claim| matches!(claim, Claim::Is(Key::Of(_, c, _) | Key::Spend(c, _)) if *c == code);
    let amounts = sample.figures.iter().filter(|figure| about(&figure.claim)).map(|figure| figure.place);
    let rows = sample.rows.iter().filter(|row| row.code == code).flat_map(|row| {
        let cells = match &sample.document.blocks[row.block] {
            Block::Table(table) => table.cells.as_slice(),
            Block::Paragraph(_) => &[],
        };
        let of_row = cells.iter().enumerate().filter(|(_, cell)| cell.row == row.row);
        of_row.map(|(index, cell)| Place { block: row.block, cell: Some(index), start: 0, end: cell.text.len() })
    });
    amounts.chain(rows).collect()
}

/// Gives a class, group or item the name of another one of its level.
fn name(sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    if sample.names.is_empty() {
        return None;
    }
    let name = *rng.pick(&sample.names);
    let code = sample.names[rng.below(sample.names.len())].code;
    let before = sample.document.words_at(name.place).to_owned();
    let after = catalogue().name(code);
    let same_level = code.to_string().len() == name.code.to_string().len();
    if !same_level || catalogue().name(name.code) == after || sample.is_marked(name.place) {
        return None;
    }
    let after = if before.ends_with("支出") { after } else { after.trim_end_matches("支出") }.to_owned();
    let place = sample.replace(name.place, &after);
    let mark = sample.mark(place);
    let item = sample.items.iter().find(|item| item.blocks.contains(&place.block)).map(|item| item.blocks.clone());
    let blocks = item.map_or_else(Vec::new, Iterator::collect);
    Some(Fault { kind: Kind::Name, evidence: Evidence::Blocks(blocks, vec![mark]), before, after })
}

/// Writes another year before 年度 in the narrative.
fn year(sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    let year = sample.books.year;
    let part = rng.pick(&sample.sections).blocks.clone();
    let needle = format!("{year}年度");
    let block = part.start + rng.below(part.end - part.start);
    let Block::Paragraph(paragraph) = &sample.document.blocks[block] else { return None };
    let start = paragraph.text.find(&needle)?;
    let place = Place { block, cell: None, start, end: start + 4 };
    let after = (i64::from(year) + *rng.pick(&[-2, -1, 1])).to_string();
    let place = sample.replace(place, &after);
    let mark = sample.mark(place);
    Some(Fault { kind: Kind::Year, evidence: Evidence::Marks(vec![mark]), before: needle, after })
}

/// Drops a section or a table with its caption.
fn part(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    let parts = if kind == Kind::Section { &sample.sections } else { &sample.tables };
    let part = rng.pick(parts).clone();
    sample.remove_blocks(part.blocks);
    let group = if kind == Kind::Section { "JS08" } else { "JS0206" };
    Some(Fault { kind, evidence: Evidence::Group(group), before: part.name, after: String::new() })
}
