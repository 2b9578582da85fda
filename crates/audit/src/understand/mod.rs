//! From a document and its outline to figures bound to what they mean.

mod clause;
mod figure;
mod items;
mod narrative;
mod numeral;
mod other_tables;
mod scores;
mod tables;

use juesuan_form::Outline;
use juesuan_read::Document;

pub use figure::{Area, Base, Figure, Item, Key, Measure, Period, STATED, TOLD, Value, Verdict};
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
    /// Scored indicators of the performance section.
    pub indicators: Vec<Indicator>,
}

impl Facts {
    /// The figures printed for a key, in document order.
    pub fn at<'a, 'k>(&'a self, key: &'k Key) -> impl Iterator<Item = &'a Figure> + use<'a, 'k> {
        self.figures.iter().filter(move |f| f.key.as_ref() == Some(key))
    }
}

/// Understands a document.
#[must_use]
pub fn understand(document: &Document, outline: &Outline) -> Facts {
    let mut facts = Facts { figures: tables::understand_tables(document, &outline.tables), ..Facts::default() };
    facts.figures.extend(other_tables::understand(document, outline));
    narrative::understand(document, outline, &mut facts);
    facts.figures.sort_by_key(|figure| figure.place);
    facts
}
