use std::io::{self, Write};

use juesuan_audit::{Rule, rules::RULES};
use juesuan_findings::severity_name;

use crate::{
    args::{RulesArgs, RulesFormat},
    failure::Failure,
    width::pad_right,
};

/// Lists all rules.
///
/// # Errors
/// When standard output cannot be written to.
pub fn run(args: &RulesArgs) -> Result<u8, Failure> {
    let text = match args.format {
        RulesFormat::Text => RULES.iter().map(|rule| line(rule)).collect(),
        RulesFormat::Json => json()?,
        RulesFormat::Md => markdown(),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(0)
}

fn line(rule: &Rule) -> String {
    format!("{}  {}  {}  {}\n", rule.code, severity_name(rule.severity), pad_right(rule.name, 32), rule.title)
}

fn json() -> Result<String, Failure> {
    let rules: Vec<_> = RULES
        .iter()
        .map(|rule| {
            serde_json::json!({
                "code": rule.code,
                "rule": rule.name,
                "severity": rule.severity,
                "title": rule.title,
                "explanation": rule.explanation,
                "basis": rule.basis,
                "bad": rule.bad,
                "good": rule.good,
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&rules).map_err(|e| Failure::new(format!("写不出 JSON：{e}")))?;
    Ok(text + "\n")
}

fn markdown() -> String {
    let rows = RULES.iter().map(|rule| {
        format!("| {} | `{}` | {} | {} |\n", rule.code, rule.name, severity_name(rule.severity), rule.title)
    });
    let header = "| 编号 | 名称 | 最高级别 | 标题 |\n|---|---|---|---|\n";
    header.to_owned() + &rows.collect::<String>()
}
