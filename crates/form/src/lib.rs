//! The official forms of the disclosure (部门决算公开) as data, and their recognition in a document.

mod cell_value;
mod code;
mod grid;
mod header;
mod layout;
mod names;
mod outline;
mod table_match;
mod tables;

pub use cell_value::CellValue;
pub use layout::{FigureCell, Layout};
pub use names::plain;
pub use outline::{Kind, Outline, Section, TableMatch, TocEntry};
pub use table_match::{match_tables, table_unit};
pub use tables::{ColumnForm, Labels, RowForm, Side, TableForm, table_form, table_forms};
