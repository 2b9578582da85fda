//! 指标质量: a linter of indicators. One rule is one file under `rules/`; [`RULES`] lists them, [`review`] runs them.

mod describe;
mod finding;
mod rule;
mod rules;
mod scheme;
mod score;
mod settings;
mod sheet;
mod suggest;
mod words;

pub use describe::describe_rules;
pub use finding::{About, Finding, Severity};
pub use rule::{Context, Rule};
pub use rules::RULES;
pub use scheme::{LevelPoints, Scheme, nearest};
pub use score::FULL;
pub use settings::{Losses, QualitySettings};
pub use sheet::Sheet;
pub use suggest::suggest;

use crate::{Facts, Plan};

/// What the linter says of one sheet of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The sheet.
    pub sheet: Sheet,
    /// What it is called.
    pub title: String,
    /// 0–100, in hundredths of a point.
    pub score: u32,
    /// The scheme by which its points are given, as far as that can be seen.
    pub scheme: Option<String>,
    /// What is wrong; first what gains most when it is put right.
    pub findings: Vec<Finding>,
}

/// Looks at all sheets of a plan. What happened (佐证) is looked at too where it is given.
#[must_use]
pub fn review(plan: &Plan, facts: Option<&Facts>, settings: &QualitySettings) -> Vec<Review> {
    Sheet::all(plan).into_iter().map(|sheet| review_sheet(plan, facts, settings, sheet)).collect()
}

fn review_sheet(plan: &Plan, facts: Option<&Facts>, settings: &QualitySettings, sheet: Sheet) -> Review {
    let mut findings = Vec::new();
    let context = Context { plan, facts, settings, sheet: &sheet };
    for rule in RULES {
        (rule.check)(&context, &mut findings);
    }
    // The graver ones take their points first, so that the order of the rules makes no difference.
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.about, finding.code));
    let score = score::score(plan, settings, &sheet, &mut findings);
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.loss, finding.severity)));
    let weighted = sheet.total(plan) > 0;
    let scheme = nearest(&settings.scheme, plan, &sheet).filter(|(_, differences)| weighted && differences.is_empty());
    Review { title: sheet.title(plan), score, scheme: scheme.map(|(scheme, _)| scheme.name.clone()), findings, sheet }
}
