use super::{Finding, QualitySettings, Severity, Sheet};
use crate::{Facts, Plan, Sums};

/// A rule on indicators, with everything that its documentation needs. One rule is one file under `rules/`.
pub struct Rule {
    /// `JX` and four digits: 01 is on single indicators, 02 on plans.
    pub code: &'static str,
    /// Kebab-case name of the pattern that is wrong, which is also the name of its file.
    pub name: &'static str,
    /// The highest severity it reports.
    pub severity: Severity,
    /// Chinese title.
    pub title: &'static str,
    /// What it looks for and why that matters, in Chinese.
    pub explanation: &'static str,
    /// What it rests on, in Chinese.
    pub basis: &'static str,
    /// What to do, in Chinese.
    pub fix: &'static str,
    /// Records in which it must find something: for each kind its name and a table, with the columns that matter.
    pub bad: &'static str,
    /// The same, right: it must be silent.
    pub good: &'static str,
    /// The check of a sheet.
    pub check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// What a rule sees.
pub struct Context<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What happened, if that is known already.
    pub facts: Option<&'a Facts>,
    /// Thresholds.
    pub settings: &'a QualitySettings,
    /// The sheet that is looked at.
    pub sheet: &'a Sheet,
}

impl Context<'_> {
    /// What the register of an indicator says up to now; none if it says nothing, or is not known.
    #[must_use]
    pub fn evidence(&self, target: usize) -> Option<Sums> {
        let sums = self.facts?.registers.get(target)?.sums.until(u16::MAX);
        (sums.items > 0).then_some(sums)
    }
}
