//! The official forms of the disclosure (部门决算公开) as data, and their recognition in a document.

mod outline;

pub use outline::{Kind, Outline, Section, TableMatch, TocEntry};
