//! All figures that the report prints.

use std::collections::BTreeSet;

use juesuan_amount::Fen;
use juesuan_report::{FigureSet, Formula};

use super::{SelfEvaluation, code, name};
use crate::{
    evaluate::{Evaluation, Grade, Money, ScoredTarget},
    measure::Reached,
};

/// Adds all of them.
pub(super) fn add(of: &SelfEvaluation<'_>, figures: &mut FigureSet) {
    add_evaluation(of, figures, of.whole);
    for project in of.projects {
        add_evaluation(of, figures, project);
    }
    let [basic, projects] = by_nature(of);
    add_money(figures, "basic", "基本支出", basic);
    add_money(figures, "projects", "项目支出", projects);
    add_counts(of, figures);
    if let Some(proposal) = of.proposal {
        for line in &proposal.lines {
            let id = |what: &str| format!("proposal/{}/{what}", line.code);
            let formula = || Formula::Fact("结果应用规则".to_owned());
            figures.add_money(
                &id("proposed"),
                &format!("{}下年度预算建议数", line.name),
                line.amounts.proposed,
                formula(),
            );
            figures.add_money(
                &id("difference"),
                &format!("{}比本年增减", line.name),
                line.amounts.difference,
                formula(),
            );
        }
        for what in ["proposed", "difference"] {
            let terms = proposal.lines.iter().map(|line| (1, format!("proposal/{}/{what}", line.code))).collect();
            figures.add_sum(&format!("proposal/{what}"), "项目支出下年度建议合计", terms);
        }
        let parts = |what: &str| proposal.lines.iter().map(|line| (1, format!("{}/{what}", line.code))).collect();
        figures.add_sum("proposal/budget", "项目支出全年预算数", parts("budget"));
        figures.add_sum("proposal/paid", "项目支出全年执行数", parts("paid"));
        figures.add_money(
            "proposal/recovered",
            "拟收回闲置资金",
            proposal.total.recovered,
            Formula::Fact("结果应用规则".to_owned()),
        );
    }
}

/// Figures of 整体支出 or of a project.
fn add_evaluation(of: &SelfEvaluation<'_>, figures: &mut FigureSet, evaluation: &Evaluation) {
    let (prefix, name) = (code(evaluation), name(evaluation));
    add_money(figures, prefix, name, evaluation.money);
    for (number, line) in evaluation.lines.iter().enumerate() {
        add_line(of, figures, &format!("{prefix}/{number}"), line);
    }
    let mut parts = Vec::new();
    for sum in evaluation.sums() {
        let first = format!("{prefix}/{}", sum.level.name());
        let mut seconds = Vec::new();
        for part in &sum.parts {
            let second = format!("{first}/{}", part.dimension.key());
            let lines: Vec<String> = part.lines.clone().map(|number| format!("{prefix}/{number}")).collect();
            add_points(figures, &second, part.dimension.name(), &lines);
            seconds.push(second);
        }
        add_points(figures, &first, sum.level.name(), &seconds);
        parts.push(first);
    }
    add_points(figures, prefix, &format!("{name}总分"), &parts);
}

/// 分值, 得分 and 扣分 that add up those of others.
fn add_points(figures: &mut FigureSet, id: &str, label: &str, parts: &[String]) {
    for (what, word) in [("weight", "分值"), ("score", "得分")] {
        let terms = parts.iter().map(|part| (1, format!("{part}/{what}"))).collect();
        figures.add_point_sum(&format!("{id}/{what}"), &format!("{label}{word}"), terms);
    }
    let lost = vec![(1, format!("{id}/weight")), (-1, format!("{id}/score"))];
    figures.add_point_sum(&format!("{id}/lost"), &format!("{label}扣分"), lost);
}

fn add_line(of: &SelfEvaluation<'_>, figures: &mut FigureSet, id: &str, line: &ScoredTarget) {
    let label = |word: &str| format!("“{}”{word}", line.name);
    figures.add_points(&format!("{id}/weight"), &label("分值"), line.weight.into(), "绩效目标申报");
    figures.add_points(&format!("{id}/score"), &label("得分"), line.score.into(), "按计分方式计算");
    let lost = vec![(1, format!("{id}/weight")), (-1, format!("{id}/score"))];
    figures.add_point_sum(&format!("{id}/lost"), &label("扣分"), lost);
    if let Some(aim) = line.aimed {
        figures.add_quantity(&format!("{id}/aim"), &label("年度指标值"), aim, &line.aim, "绩效目标申报");
    }
    if let Some(Reached::Number(reached)) = line.actual {
        let source = source(of, line);
        figures.add_quantity(&format!("{id}/actual"), &label("实际完成值"), reached, &line.reached, &source);
    }
}

