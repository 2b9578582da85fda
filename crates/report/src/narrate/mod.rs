//! Writes the document of a form: a template that asks for figures and facts, and marks every figure it prints.

mod context;
mod functions;
mod items;
mod markup;
mod registers;
mod statements;

use std::sync::{Arc, Mutex, PoisonError};

use juesuan_books::{Books, Section};
use juesuan_form::PrintForm;
use minijinja::Environment;
use serde::Serialize;

use crate::{Block, CompileError, FigureSet, Figures, Table, filler::Filler};
pub(crate) use functions::Notices;
pub use markup::clean;

/// The sections of passages: each with the id under which runs and [`Written::lacking`] name it, and its Chinese name.
pub const TEXTS: [(Section, &str, &str); 5] = [
    (Section::Duty, "text/duty", "部门职责"),
    (Section::Office, "text/office", "内设机构"),
    (Section::Management, "text/management", "绩效管理"),
    (Section::Overview, "text/overview", "绩效概述"),
    (Section::Problems, "text/problems", "存在的问题"),
];

/// What a template has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The document from its first part to its last.
    pub blocks: Vec<Block>,
    /// The figures that it was given, and those that it made of them.
    pub figures: Figures,
    /// What is lacking, a message each.
    pub notices: Vec<String>,
    /// What could be written and is not: ids as those of [`Run::written`](crate::Run::written).
    pub lacking: Vec<String>,
}

/// The document of a disclosure.
pub(crate) fn write(
    mut filler: Filler<'_>,
    form: &'static PrintForm,
    unit: &str,
    department: bool,
    tables: &[Table],
) -> Result<Written, CompileError> {
    statements::add(&mut filler);
    let contradictions = registers::contradictions(&filler);
    let context = context::context(&filler, form, unit, department);
    let mut written = render(form.document, context, filler.figures, filler.books, tables)?;
    written.notices.extend(contradictions);
    Ok(written)
}

/// Writes a document that is no disclosure. Its template (minijinja) gets `context`, whose texts are best passed through
/// [`clean`], and asks for figures as those of the disclosures do: `n`, `share`, `compare`, `zero`.
///
/// # Errors
/// When the template is wrong, or asks for a figure that there is not.
pub fn write_document(
    template: &str,
    context: impl Serialize,
    figures: FigureSet,
    tables: &[Table],
) -> Result<Written, CompileError> {
    render(template, minijinja::Value::from_serialize(context), figures, &Books::default(), tables)
}

fn render(
    template: &str,
    context: minijinja::Value,
    figures: FigureSet,
    books: &Books,
    tables: &[Table],
) -> Result<Written, CompileError> {
    let notices = Arc::new(Mutex::new(Notices::default()));
    let figures = Arc::new(Mutex::new(figures));
    let text = {
        let mut environment = Environment::new();
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        functions::register(&mut environment, &figures, &notices, books);
        environment.add_template("common", juesuan_form::print_macros())?;
        environment.add_template("document", template)?;
        environment.get_template("document")?.render(context)?
    };
    let figures = std::mem::take(&mut *figures.lock().unwrap_or_else(PoisonError::into_inner));
    let notices = std::mem::take(&mut *notices.lock().unwrap_or_else(PoisonError::into_inner));
    let (blocks, lacking) = (markup::blocks(&text, tables), notices.lacking());
    Ok(Written { blocks, figures: figures.0, notices: notices.into_messages(), lacking })
}
