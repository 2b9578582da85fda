//! Writes the document of a form: a template that asks for figures and facts, and marks every figure it prints.

mod context;
mod functions;
mod items;
mod markup;
mod registers;
mod statements;

use std::sync::{Arc, Mutex, PoisonError};

use juesuan_form::PrintForm;
use minijinja::Environment;

use crate::{Block, CompileError, Figures, filler::Filler};
pub(crate) use functions::Notices;

/// The document from its first part to its last, with the figures that it needed besides those of the tables.
pub(crate) fn write(
    mut filler: Filler<'_>,
    form: &'static PrintForm,
    unit: &str,
    department: bool,
) -> Result<(Vec<Block>, Figures, Vec<String>), CompileError> {
    statements::add(&mut filler);
    let contradictions = registers::contradictions(&filler);
    let context = context::context(&filler, form, unit, department);
    let books = filler.books;
    let notices = Arc::new(Mutex::new(Notices::default()));
    let figures = Arc::new(Mutex::new(filler.figures));
    let text = {
        let mut environment = Environment::new();
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        functions::register(&mut environment, &figures, &notices, books);
        environment.add_template("common", juesuan_form::print_macros())?;
        environment.add_template("document", form.document)?;
        environment.get_template("document")?.render(context)?
    };
    let figures = std::mem::take(&mut *figures.lock().unwrap_or_else(PoisonError::into_inner));
    let notices = std::mem::take(&mut *notices.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((
        markup::blocks(&text, form.layouts.len()),
        figures.0,
        notices.into_messages().into_iter().chain(contradictions).collect(),
    ))
}
