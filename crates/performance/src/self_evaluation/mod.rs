//! 绩效自评报告: the report on a unit's self-evaluation with its official tables, as a [`Report`] that is drawn like a disclosure.
//! Every figure in it has an id: `whole/…` for 整体支出, the 项目代码 for a project.

mod advice;
mod context;
mod figures;
mod form;
mod notes;
mod rectified;
mod tables;

use juesuan_books::Books;
use juesuan_report::{CompileError, FigureSet, Report, ReportKind, Table, write_document};

use crate::{
    Facts, Plan,
    apply::{NextTarget, Proposal},
    evaluate::{Evaluated, Evaluation, EvaluationSettings},
};

pub use rectified::Rectified;

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct SelfEvaluation<'a> {
    /// The unit, its duties and texts.
    pub books: &'a Books,
    /// The plan of the year.
    pub plan: &'a Plan,
    /// What happened.
    pub facts: &'a Facts,
    /// 整体支出 of the unit.
    pub whole: &'a Evaluation,
    /// The projects.
    pub projects: &'a [Evaluation],
    /// The corrections of the year.
    pub corrections: &'a [Rectified],
    /// What the results mean for next year's budget, if that is proposed already.
    pub proposal: Option<&'a Proposal>,
    /// What they mean for next year's targets; may be empty.
    pub next_targets: &'a [NextTarget],
    /// By which it was evaluated.
    pub settings: &'a EvaluationSettings,
}

impl SelfEvaluation<'_> {
    /// The report.
    ///
    /// # Errors
    /// When there is no unit, or the template is wrong.
    pub fn report(&self) -> Result<Report, CompileError> {
        let unit = self.books.units.first().ok_or(CompileError::NoUnit)?;
        let department = unit.parent.is_none();
        let kind = if department { "部门" } else { "单位" };
        let mut figures = FigureSet::default();
        figures::add(self, &mut figures);
        let tables = self.tables(&figures, kind);
        let context = context::context(self, &unit.name, kind);
        let written = write_document(juesuan_form::self_evaluation_document(), context, figures, &tables)?;
        Ok(Report {
            kind: ReportKind::SelfEvaluation,
            form: String::new(),
            unit: unit.name.clone(),
            department,
            year: self.books.year,
            title: format!("{}{}年度{kind}整体支出绩效自评报告", unit.name, self.books.year),
            blocks: written.blocks,
            tables,
            figures: written.figures,
            notices: written.notices,
            lacking: written.lacking,
        })
    }

    fn tables(&self, figures: &FigureSet, kind: &str) -> Vec<Table> {
        let name = self.books.units.first().map_or("", |unit| unit.name.as_str());
        let mut tables = vec![tables::money(figures)];
        tables.extend(self.proposal.map(|proposal| tables::proposal(figures, proposal, self.settings)));
        let form = form::Form { of: self, figures, unit: name, kind };
        tables.push(form.whole());
        tables.extend((2..).zip(self.projects).map(|(number, project)| form.project(number, project)));
        tables
    }
}

/// The code of a project, by which its figures and its table are named.
fn code(evaluation: &Evaluation) -> &str {
    match &evaluation.subject {
        Evaluated::Project { code, .. } => code,
        Evaluated::Unit(_) => "whole",
    }
}

/// 项目名称; its code where it has none.
fn name(evaluation: &Evaluation) -> &str {
    match &evaluation.subject {
        Evaluated::Project { name, code, .. } if name.is_empty() => code,
        Evaluated::Project { name, .. } => name,
        Evaluated::Unit(_) => "整体支出",
    }
}
