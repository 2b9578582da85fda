//! Fills the official tables and the narrative of a form from the books. Every figure knows its formula, down to lines
//! of the books, so that it can be traced to its vouchers and back.
//!
//! Other documents with figures are written in the same way: [`FigureSet`] holds the figures, [`write_document`] runs a
//! template that asks for them.

mod compile;
mod document;
mod figure;
mod figure_set;
mod filler;
mod ledger;
mod narrate;
mod round;
mod table;
mod tables;
mod trace;
mod words;

pub use compile::{CompileError, Options, compile};
pub use document::{Block, Report, ReportKind, Run};
pub use figure::{Figure, FigureId, Figures, Formula, Measure, Selector, Value};
pub use figure_set::{FigureSet, grouped};
pub use narrate::{TEXTS, Written, clean, write_document};
pub use round::Rounding;
pub use table::{Align, Cell, Column, HeaderCell, Page, Row, Table};
pub use trace::Leaf;
