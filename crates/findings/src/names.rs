//! What kinds, severities and counts are called.

use juesuan_audit::Severity;
use juesuan_form::Kind;
use unicode_width::UnicodeWidthStr;

/// The Chinese name of a severity.
#[must_use]
pub const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

/// The Chinese name of a kind of document.
#[must_use]
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::DepartmentFinalAccounts => "部门决算",
        Kind::UnitFinalAccounts => "单位决算",
        Kind::DepartmentBudget => "部门预算",
        Kind::UnitBudget => "单位预算",
        Kind::PerformanceSelfEvaluation => "绩效自评",
        Kind::Other => "其他文件",
    }
}

/// Says of a document that is neither final accounts nor a self-evaluation that it is not audited; none for one that is.
#[must_use]
pub fn not_audited(kind: Kind) -> Option<String> {
    match kind {
        Kind::DepartmentFinalAccounts | Kind::UnitFinalAccounts | Kind::PerformanceSelfEvaluation => None,
        Kind::DepartmentBudget | Kind::UnitBudget => Some(format!("这是{}，不按决算审核", kind_name(kind))),
        Kind::Other => Some("看不出这是决算公开或绩效自评文件，不按决算审核".into()),
    }
}

/// The share of numerals that were understood, rounded down so that 100% means all of them.
#[must_use]
pub fn coverage_percent(understood: usize, numerals: usize) -> String {
    if numerals == 0 {
        return "—".into();
    }
    let tenths = understood * 1000 / numerals;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Shortens a text to a width in columns, of which a Chinese character takes two, with `…` at its end when something was
/// cut.
#[must_use]
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if short.width() >= width {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(shorten("部门决算公开", 7), "部门决…");
        assert_eq!(shorten("短", 7), "短");
    }

    #[test]
    fn all_means_all() {
        assert_eq!(coverage_percent(9999, 10_000), "99.9%");
        assert_eq!(coverage_percent(3, 3), "100.0%");
        assert_eq!(coverage_percent(0, 0), "—");
    }
}
