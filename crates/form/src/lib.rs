//! The official forms of the disclosure (部门决算公开) as data, and their recognition in a document.

mod contents;
mod heading;
mod narrative;
mod outline;
mod recognize;
mod subjects;

pub use heading::{Label, comparable, label};
pub use narrative::{section_name, subjects};
pub use outline::{Kind, Outline, Section, TableMatch, TocEntry};
pub use recognize::recognize;
pub use subjects::Subjects;
