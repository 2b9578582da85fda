use std::io::{self, Write};

use juesuan_desk::{Snapshot, json};
use juesuan_performance::evaluate::{Evaluated, Evaluation, ScoredTarget};

use serde_json::Value;

use super::view::{points, view, wan};
use crate::{
    args::{EvaluateArgs, ViewFormat},
    books::Session,
    failure::Failure,
};

/// Shows the scores of the unit and of its projects, or of one project.
///
/// # Errors
/// When the books or the settings cannot be read, or there is no such project.
pub fn run(args: &EvaluateArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.view.as_of.database.db)?;
    let snapshot = view(&mut session, &args.view)?;
    session.close()?;
    let evaluator = snapshot.evaluator();
    let mut out = io::stdout().lock();
    let all = match &args.project {
        Some(code) => {
            let remedy = "请核对项目代码（juesuan perf monitor 列出各项目）";
            let project = evaluator.project(code);
            vec![project.ok_or_else(|| Failure::new(format!("没有项目“{code}”。{remedy}")))?]
        }
        None => [evaluator.unit(snapshot.unit())].into_iter().chain(evaluator.projects()).collect(),
    };
    if args.format == ViewFormat::Json {
        let all: Vec<Value> = all.iter().map(|evaluation| json::evaluation(&snapshot, evaluation)).collect();
        writeln!(out, "{:#}", Value::Array(all))?;
        return Ok(0);
    }
    let Some((first, projects)) = all.split_first() else { return Ok(0) };
    detail(&mut out, &snapshot, first)?;
    if !projects.is_empty() {
        writeln!(out, "项目支出")?;
    }
    for evaluation in projects {
        writeln!(out, "  {}", headline(&snapshot, evaluation))?;
    }
    Ok(0)
}

/// `整体支出　98.7 分（满分 100）　优`
fn headline(snapshot: &Snapshot, evaluation: &Evaluation) -> String {
    let what = match &evaluation.subject {
        Evaluated::Unit(_) => "整体支出".to_owned(),
        Evaluated::Project { code, name, .. } => format!("{code} {name}"),
    };
    let grade =
        evaluation.grade.map_or("没有可以计分的指标", |grade| snapshot.settings().evaluation.name_of(grade));
    format!("{what}　{} 分（满分 {}）　{grade}", points(evaluation.total), points(evaluation.full))
}

fn detail(out: &mut impl Write, snapshot: &Snapshot, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "{}　截至 {}", headline(snapshot, evaluation), snapshot.day())?;
    let money = evaluation.money;
    let (initial, budget, paid) = (wan(money.initial), wan(money.budget), wan(money.paid));
    writeln!(out, "  年初预算 {initial} 万元，全年预算 {budget} 万元，执行 {paid} 万元")?;
    for sum in evaluation.sums() {
        writeln!(out, "  {}　{}／{}", sum.level.name(), points(sum.score), points(sum.weight))?;
        for part in sum.parts {
            writeln!(out, "    {}　{}／{}", part.dimension.name(), points(part.score), points(part.weight))?;
            for line in &evaluation.lines[part.lines] {
                writeln!(out, "      {}", told(line))?;
            }
        }
    }
    for notice in &evaluation.notices {
        writeln!(out, "  注意：{notice}")?;
    }
    Ok(())
}

/// An indicator: target, result, points, and why they were lost.
fn told(line: &ScoredTarget) -> String {
    let note = if line.note.is_empty() { String::new() } else { format!("（{}）", line.note) };
    format!("{}　得 {}／{}{note}", line.sentence(), points(line.score), points(line.weight))
}
