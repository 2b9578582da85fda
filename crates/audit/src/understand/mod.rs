//! From a document and its outline to figures bound to what they mean.

mod figure;
mod tables;

pub use figure::{Area, Figure, Key, Measure, Period, Value};
pub use tables::understand_tables;

/// Everything that was understood of a document.
#[derive(Debug, Default)]
pub struct Facts {
    /// All numerals with a unit and all non-empty figure cells of recognised tables, in document order.
    pub figures: Vec<Figure>,
}

impl Facts {
    /// The figures printed for a key, in document order.
    pub fn at<'a>(&'a self, key: &'a Key) -> impl Iterator<Item = &'a Figure> {
        self.figures.iter().filter(move |f| f.key.as_ref() == Some(key))
    }
}
