//! 绩效目标: goals with their money, lights and indicators, and the quality of the indicators.

use askama::Template;
use axum::extract::{Path, State};
use juesuan_amount::Fen;
use juesuan_books::Date;
use juesuan_desk::{
    Snapshot,
    views::{GoalTree, TargetNode, goal_tree},
};
use juesuan_performance::{
    Money, Plan,
    monitor::Light,
    quality::{About, Finding, Review, Severity, review},
};

use super::{Done, frame, words};
use crate::{
    App,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/goals.html")]
struct GoalsPage {
    shell: Shell,
    base: String,
    /// The last entry of the log that is in it.
    entry: i64,
    day: Date,
    tree: GoalTree,
    /// What serves goals and what does not; last all together.
    coverage: [(&'static str, Money); 4],
    all_budget: Fen,
    findings: Findings,
}

/// What the linter says of the sheets.
struct Findings {
    reviews: Vec<Review>,
    /// Unit and code of each goal of the plan.
    goals: Vec<(String, String)>,
}

impl Findings {
    fn new(plan: &Plan, reviews: Vec<Review>) -> Self {
        Self { reviews, goals: plan.goals.iter().map(|goal| (goal.unit.clone(), goal.code.clone())).collect() }
    }

    fn all(&self) -> impl Iterator<Item = &Finding> {
        self.reviews.iter().flat_map(|review| &review.findings)
    }

    /// The indicators that need somebody, by their light or by what the linter says, and those that are in order.
    fn apart<'t>(&self, targets: &'t [TargetNode]) -> (Vec<&'t TargetNode>, Vec<&'t TargetNode>) {
        let pressing = |finding: &&Finding| finding.severity != Severity::Info;
        targets.iter().partition(|it| it.light != Light::Green || self.of_target(&it.index).iter().any(pressing))
    }

    fn of_target(&self, index: &usize) -> Vec<&Finding> {
        self.all().filter(|finding| finding.about == About::Target(*index)).collect()
    }

    fn of_goal(&self, unit: &str, code: &str) -> Vec<&Finding> {
        let own = |goal: usize| (self.goals[goal].0.as_str(), self.goals[goal].1.as_str()) == (unit, code);
        self.all().filter(|finding| matches!(finding.about, About::Goal(goal) if own(goal))).collect()
    }

    fn of_sheet<'r>(&self, review: &'r Review) -> Vec<&'r Finding> {
        review.findings.iter().filter(|finding| finding.about == About::Sheet).collect()
    }
}

/// The tree.
pub async fn tree(State(app): State<App>, visitor: Visitor, Path((year, unit)): Path<(u16, String)>) -> Page {
    let (shell, base) = frame(&app, &visitor, (year, &unit), "绩效目标", "goals", Done::default()).await?;
    let read = |snapshot: &Snapshot| {
        let reviews = review(snapshot.plan(), Some(snapshot.facts()), &snapshot.settings().quality);
        let findings = Findings::new(snapshot.plan(), reviews);
        (goal_tree(snapshot), findings, snapshot.day(), snapshot.entry())
    };
    let (tree, findings, day, entry) = app.years.read(&app, year, &unit, read).await?;
    let total = tree.coverage;
    let coverage = [
        ("有目标的钱", total.served),
        ("没有目标的基本支出", total.basic_without_goal),
        ("没有目标的其他支出", total.other_without_goal),
        ("全部", total.all),
    ];
    page(&GoalsPage { shell, base, entry, day, all_budget: total.all.budget, tree, coverage, findings })
}
