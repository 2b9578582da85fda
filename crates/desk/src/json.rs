//! Lights and scores for programs. Amounts are yuan as text, points are hundredths, degrees are millionths.

use juesuan_books::Date;
use juesuan_performance::{
    Plan,
    evaluate::{Evaluated, Evaluation},
    monitor::{Deviation, Light, Monitor},
};
use serde_json::{Value, json};

use crate::Snapshot;

/// All lights of a day and the deviations of the year until then.
#[must_use]
pub fn monitor(snapshot: &Snapshot) -> Value {
    let monitor = snapshot.monitor();
    let (board, plan) = (monitor.board(), monitor.plan());
    let goals = plan.goals.iter().zip(&board.goals);
    let goals =
        goals.map(|(goal, &it)| json!({ "unit": goal.unit, "code": goal.code, "name": goal.name, "light": light(it) }));
    let projects = plan.projects.iter().zip(&board.projects).zip(&monitor.facts().projects);
    let projects = projects.map(|((project, &it), facts)| {
        json!({
            "unit": project.unit, "code": project.code, "name": project.name, "light": light(it),
            "budget": facts.budget.until(board.day).to_string(), "paid": facts.paid.until(board.day).to_string(),
        })
    });
    let targets = plan.targets.iter().zip(&board.targets).enumerate();
    let targets = targets.map(|(index, (target, &it))| {
        let actual = juesuan_performance::measure::actual(plan, monitor.facts(), index, board.day);
        let forecast = monitor.forecast(index);
        let edge = |value: juesuan_amount::Quantity| value.to_string();
        json!({
            "unit": target.unit, "code": target.code, "project": target.project_code, "name": target.name,
            "target": target.aim_text(), "actual": actual.map(|actual| actual.value.text(target)), "light": light(it),
            "forecast": forecast.map(|it| json!({ "value": edge(it.value), "low": edge(it.low), "high": edge(it.high) })),
        })
    });
    json!({
        "year": plan.year, "day": snapshot.day().to_string(), "light": light(board.year),
        "goals": goals.collect::<Vec<_>>(), "projects": projects.collect::<Vec<_>>(),
        "targets": targets.collect::<Vec<_>>(),
        "deviations": monitor.deviations().map(|it| deviation(monitor, &it)).collect::<Vec<_>>(),
    })
}

fn light(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
    }
}

/// A deviation, with what was behind it when it began.
fn deviation(monitor: &Monitor, deviation: &Deviation) -> Value {
    let plan = monitor.plan();
    let told = monitor.explain(deviation.subject, deviation.kind, deviation.from);
    let vouchers = |told: &juesuan_performance::monitor::Explanation<'_>| -> Vec<Value> {
        let vouchers = told.payments.iter();
        vouchers
            .map(|it| json!({ "voucher": &*it.voucher, "entry": &*it.entry, "amount": it.amount.to_string() }))
            .collect()
    };
    let items = |told: &juesuan_performance::monitor::Explanation<'_>| -> Vec<Value> {
        let items = told.items.iter();
        items.map(|(target, it)| json!({ "register": plan.targets[*target].register, "item": &*it.number })).collect()
    };
    json!({
        "kind": deviation.kind.key(), "name": deviation.kind.name(), "light": light(deviation.light),
        "project": deviation.subject.project.map(|project| plan.projects[project].code.as_str()),
        "target": deviation.subject.target.map(|target| plan.targets[target].code.as_str()),
        "from": date(plan, deviation.from), "until": deviation.until.and_then(|until| date(plan, until)),
        "message": told.as_ref().map(|told| told.sentence.as_str()),
        "payments": told.as_ref().map(vouchers), "evidence": told.as_ref().map(items),
    })
}

fn date(plan: &Plan, day: u16) -> Option<String> {
    Date::of_year(plan.year, day).map(|day| day.to_string())
}

/// The scores of what was evaluated.
#[must_use]
pub fn evaluation(snapshot: &Snapshot, evaluation: &Evaluation) -> Value {
    let (kind, code, name) = match &evaluation.subject {
        Evaluated::Unit(unit) => ("unit", unit, ""),
        Evaluated::Project { code, name, .. } => ("project", code, name.as_str()),
    };
    let lines = evaluation.lines.iter().map(|line| {
        json!({
            "dimension": line.dimension.key(), "name": line.name, "target": line.aim, "actual": line.reached,
            "degree": line.degree, "weight": line.weight, "score": line.score, "reason": line.reason, "note": line.note,
        })
    });
    let money = evaluation.money;
    json!({
        "kind": kind, "code": code, "name": name, "year": evaluation.year, "day": snapshot.day().to_string(),
        "full": evaluation.full, "score": evaluation.total,
        "grade": evaluation.grade.map(|grade| snapshot.settings().evaluation.name_of(grade)),
        "money": {
            "initial": money.initial.to_string(), "budget": money.budget.to_string(), "paid": money.paid.to_string(),
        },
        "lines": lines.collect::<Vec<_>>(), "notices": evaluation.notices,
    })
}
