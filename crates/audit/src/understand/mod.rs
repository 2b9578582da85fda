//! From a document and its outline to figures bound to what they mean.

mod clause;
mod evaluation;
mod evaluation_list;
mod evaluation_report;
mod evaluation_text;
mod evaluation_tree;
mod figure;
mod items;
mod marked;
mod narrative;
mod numeral;
mod other_tables;
mod scores;
mod tables;

use std::{
    hash::{Hash, Hasher},
    sync::OnceLock,
};

use juesuan_form::Outline;
use juesuan_read::Document;
use rustc_hash::FxHashMap as HashMap;

pub use figure::{Area, Base, Figure, Item, Key, Measure, Period, STATED, TOLD, Value, Verdict};
use other_tables::Understood;
pub use scores::Indicator;
pub use tables::understand_tables;

/// Everything that was understood of a document.
#[derive(Debug, Default)]
pub struct Facts {
    /// All numerals with a unit and all figure cells of recognised tables, in document order.
    pub figures: Vec<Figure>,
    /// Comparisons in words.
    pub verdicts: Vec<Verdict>,
    /// Items of lists by functional classification.
    pub items: Vec<Item>,
    /// Scored indicators of the performance section and of self-evaluation tables.
    pub indicators: Vec<Indicator>,
    /// Scores of the text with the totals of the self-evaluation tables that they repeat.
    pub repeated_scores: Vec<(Key, Key)>,
    /// Totals of the text with the scores that make them up, listed in the same sentence.
    pub listed_scores: Vec<(Key, Vec<Key>)>,
    /// Section and row of amounts of the narrative that are printed without a unit, and so are no figures.
    pub bare: Vec<(Area, String)>,
    /// The figures by key, filled on the first question.
    pub by_key: KeyIndex,
}

/// Where the figures of each key are. It does not follow changes after its first use.
#[derive(Debug, Default)]
pub struct KeyIndex(OnceLock<HashMap<u64, Vec<usize>>>);

impl KeyIndex {
    /// The positions of figures that may have a key: keys that share a hash share their positions.
    fn at(&self, figures: &[Figure], key: &Key) -> &[usize] {
        let index = self.0.get_or_init(|| {
            let mut index: HashMap<u64, Vec<usize>> =
                HashMap::with_capacity_and_hasher(figures.len(), rustc_hash::FxBuildHasher);
            for (position, figure) in figures.iter().enumerate() {
                if let Some(key) = &figure.key {
                    index.entry(hash(key)).or_default().push(position);
                }
            }
            index
        });
        index.get(&hash(key)).map_or(&[], Vec::as_slice)
    }
}

fn hash(key: &Key) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

impl Facts {
    /// The figures printed for a key, in document order.
    pub fn at<'a, 'k>(&'a self, key: &'k Key) -> impl Iterator<Item = &'a Figure> + use<'a, 'k> {
        let positions = self.by_key.at(&self.figures, key).iter();
        positions.map(|&position| &self.figures[position]).filter(move |f| f.key.as_ref() == Some(key))
    }
}

/// Understands a document.
#[must_use]
pub fn understand(document: &Document, outline: &Outline) -> Facts {
    let mut facts = Facts { figures: tables::understand_tables(document, &outline.tables), ..Facts::default() };
    let evaluated = evaluation::understand(document, outline);
    facts.figures.extend(other_tables::understand(document, outline, &Understood::of(&evaluated)));
    narrative::understand(document, outline, &mut facts);
    evaluation::settle(document, outline, &mut facts, evaluated);
    facts.figures.sort_by_key(|figure| figure.place);
    facts
}
