//! What the report's template prints: names, lists and texts, and the ids of its figures.

use juesuan_books::Date;
use juesuan_report::clean;
use serde::Serialize;

use super::{SelfEvaluation, advice, code, figures};
use crate::evaluate::{Evaluation, FirstSum, Grade, ScoredTarget};

#[derive(Serialize)]
pub(super) struct Context {
    unit: String,
    kind: &'static str,
    year: u16,
    day: String,
    duties: Vec<String>,
    goals: Vec<Goal>,
    project_count: usize,
    precision: &'static str,
    grades: String,
    management: Vec<String>,
    overview: Vec<String>,
    notices: Vec<String>,
    grade: String,
    project_grades: Vec<(String, String)>,
    sums: Vec<First>,
    corrections: Vec<Correction>,
    corrections_on_time: bool,
    problems: Vec<String>,
    found: Vec<String>,
    measures: Vec<String>,
    application: Vec<String>,
    has_proposal: bool,
    project_tables: Vec<String>,
}

#[derive(Serialize)]
struct Goal {
    name: String,
    duty: String,
}

#[derive(Serialize)]
struct First {
    /// 一, 二, …
    number: &'static str,
    name: &'static str,
    weight: String,
    score: String,
    lost: String,
    full: bool,
    /// Whether its only 二级指标 need not be named.
    single: bool,
    parts: Vec<Second>,
}

#[derive(Serialize)]
struct Second {
    name: &'static str,
    weight: String,
    score: String,
    lost: String,
    full: bool,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: String,
    aim: String,
    aim_id: Option<String>,
    actual: String,
    actual_id: Option<String>,
    /// Id of what it lost; none if it lost nothing.
    lost: Option<String>,
    reason: String,
}

#[derive(Serialize)]
struct Correction {
    what: String,
    section: String,
    cause: String,
    measure: String,
    state: &'static str,
}

/// All of it.
pub(super) fn context(of: &SelfEvaluation<'_>, unit: &str, kind: &'static str) -> Context {
    let texts = |texts: &[String]| texts.iter().map(|text| clean(text)).collect::<Vec<_>>();
    let performance = &of.books.facts.performance;
    let grades = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor];
    let has = |grade: &Grade| of.projects.iter().any(|project| project.grade == Some(*grade));
    let named = |grade: Grade| (clean(of.settings.name_of(grade)), figures::grade_id(grade));
    Context {
        unit: clean(unit),
        kind,
        year: of.books.year,
        day: day(of.whole),
        duties: texts(&of.books.facts.duties),
        goals: of
            .plan
            .goals
            .iter()
            .map(|goal| Goal { name: sentence(&goal.name), duty: sentence(&goal.duty) })
            .collect(),
        project_count: of.projects.len(),
        precision: match of.settings.places {
            0 => "取整数",
            1 => "到一位小数",
            _ => "到两位小数",
        },
        grades: bounds(of),
        management: texts(&performance.management),
        overview: texts(&performance.overview),
        notices: texts(&of.whole.notices),
        grade: of.whole.grade.map_or_else(String::new, |grade| clean(of.settings.name_of(grade))),
        project_grades: grades.into_iter().filter(has).map(named).collect(),
        sums: of.whole.sums().iter().zip(NUMBERS).map(|(sum, number)| first(of.whole, sum, number)).collect(),
        corrections: of.corrections.iter().map(Correction::from).collect(),
        corrections_on_time: !of.corrections.iter().any(|correction| correction.overdue),
        problems: texts(&performance.problems),
        found: advice::found(of),
        measures: advice::measures(of),
        application: advice::application(of),
        has_proposal: of.proposal.is_some(),
        project_tables: of.projects.iter().map(|project| code(project).to_owned()).collect(),
    }
}

const NUMBERS: [&str; 5] = ["一", "二", "三", "四", "五"];

/// A text without the stop at its end.
pub(super) fn sentence(text: &str) -> String {
    clean(text).trim().trim_end_matches(['。', '；', '，']).to_owned()
}

fn day(evaluation: &Evaluation) -> String {
    let day = Date::of_year(evaluation.year, evaluation.day);
    day.map_or_else(String::new, |day| format!("{}年{}月{}日", day.year(), day.month(), day.day()))
}

/// `90分（含）以上为优，80分（含）至90分为良，…`
fn bounds(of: &SelfEvaluation<'_>) -> String {
    let settings = of.settings;
    let points = crate::evaluate::points_text;
    let name = |grade| clean(settings.name_of(grade));
    let [excellent, good, fair] = [settings.excellent, settings.good, settings.fair].map(points);
    format!(
        "{excellent}分（含）以上为{}，{good}分（含）至{excellent}分为{}，{fair}分（含）至{good}分为{}，{fair}分以下为{}",
        name(Grade::Excellent),
        name(Grade::Good),
        name(Grade::Fair),
        name(Grade::Poor)
    )
}

fn first(whole: &Evaluation, sum: &FirstSum, number: &'static str) -> First {
    let id = |what: &str| format!("whole/{}/{what}", sum.level.name());
    let parts: Vec<Second> = sum
        .parts
        .iter()
        .map(|part| {
            let id = |what: &str| format!("whole/{}/{}/{what}", sum.level.name(), part.dimension.key());
            let lines = part.lines.clone().map(|number| line(number, &whole.lines[number])).collect();
            let full = part.score == part.weight;
            let name = part.dimension.name();
            Second { name, weight: id("weight"), score: id("score"), lost: id("lost"), full, lines }
        })
        .collect();
    First {
        number,
        name: sum.level.name(),
        weight: id("weight"),
        score: id("score"),
        lost: id("lost"),
        full: sum.score == sum.weight,
        single: sum.has_one_part(),
        parts,
    }
}

fn line(number: usize, of: &ScoredTarget) -> Line {
    let id = |what: &str| format!("whole/{number}/{what}");
    Line {
        name: clean(&of.name),
        aim: clean(&of.aim),
        aim_id: of.aimed.map(|_| id("aim")),
        actual: clean(&of.reached),
        actual_id: matches!(of.actual, Some(crate::measure::Reached::Number(_))).then(|| id("actual")),
        lost: (of.lost() > 0).then(|| id("lost")),
        reason: clean(&of.reason),
    }
}

impl From<&super::Rectified> for Correction {
    fn from(of: &super::Rectified) -> Self {
        Self {
            what: sentence(&of.what),
            section: sentence(&of.section),
            cause: sentence(&of.cause),
            measure: sentence(&of.measure),
            state: of.state(),
        }
    }
}
