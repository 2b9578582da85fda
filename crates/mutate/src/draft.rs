//! Writes a document and remembers where every figure, word and name of it stands.

use juesuan_amount::MoneyUnit;
use juesuan_read::{Block, Cell, Document, Format, Paragraph, Place, Table};

use crate::{
    books::Books,
    ledger::{Key, Ledger, Terms},
    rng::Rng,
    sample::{Claim, Direction, Figure, Name, Part, Row, Sample, Unit, Word},
    style::Style,
};

/// What fills a slot of a template.
pub enum Slot {
    /// Words.
    Text(String),
    /// An amount of money.
    Amount(Key),
    /// A number of pieces.
    Count(Key),
    /// Points of a score.
    Points(Key),
    /// A percentage.
    Share(Terms, Terms),
    /// A direction word.
    Word(&'static str, Direction),
    /// A classification name.
    Name(String, u32),
}

/// One cell of a table to be written.
pub enum TableCell {
    /// Words over so many rows and columns.
    Words(String, u32, u32),
    /// An amount.
    Amount(Key),
    /// Covered by a span of another cell.
    Covered,
}

/// A document being written.
pub struct Draft<'a> {
    /// Random choices of words.
    pub rng: &'a mut Rng,
    /// The sample so far.
    pub sample: Sample,
    text: String,
}

impl<'a> Draft<'a> {
    /// An empty document of these books.
    pub fn new(books: Books, style: Style, rng: &'a mut Rng) -> Self {
        let document = Document { path: "generated".into(), format: Format::Txt, pages: None, blocks: Vec::new() };
        let sample = Sample {
            ledger: Ledger::of(&books),
            document,
            books,
            style,
            figures: Vec::new(),
            words: Vec::new(),
            sections: Vec::new(),
            tables: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            names: Vec::new(),
            marks: Vec::new(),
        };
        Self { rng, sample, text: String::new() }
    }

    /// Number of finished blocks.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.sample.document.blocks.len()
    }

    /// Adds one of several phrasings, its slots filled, to the paragraph.
    pub fn say(&mut self, phrasings: &[&str], slots: &[(&str, Slot)]) {
        let mut rest = *self.rng.pick(phrasings);
        while let Some((before, after)) = rest.split_once('{') {
            self.text.push_str(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            match slots.iter().find(|(slot, _)| *slot == name) {
                Some((_, slot)) => self.fill(slot),
                None => self.fill_common(name),
            }
            rest = behind;
        }
        self.text.push_str(rest);
    }

    /// Slots that every template may use.
    fn fill_common(&mut self, name: &str) {
        let books = &self.sample.books;
        let text = match name {
            "y" => books.year.to_string(),
            "p" => (books.year - 1).to_string(),
            "unit" => books.unit.clone(),
            "kind" => books.kind().to_owned(),
            _ => unreachable!("template slot {name} has no value"),
        };
        self.text.push_str(&text);
    }

    fn fill(&mut self, slot: &Slot) {
        let style = self.sample.style;
        match slot {
            Slot::Text(text) => self.text.push_str(text),
            Slot::Amount(key) => {
                let text = style.narrative(self.sample.ledger.value(*key));
                self.figure(&text, Claim::Is(*key), Unit::Money(MoneyUnit::Wan));
            }
            Slot::Count(key) => {
                let text = self.sample.ledger.value(*key).to_string();
                self.figure(&text, Claim::Is(*key), Unit::Count);
            }
            Slot::Points(key) => {
                let text = Style::points(self.sample.ledger.value(*key));
                self.figure(&text, Claim::Is(*key), Unit::Points);
            }
            Slot::Share(part, whole) => {
                let text = style.percent(self.sample.ledger.value_of(part), self.sample.ledger.value_of(whole));
                let claim = Claim::Share { part: part.clone(), whole: whole.clone() };
                self.figure(&text, claim, Unit::Percent);
            }
            Slot::Word(word, direction) => {
                let place = self.put(word);
                self.sample.words.push(Word { place, direction: *direction });
            }
            Slot::Name(name, code) => {
                let place = self.put(name);
                self.sample.names.push(Name { place, code: *code });
            }
        }
    }

    fn figure(&mut self, text: &str, claim: Claim, unit: Unit) {
        let place = self.put(text);
        self.sample.figures.push(Figure { place, claim, unit });
    }

    fn put(&mut self, text: &str) -> Place {
        let start = self.text.len();
        self.text.push_str(text);
        Place { block: self.blocks(), cell: None, start, end: self.text.len() }
    }

    /// Ends the paragraph; an empty one is nothing.
    pub fn end(&mut self) {
        if !self.text.is_empty() {
            let paragraph = Paragraph::new(std::mem::take(&mut self.text));
            self.sample.document.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// A whole paragraph.
    pub fn line(&mut self, phrasings: &[&str], slots: &[(&str, Slot)]) {
        self.say(phrasings, slots);
        self.end();
    }

    /// A table; rows of functional codes carry their code.
    pub fn table(&mut self, rows: Vec<(Option<u32>, Vec<TableCell>)>) {
        let style = self.sample.style;
        let block = self.blocks();
        let mut table = Table { rows: u32::try_from(rows.len()).unwrap_or(0), ..Table::default() };
        for (row, (code, cells)) in (0u32..).zip(rows) {
            if let Some(code) = code {
                self.sample.rows.push(Row { block, row, code });
            }
            table.cols = table.cols.max(u32::try_from(cells.len()).unwrap_or(0));
            for (col, cell) in (0u32..).zip(cells) {
                let (text, row_span, col_span) = match cell {
                    TableCell::Covered => continue,
                    TableCell::Words(text, rows, cols) => (text, rows, cols),
                    TableCell::Amount(key) => {
                        let text = style.cell(self.sample.ledger.value(key));
                        let cell = Some(table.cells.len());
                        let place = Place { block, cell, start: 0, end: text.len() };
                        let unit = Unit::Money(style.table_unit);
                        self.sample.figures.push(Figure { place, claim: Claim::Is(key), unit });
                        (text, 1, 1)
                    }
                };
                table.cells.push(Cell { row, col, row_span, col_span, text, ..Cell::default() });
            }
        }
        self.sample.document.blocks.push(Block::Table(table));
    }

    /// Writes with `body` and remembers its blocks as a part of the given name.
    pub fn part(&mut self, name: &str, body: impl FnOnce(&mut Self)) -> Part {
        let start = self.blocks();
        body(self);
        self.end();
        Part { name: name.to_owned(), blocks: start..self.blocks() }
    }
}

/// Words in one cell.
#[must_use]
pub fn words(text: impl Into<String>) -> TableCell {
    TableCell::Words(text.into(), 1, 1)
}

/// Words over several rows and columns.
#[must_use]
pub fn span(text: &str, rows: u32, cols: u32) -> TableCell {
    TableCell::Words(text.to_owned(), rows, cols)
}
