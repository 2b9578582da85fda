//! The official forms of the disclosure (部门决算公开) as data, and their recognition in a document.

mod cell_value;
mod code;
mod contents;
mod evaluation;
mod grid;
mod header;
mod header_path;
mod header_year;
mod heading;
mod layout;
mod names;
mod narrative;
mod outline;
mod pattern;
mod print;
mod recognize;
mod relation;
mod subjects;
mod table_match;
mod tables;

pub use cell_value::CellValue;
pub use evaluation::{
    EVALUATION, Evaluation, EvaluationCell, EvaluationIndicator, FUNDS, Fund, FundKind, Role, TOTAL, is_evaluation,
};
pub use heading::{Label, comparable, label};
pub use layout::{FigureCell, Layout};
pub use names::plain;
pub use narrative::{inline_section, section_name, subjects};
pub use outline::{Kind, Outline, Section, TableMatch, TocEntry};
pub use print::{
    EconomicGroup, EconomicLayout, FeesLayout, FunctionalColumn, FunctionalLayout, PrintForm, Selection, SideColumn,
    SideRow, SidesLayout, TableLayout, TailRow, print_forms, print_macros, printed_classes, self_evaluation_document,
};
pub use recognize::recognize;
pub use relation::{
    ClaimSpec, Closed, Complete, MEASURES, MeasureRef, Need, Order, Reference, RelationSpec, RowRef, read_relations,
    relations,
};
pub use subjects::Subjects;
pub use table_match::{match_tables, table_title, table_unit};
pub use tables::{ColumnForm, Labels, RowForm, Side, TableForm, table_form, table_forms};
