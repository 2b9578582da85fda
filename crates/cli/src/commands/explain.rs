use std::io::{self, Write};

use juesuan_audit::{Rule, rules::RULES};
use juesuan_findings::severity_name;

use crate::{args::ExplainArgs, failure::Failure};

/// How many rules are offered for a code that does not exist.
const SUGGESTIONS: usize = 5;

/// Explains a rule by its code or name.
///
/// # Errors
/// When there is no such rule; the message lists near ones.
pub fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let wanted = args.code.trim();
    let known = RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name == wanted);
    let rule = known.ok_or_else(|| Failure::new(unknown(wanted)))?;
    io::stdout().lock().write_all(explanation(rule).as_bytes())?;
    Ok(0)
}

fn explanation(rule: &Rule) -> String {
    format!(
        "{} {}（{}，最高级别：{}）\n\n{}\n\n依据\n{}\n\n反例\n{}\n\n正例\n{}\n",
        rule.code,
        rule.title,
        rule.name,
        severity_name(rule.severity),
        rule.explanation.trim(),
        rule.basis.trim(),
        indented(rule.bad),
        indented(rule.good)
    )
}

fn indented(text: &str) -> String {
    text.trim().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn unknown(wanted: &str) -> String {
    let mut near: Vec<_> = RULES.iter().map(|rule| (distance(&wanted.to_uppercase(), rule.code), rule)).collect();
    near.sort_by_key(|&(distance, rule)| (distance, rule.code));
    let list: Vec<_> =
        near.iter().take(SUGGESTIONS).map(|(_, rule)| format!("\n  {} {}", rule.code, rule.title)).collect();
    format!("没有编号为“{wanted}”的规则。相近的有：{}\n全部规则：juesuan rules", list.concat())
}

/// The number of insertions, deletions and replacements between two short texts.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("JS0301", "JS0301"), 0);
        assert_eq!(distance("JS301", "JS0301"), 1);
        assert_eq!(distance("", "JS"), 2);
    }
}
