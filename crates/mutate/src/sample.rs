use std::ops::Range;

use juesuan_amount::MoneyUnit;
use juesuan_read::{Block, Document, Place};

use crate::{
    books::Books,
    ledger::{Key, Ledger, Subject, Terms},
    rng::Rng,
    style::Style,
};

/// In what a figure is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money.
    Money(MoneyUnit),
    /// A percentage.
    Percent,
    /// Pieces.
    Count,
    /// Points of a score.
    Points,
}

/// What a printed figure says.
#[derive(Clone, Debug)]
pub enum Claim {
    /// The value of a quantity.
    Is(Key),
    /// `|part| / whole` as a percentage.
    Share {
        /// Numerator.
        part: Terms,
        /// Denominator.
        whole: Terms,
    },
}

/// A figure of a generated document.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where it is printed: the digits only.
    pub place: Place,
    /// What it says.
    pub claim: Claim,
    /// Its unit.
    pub unit: Unit,
}

/// What a direction word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A change on last year; `true` for one upwards.
    Change(Subject),
    /// A comparison of the first with the second.
    Compare(Key, Key),
}

/// A direction word of a generated document.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it is printed.
    pub place: Place,
    /// What it says.
    pub direction: Direction,
}

/// A stretch of blocks that can be missing.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is: a section's title, a table's id.
    pub name: String,
    /// Its blocks.
    pub blocks: Range<usize>,
}

/// A row of a table of functional codes.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Block of the table.
    pub block: usize,
    /// Row in it.
    pub row: u32,
    /// Functional code.
    pub code: u32,
}

/// A classification name printed in an item sentence.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Where it is printed.
    pub place: Place,
    /// Code of 3, 5 or 7 digits.
    pub code: u32,
}

/// A generated document with everything that is known of it.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The document.
    pub document: Document,
    /// The books behind it.
    pub books: Books,
    /// The quantities and laws behind it.
    pub ledger: Ledger,
    /// How it prints.
    pub style: Style,
    /// Every printed figure.
    pub figures: Vec<Figure>,
    /// Every direction word.
    pub words: Vec<Word>,
    /// Top sections of the narrative.
    pub sections: Vec<Part>,
    /// Tables with their captions.
    pub tables: Vec<Part>,
    /// Item sentences.
    pub items: Vec<Part>,
    /// Rows of the tables of functional codes.
    pub rows: Vec<Row>,
    /// Classification names in the item sentences.
    pub names: Vec<Name>,
    /// Places that faults changed.
    pub marks: Vec<Place>,
}

/// A consistent document of random books, form and style.
#[must_use]
pub fn generate(rng: &mut Rng) -> Sample {
    let books = Books::random(rng);
    crate::forms::write(books, rng)
}

impl Sample {
    /// Replaces the words at a place and moves everything behind them.
    pub fn replace(&mut self, place: Place, words: &str) -> Place {
        let text = match (&mut self.document.blocks[place.block], place.cell) {
            (Block::Paragraph(paragraph), _) => &mut paragraph.text,
            (Block::Table(table), Some(cell)) => &mut table.cells[cell].text,
            (Block::Table(_), None) => return place,
        };
        text.replace_range(place.start..place.end, words);
        let grown = |offset: usize| offset + words.len() - (place.end - place.start);
        self.each_place(|other| {
            if (other.block, other.cell) == (place.block, place.cell) && other.start >= place.end {
                (other.start, other.end) = (grown(other.start), grown(other.end));
            } else if (other.block, other.cell, other.start) == (place.block, place.cell, place.start) {
                other.end = grown(other.end);
            }
        });
        Place { end: place.start + words.len(), ..place }
    }

    /// Removes blocks, the figures in them, and moves everything behind them.
    pub fn remove_blocks(&mut self, range: Range<usize>) {
        let gone = range.end - range.start;
        self.document.blocks.drain(range.clone());
        self.figures.retain(|figure| !range.contains(&figure.place.block));
        self.words.retain(|word| !range.contains(&word.place.block));
        self.names.retain(|name| !range.contains(&name.place.block));
        self.rows.retain(|row| !range.contains(&row.block));
        self.each_place(|place| {
            if place.block >= range.end {
                place.block -= gone;
            }
        });
        for row in &mut self.rows {
            if row.block >= range.end {
                row.block -= gone;
            }
        }
        for list in [&mut self.sections, &mut self.tables, &mut self.items] {
            list.retain(|part| !(range.start <= part.blocks.start && part.blocks.end <= range.end));
            for part in list {
                for edge in [&mut part.blocks.start, &mut part.blocks.end] {
                    if *edge >= range.end {
                        *edge -= gone;
                    }
                }
            }
        }
    }

    /// Inserts a copy of blocks behind them; the copies carry no figures.
    pub fn double_blocks(&mut self, range: Range<usize>) {
        let copy: Vec<Block> = self.document.blocks[range.clone()].to_vec();
        let grown = copy.len();
        self.document.blocks.splice(range.end..range.end, copy);
        self.each_place(|place| {
            if place.block >= range.end {
                place.block += grown;
            }
        });
        for row in self.rows.iter_mut().filter(|row| row.block >= range.end) {
            row.block += grown;
        }
        for list in [&mut self.sections, &mut self.tables, &mut self.items] {
            for part in list {
                if part.blocks.start >= range.end {
                    part.blocks.start += grown;
                }
                if part.blocks.end >= range.end && part.blocks != range {
                    part.blocks.end += grown;
                }
            }
        }
    }

    fn each_place(&mut self, mut change: impl FnMut(&mut Place)) {
        self.figures.iter_mut().for_each(|figure| change(&mut figure.place));
        self.words.iter_mut().for_each(|word| change(&mut word.place));
        self.names.iter_mut().for_each(|name| change(&mut name.place));
        self.marks.iter_mut().for_each(change);
    }

    /// Remembers a place that a fault changed.
    pub fn mark(&mut self, place: Place) -> usize {
        self.marks.push(place);
        self.marks.len() - 1
    }

    /// Whether a fault already changed this place.
    #[must_use]
    pub fn is_marked(&self, place: Place) -> bool {
        self.marks.iter().any(|mark| overlap(*mark, place))
    }

    /// Follows the removal of cells of a table: `kept` has the new index of every old cell.
    pub fn drop_cells(&mut self, block: usize, kept: &[Option<usize>]) {
        let new =
            |place: Place| if place.block == block { place.cell.map(|cell| kept[cell]) } else { Some(place.cell) };
        self.figures.retain(|figure| new(figure.place) != Some(None));
        self.each_place(|place| {
            if let Some(cell) = new(*place) {
                place.cell = cell;
            }
        });
    }

    /// The printed words of a figure.
    #[must_use]
    pub fn printed(&self, figure: &Figure) -> &str {
        self.document.words_at(figure.place)
    }

    /// The document as plain text, tables as rows of cells.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.document.blocks {
            match block {
                Block::Paragraph(paragraph) => text.push_str(&paragraph.text),
                Block::Table(table) => {
                    for row in 0..table.rows {
                        let cells = table.cells.iter().filter(|c| c.row == row).map(|c| c.text.as_str());
                        text.push_str(&cells.collect::<Vec<_>>().join(" | "));
                        text.push('\n');
                    }
                }
            }
            text.push('\n');
        }
        text
    }
}

/// Whether two places share words or touch.
#[must_use]
pub fn overlap(a: Place, b: Place) -> bool {
    (a.block, a.cell) == (b.block, b.cell) && a.start <= b.end && b.start <= a.end
}
