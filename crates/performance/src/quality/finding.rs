use super::Rule;
use crate::Plan;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// 提示: it could be better.
    Info,
    /// 警告: it looks wrong.
    Warning,
    /// 错误: it contradicts itself.
    Error,
}

impl Severity {
    /// The Chinese word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "提示",
            Self::Warning => "警告",
            Self::Error => "错误",
        }
    }

    /// The id in machine-readable outputs.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// The sheet as a whole.
    Sheet,
    /// A goal, by its index.
    Goal(usize),
    /// An indicator, by its index.
    Target(usize),
}

impl About {
    /// In words: `指标 P01“办理来文”`; empty for the sheet.
    #[must_use]
    pub fn text(self, plan: &Plan) -> String {
        match self {
            Self::Sheet => String::new(),
            Self::Goal(goal) => format!("目标 {}“{}”", plan.goals[goal].code, plan.goals[goal].name),
            Self::Target(target) => {
                let target = &plan.targets[target];
                format!("指标 {}“{}”", target.code, target.name)
            }
        }
    }
}

/// Something that is wrong with indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Code of the rule: `JX0101`.
    pub code: &'static str,
    /// Name of the rule: `not-quantified`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it is about.
    pub about: About,
    /// What is wrong, in Chinese.
    pub message: String,
    /// What to do, in Chinese.
    pub fix: &'static str,
    /// What it takes from the sheet's score, in hundredths of a point.
    pub loss: u32,
}

impl Rule {
    /// A finding of this rule.
    pub(super) fn finding(&self, severity: Severity, about: About, message: String) -> Finding {
        debug_assert!(severity <= self.severity, "{} reports more than it says", self.code);
        Finding { code: self.code, rule: self.name, severity, about, message, fix: self.fix, loss: 0 }
    }
}
