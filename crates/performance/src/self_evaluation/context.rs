//! What the report's template prints: names, lists and texts, and the ids of its figures.

use juesuan_books::Date;
use juesuan_report::clean;
use serde::Serialize;

use super::{SelfEvaluation, code, figures};
use crate::{
    apply::{Rule, Turn},
    evaluate::{Evaluation, FirstSum, Grade, ScoredTarget},
};

/// How many indicators a sentence names.
const NAMED: usize = 5;

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
        found: found(of),
        measures: measures(of),
        application: application(of),
        has_proposal: of.proposal.is_some(),
        project_tables: of.projects.iter().map(|project| code(project).to_owned()).collect(),
    }
}

const NUMBERS: [&str; 5] = ["一", "二", "三", "四", "五"];

/// A text without the stop at its end.
fn sentence(text: &str) -> String {
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

/// Names of indicators, some of them.
fn names<'a>(lines: impl Iterator<Item = &'a str>) -> (usize, String) {
    let all: Vec<String> = lines.map(clean).collect();
    let named = all.iter().take(NAMED).map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
    (all.len(), if all.len() > NAMED { format!("{named}等") } else { named })
}

fn surpassed<'a>(of: &SelfEvaluation<'a>) -> impl Iterator<Item = &'a ScoredTarget> {
    let limit = i64::from(of.settings.surpassed) * 10_000;
    of.whole.lines.iter().filter(move |line| limit > 0 && line.degree > limit && !line.note.is_empty())
}

/// What the evaluation itself found: points that were lost, targets that were set too low, projects without indicators.
fn found(of: &SelfEvaluation<'_>) -> Vec<String> {
    let lost = of.whole.lines.iter().filter(|line| line.lost() > 0);
    let lost = lost.map(|line| sentence(&format!("{}扣分：{}", line.name, line.reason)));
    let (count, low) = names(surpassed(of).map(|line| line.name.as_str()));
    let low = (count > 0).then(|| format!("{low}{count}项指标实际完成值远高于年度指标值，指标值设定偏低"));
    let poor = of.projects.iter().filter(|project| matches!(project.grade, Some(Grade::Fair | Grade::Poor)));
    let (count, poor) = names(poor.map(super::name));
    let poor = (count > 0).then(|| format!("{poor}{count}个项目绩效较差"));
    lost.chain(low).chain(poor).collect()
}

/// What is to be done next.
fn measures(of: &SelfEvaluation<'_>) -> Vec<String> {
    let mut measures = Vec::new();
    if of.whole.lines.iter().any(|line| line.dimension == juesuan_books::Dimension::Execution && line.lost() > 0) {
        measures.push("加快预算执行，按序时进度支付，对闲置资金及时调剂或收回".to_owned());
    }
    let lost =
        of.whole.lines.iter().filter(|line| line.lost() > 0 && line.dimension != juesuan_books::Dimension::Execution);
    let (count, lost) = names(lost.map(|line| line.name.as_str()));
    if count > 0 {
        measures.push(format!("针对{lost}{count}项指标扣分的原因逐项整改，落实责任科室和期限"));
    }
    let open = of.corrections.iter().filter(|correction| !correction.closed).count();
    if open > 0 {
        measures.push(format!("继续办理{open}个正在整改的问题，整改完成后再次核验效果"));
    }
    let (count, low) = names(surpassed(of).map(|line| line.name.as_str()));
    if count > 0 {
        measures.push(format!("按实际水平重新测算{low}{count}项指标的年度指标值"));
    }
    measures
}

/// What follows for next year's budget and targets.
fn application(of: &SelfEvaluation<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(proposal) = of.proposal {
        for rule in [Rule::Priority, Rule::Keep, Rule::Cut, Rule::Suspend, Rule::Cancel, Rule::WithoutGoals] {
            let lines = proposal.lines.iter().filter(|line| line.rule == rule);
            let (count, named) = names(lines.map(|line| line.name.as_str()));
            if count > 0 {
                said.push(format!("{}：{named}{count}个项目", rule.name()));
            }
        }
        let capped = proposal.lines.iter().filter(|line| line.capped);
        let (count, capped) = names(capped.map(|line| line.name.as_str()));
        if count > 0 {
            said.push(format!("{capped}{count}个项目执行率偏低，以执行数为基数安排"));
        }
        if !figures::is_nothing(proposal.total.recovered) {
            let idle = proposal.lines.iter().filter(|line| !figures::is_nothing(line.amounts.recovered));
            let (count, idle) = names(idle.map(|line| line.name.as_str()));
            said.push(format!("收回{idle}{count}个项目长期闲置的资金"));
        }
        let goals = proposal.goals_without_money.iter().map(|&goal| of.plan.goals[goal].name.as_str());
        let (count, goals) = names(goals);
        if count > 0 {
            said.push(format!("{goals}{count}项目标没有资金保障，编制预算时应挂钩资金或调整目标"));
        }
    }
    for (turn, word) in [(Turn::Raised, "提高"), (Turn::Lowered, "降低")] {
        let turned = of.next_targets.iter().filter(|next| next.turn == turn);
        let (count, turned) = names(turned.map(|next| of.plan.targets[next.target].name.as_str()));
        if count > 0 {
            said.push(format!("下年度拟{word}{turned}{count}项指标的指标值"));
        }
    }
    said
}
