use juesuan_books::Books;
use juesuan_form::print_forms;

use crate::{
    Report, ReportKind, Rounding,
    filler::Filler,
    ledger::Ledger,
    narrate::{self, Written},
    round, tables,
};

/// How a disclosure is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Id of the form; none for the national one.
    pub form: Option<String>,
    /// How amounts become printed ones.
    pub rounding: Rounding,
}

/// Why a disclosure cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// There is no unit to publish for.
    #[error("账簿里没有单位。请先导入单位信息（单位代码、单位名称）。")]
    NoUnit,
    /// No form has this id.
    #[error("没有格式“{0}”。可用的格式：{1}。")]
    UnknownForm(String, String),
    /// A form's template asks for what is not there.
    #[error("格式模板有误：{0:#}")]
    Template(#[from] minijinja::Error),
}

/// Fills the nine tables and the narrative from the books. What is lacking (reasons, last year's figures) is left out of the
/// text and told in [`Report::notices`].
///
/// # Errors
/// When there is no unit, no such form, or the form's template is wrong.
pub fn compile(books: &Books, options: &Options) -> Result<Report, CompileError> {
    let unit = books.units.first().ok_or(CompileError::NoUnit)?;
    let wanted = options.form.as_deref().unwrap_or("national");
    let form = print_forms().iter().find(|form| form.id == wanted).ok_or_else(|| {
        let ids: Vec<&str> = print_forms().iter().map(|form| form.id.as_str()).collect();
        CompileError::UnknownForm(wanted.to_owned(), ids.join("、"))
    })?;
    let department = unit.parent.is_none();
    let ledger = match options.rounding {
        Rounding::Honest => Ledger::new(books, &books.totals),
        Rounding::Additive => Ledger::new(books, &round::additive(&books.totals)),
    };
    let mut filler = Filler::new(books, ledger);
    let tables = tables::fill(&mut filler, form, &unit.name, department);
    let Written { blocks, figures, notices, lacking } = narrate::write(filler, form, &unit.name, department, &tables)?;
    let kind = if department { "部门" } else { "单位" };
    Ok(Report {
        kind: ReportKind::Disclosure,
        form: form.id.clone(),
        unit: unit.name.clone(),
        department,
        year: books.year,
        title: format!("{}{}年度{kind}决算", unit.name, books.year),
        blocks,
        tables,
        figures,
        notices,
        lacking,
    })
}
