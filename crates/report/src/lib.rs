//! Fills the official tables and the narrative of a form from the books. Every figure knows its formula, down to lines
//! of the books, so that it can be traced to its vouchers and back.

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

pub use compile::{CompileError, Options, compile};
pub use document::{Block, Report, Run};
pub use figure::{Figure, FigureId, Figures, Formula, Measure, Selector, Value};
pub use round::Rounding;
pub use table::{Align, Cell, Column, HeaderCell, Row, Table};
pub use trace::Leaf;
