//! Binds the numerals of the running text to what they state.
//!
//! A numeral is explained by the words before it, back to the numeral before: they name a measure (年初预算为, 占, 比上年增加)
//! and a subject, or leave the subject of the words before. What the subjects of a section are is form data.

mod bind;
mod count;
mod judge;
mod list;
mod stand_in;
mod subject;
mod token;
mod topic;

use juesuan_form::{Kind, Outline, Section, Subjects, label, subjects};
use juesuan_read::{Block, Document, Place};

use self::{
    token::{Token, is_threshold, tokens},
    topic::Topic,
};
use super::{Area, Facts, Figure, Item, Key, Measure, Period, clause, items, numeral::Numeral};

/// Reads all paragraphs of a document.
pub fn understand(document: &Document, outline: &Outline, facts: &mut Facts) {
    let mut reader = Reader::new(outline, facts);
    let mut sections = outline.sections.iter().enumerate().peekable();
    let contents: std::collections::HashSet<usize> = outline.toc.iter().map(|entry| entry.block).collect();
    for (block, content) in document.blocks.iter().enumerate() {
        while let Some((index, _)) = sections.next_if(|(_, section)| section.block <= block) {
            reader.enter(&outline.sections[index]);
        }
        if let (Block::Paragraph(paragraph), false) = (content, contents.contains(&block)) {
            reader.paragraph(block, &paragraph.text);
        }
    }
    stand_in::stand_in(facts);
}

/// The area of text outside the known sections: a self-evaluation is about performance throughout.
fn elsewhere(outline: &Outline) -> &'static str {
    if outline.kind == Kind::PerformanceSelfEvaluation { "performance" } else { "text" }
}

struct Reader<'a> {
    outline: &'a Outline,
    facts: &'a mut Facts,
    year: u16,
    area: Area,
    /// The area of the section that the text is in, where a title inside it may lead to the matter of another one.
    home: Area,
    block: usize,
    subjects: Option<&'static Subjects>,
    topic: Topic,
    /// What the words before each open parenthesis were about.
    outer: Vec<Topic>,
    /// Whether the paragraph opens with the accounts of another year and never names its own.
    misdated: bool,
    /// Measure and period of the last amount, which a list of its parts (其中：…) is about too.
    said: Option<(Measure, Period)>,
    /// Those of the whole, inside such a list.
    listing: Option<(Measure, Period)>,
    /// Whether an item's names stand right before what comes next.
    after_item: bool,
    /// Whether a labelled line begins, until its first numeral: 1.其他收入12万元.
    opens: bool,
    /// Whether the last numeral is a budget of which a percentage is said to be completed: 完成全年预算100万元的95%.
    completing: bool,
}

impl<'a> Reader<'a> {
    fn new(outline: &'a Outline, facts: &'a mut Facts) -> Self {
        let year = outline.fiscal_year.unwrap_or(juesuan_chart::BASE_YEAR);
        let text = Area::new_static(elsewhere(outline));
        Self {
            outline,
            facts,
            year,
            home: text.clone(),
            area: text,
            block: 0,
            subjects: subjects(elsewhere(outline)),
            topic: Topic::default(),
            outer: Vec::new(),
            misdated: false,
            said: None,
            listing: None,
            after_item: false,
            opens: false,
            completing: false,
        }
    }

    /// Enters a section. One without an id of its own belongs to the section above it.
    fn enter(&mut self, section: &Section) {
        let mut at = Some(section);
        while let Some(s) = at.filter(|s| s.id.is_none()) {
            at = s.parent.map(|parent| &self.outline.sections[parent]);
        }
        let id = at.and_then(|s| s.id.as_deref()).unwrap_or_else(|| elsewhere(self.outline));
        if section.level <= 3 || section.id.is_some() {
            self.topic = Topic::default();
        }
        self.area = ["general", "three-public"].into_iter().find(|a| id.starts_with(a)).unwrap_or(id).into();
        self.home = self.area.clone();
        self.subjects = subjects(id);
    }

    fn paragraph(&mut self, block: usize, text: &str) {
        self.block = block;
        let paths = items::paths(text, self.year);
        let mut paths = paths.into_iter().peekable();
        let indicator = self.indicator(text);
        self.topic.base = None;
        self.topic.reason = false;
        self.topic.told = false;
        self.outer.clear();
        self.completing = false;
        self.said = None;
        self.listing = None;
        self.after_item = false;
        self.opens = label(text).is_some();
        self.misdated = !text.contains(&self.year.to_string());
        self.labelled(text);
        let mut read_to = 0;
        for token in tokens(text, self.year) {
            let (start, end) = token.range();
            while let Some(path) = paths.next_if(|path| path.range.end <= start) {
                read_to = path.range.end;
                self.item(block, path);
            }
            let words = clause::plain(&text[read_to.min(start)..start]);
            let place = Place { block, cell: None, start, end };
            match token {
                Token::Numeral(numeral) if is_threshold(&text[end..]) => self.threshold(place, numeral),
                Token::Numeral(numeral) => self.numeral(place, numeral, &words, indicator.as_ref()),
                Token::Verdict { base, ordering, approximate, .. } => {
                    self.verdict(place, &words, base, ordering, approximate, &text[end..]);
                    continue;
                }
            }
            self.misdated = false;
            // 单价100万元以上设备: the amount is part of the name of what follows.
            if !is_threshold(&text[end..]) {
                read_to = end;
            }
        }
        for path in paths {
            self.item(block, path);
        }
        self.closing_words(&clause::plain(&text[read_to..]));
    }

    fn item(&mut self, block: usize, path: items::Path) {
        // Names that are no official path may denote another item's code: then they stand for themselves.
        let taken = |code: &str| self.facts.items.iter().any(|i| i.area == self.area && i.row == code);
        let code = path.code.filter(|code| path.exact || !taken(code));
        let row = code.map_or_else(|| format!("name:{}", path.names.join("/")), str::to_owned);
        self.topic = Topic { subject: Some((row.clone(), path.names[2].clone())), ..Topic::default() };
        self.after_item = true;
        self.facts.items.push(Item {
            place: Place { block, cell: None, start: path.range.start, end: path.range.end },
            area: self.area.clone(),
            number: path.number,
            names: path.names,
            row: row.into(),
            code: path.code,
            exact: path.exact,
        });
    }

    /// An amount that delimits a class of things: 单价100万元（含）以上设备.
    fn threshold(&mut self, place: Place, numeral: Numeral) {
        let key = Some(self.key(&format!("=门槛@{}", self.block), Measure::Fact));
        self.facts.figures.push(Figure {
            place,
            value: numeral.value,
            unit: numeral.unit,
            key,
            subject: "门槛".into(),
        });
    }

    fn key(&self, row: &str, measure: Measure) -> Key {
        Key { area: self.area.clone(), row: row.into(), measure, period: Period::Current }
    }
}
