use std::io::{self, Write};

use juesuan_books::{Books, Correction, CorrectionState, Date};
use juesuan_performance::{
    apply::{next_targets, propose},
    self_evaluation::{Rectified, SelfEvaluation},
};
use juesuan_report::Report;

use super::view::View;
use crate::{
    args::{FileKind, ReportArgs},
    books::{Session, made},
    failure::Failure,
};

/// Writes the self-evaluation report of the unit and its projects.
///
/// # Errors
/// When the books or the settings cannot be read, or a file cannot be written.
pub fn run(args: &ReportArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.view.as_of.database.db)?;
    let view = View::new(&mut session, &args.view)?;
    let books = session.load(&args.view.as_of.which)?;
    session.close()?;
    let report = filled(&view, &books)?;
    let kinds = if args.format.is_empty() { &[FileKind::Docx, FileKind::Html][..] } else { &args.format };
    let mut out = io::stdout().lock();
    for file in made(&report, &args.out, kinds)? {
        writeln!(out, "  {}：{}", file.what, file.path.display())?;
    }
    for notice in &report.notices {
        writeln!(out, "  注意：{notice}")?;
    }
    Ok(0)
}

/// The report as it stands at the end of the view's day.
///
/// # Errors
/// When the books have no unit.
pub fn filled(view: &View, books: &Books) -> Result<Report, Failure> {
    let (plan, facts, settings) = (&view.loaded.plan, &view.facts, &view.settings);
    let evaluator = view.evaluator();
    let (whole, projects) = (evaluator.unit(&view.loaded.unit), evaluator.projects());
    let proposal = propose(plan, facts, &projects, &settings.application);
    let next = next_targets(plan, facts, &settings.application, view.loaded.day_of_year(view.day));
    let corrections: Vec<Rectified> = view.loaded.corrections.iter().map(|it| rectified(view, it, view.day)).collect();
    let report = SelfEvaluation {
        books,
        plan,
        facts,
        whole: &whole,
        projects: &projects,
        corrections: &corrections,
        proposal: Some(&proposal),
        next_targets: &next,
        settings: &settings.evaluation,
    };
    report.report().map_err(|error| Failure::new(error.to_string()))
}

/// A correction as the report tells of it.
fn rectified(view: &View, correction: &Correction, day: Date) -> Rectified {
    let plan = &view.loaded.plan;
    let project = plan.project(&correction.unit, &correction.project, &correction.line);
    let target = plan.target(&correction.unit, &correction.target);
    let mut what =
        project.map_or("整体支出".to_owned(), |project| format!("“{}”项目", plan.projects[project].name));
    if let Some(target) = target {
        what += &format!("“{}”指标", plan.targets[target].name);
    }
    let measures: Vec<String> = correction.measures.iter().map(|measure| measure.remedy.name().to_owned()).collect();
    let closed = correction.state() == CorrectionState::Closed;
    Rectified {
        code: correction.code.clone(),
        target: correction.target.clone(),
        what: format!("{what}{}", correction.deviation.name()),
        section: correction.section.clone(),
        cause: correction.cause.clone(),
        measure: measures.join("、"),
        closed,
        overdue: !closed && correction.overdue_days(day) > 0,
    }
}