/// Where the actual value of an indicator comes from.
fn source(of: &SelfEvaluation<'_>, line: &ScoredTarget) -> String {
    let registers: BTreeSet<&str> =
        line.targets.iter().map(|&target| of.plan.targets[target].register.as_str()).collect();
    let named: Vec<&str> = registers.into_iter().filter(|register| !register.is_empty()).collect();
    let way = line.targets.first().map_or("", |&target| of.plan.targets[target].aggregation.name());
    if named.is_empty() {
        "支付数据".to_owned()
    } else {
        format!("登记簿“{}”，取值方式：{way}", named.join("、"))
    }
}

fn add_money(figures: &mut FigureSet, prefix: &str, name: &str, money: Money) {
    let amounts = [
        ("initial", "年初预算数", money.initial, "预算指标"),
        ("budget", "全年预算数", money.budget, "预算指标及其变动"),
        ("paid", "全年执行数", money.paid, "支付凭证"),
    ];
    for (what, word, amount, source) in amounts {
        let formula = Formula::Fact(source.to_owned());
        figures.add_money(&format!("{prefix}/{what}"), &format!("{name}{word}"), amount, formula);
    }
    let [paid, budget] = ["paid", "budget"].map(|what| format!("{prefix}/{what}"));
    figures.add_percentage(&format!("{prefix}/rate"), &format!("{name}预算执行率"), &paid, &budget);
}

/// Money of the unit's basic expenditure and of its projects.
fn by_nature(of: &SelfEvaluation<'_>) -> [Money; 2] {
    let crate::evaluate::Evaluated::Unit(unit) = &of.whole.subject else { return [Money::default(); 2] };
    let mut money = [Money::default(); 2];
    for (project, facts) in of.plan.projects.iter().zip(&of.facts.projects).filter(|(project, _)| project.unit == *unit)
    {
        let part = &mut money[usize::from(!project.basic)];
        part.initial += facts.initial;
        part.budget += facts.budget.until(of.whole.day);
        part.paid += facts.paid.until(of.whole.day);
    }
    money
}

fn add_counts(of: &SelfEvaluation<'_>, figures: &mut FigureSet) {
    let of_projects = of.plan.targets.iter().filter(|target| !target.project_code.is_empty()).count();
    let registers: BTreeSet<&str> = of.plan.targets.iter().map(|target| target.register.as_str()).collect();
    let open = of.corrections.iter().filter(|correction| !correction.closed).count();
    let counts = [
        ("count/goals", "年度绩效目标", of.plan.goals.len(), "绩效目标申报"),
        ("count/targets", "绩效指标", of.plan.targets.len(), "绩效目标申报"),
        ("count/whole-targets", "整体支出绩效指标", of.plan.targets.len() - of_projects, "绩效目标申报"),
        ("count/project-targets", "项目支出绩效指标", of_projects, "绩效目标申报"),
        ("count/projects", "自评项目", of.projects.len(), "预算指标"),
        (
            "count/proposed",
            "提出预算建议的项目",
            of.proposal.map_or(0, |proposal| proposal.lines.len()),
            "结果应用规则",
        ),
        ("count/registers", "业务登记簿", registers.iter().filter(|name| !name.is_empty()).count(), "登记簿"),
        ("corrections/found", "监控发现问题数", of.corrections.len(), "整改台账"),
        ("corrections/closed", "已整改数", of.corrections.len() - open, "整改台账"),
        ("corrections/open", "正在整改数", open, "整改台账"),
        ("corrections/overdue", "超期整改数", of.corrections.iter().filter(|c| c.overdue).count(), "整改台账"),
    ];
    for (id, label, count, source) in counts {
        figures.add_count(id, label, i64::try_from(count).unwrap_or(i64::MAX), source);
    }
    for grade in [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor] {
        let count = of.projects.iter().filter(|project| project.grade == Some(grade)).count();
        let (id, label) = (grade_id(grade), format!("评价等级为“{}”的项目", of.settings.name_of(grade)));
        figures.add_count(&id, &label, i64::try_from(count).unwrap_or(i64::MAX), "绩效自评");
    }
}

/// Id of how many projects have a grade.
pub(super) fn grade_id(grade: Grade) -> String {
    format!("count/grade-{}", grade as u8 + 1)
}

/// Whether an amount is nothing.
pub(super) fn is_nothing(amount: Fen) -> bool {
    amount == Fen::ZERO
}
