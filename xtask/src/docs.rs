//! The pages of the rules, made from the rules themselves so that they cannot say something else.

use std::{collections::BTreeMap, fs, path::Path};

use juesuan_audit::{Rule, Severity, rules::RULES};

/// Writes all pages and removes those of rules that no longer exist.
pub fn write(root: &Path) -> Result<String, String> {
    let folder = root.join("docs/rules");
    let pages = pages();
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for name in existing(&folder)?.keys().filter(|name| !pages.contains_key(*name)) {
        fs::remove_file(folder.join(name)).map_err(|e| format!("{name}: {e}"))?;
    }
    for (name, text) in &pages {
        fs::write(folder.join(name), text).map_err(|e| format!("{name}: {e}"))?;
    }
    Ok(format!("{} pages in docs/rules", pages.len()))
}

/// Fails when the pages are not what [`write`] would make of the rules.
pub fn check(root: &Path) -> Result<String, String> {
    let (existing, pages) = (existing(&root.join("docs/rules"))?, pages());
    let names = existing.keys().chain(pages.keys());
    let mut stale: Vec<&str> =
        names.filter(|name| existing.get(*name) != pages.get(*name)).map(String::as_str).collect();
    stale.dedup();
    if stale.is_empty() {
        return Ok(format!("docs/rules is up to date ({} pages)", pages.len()));
    }
    Err(format!("stale in docs/rules: {}\nrun `cargo xtask docs` and commit the result", stale.join(", ")))
}

/// The pages in a folder by file name; none if there is no folder.
fn existing(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(BTreeMap::new()) };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "md"))
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = fs::read_to_string(entry.path()).map_err(|e| format!("{name}: {e}"))?;
            Ok((name, text))
        })
        .collect()
}

/// All pages by file name: the index and one for each rule.
fn pages() -> BTreeMap<String, String> {
    let mut pages: BTreeMap<_, _> = RULES.iter().map(|rule| (format!("{}.md", rule.code), page(rule))).collect();
    pages.insert("README.md".into(), index());
    pages
}

fn page(rule: &Rule) -> String {
    format!(
        "# {} {}\n\n名称：`{}`　组别：{}　最高级别：{}\n\n{}\n\n## 依据\n\n{}\n\n## 反例\n\n{}\n\n## 正例\n\n{}\n",
        rule.code,
        rule.title,
        rule.name,
        rule.group.name(),
        severity_name(rule.severity),
        rule.explanation.trim(),
        rule.basis.trim(),
        fenced(rule.bad),
        fenced(rule.good)
    )
}

fn fenced(text: &str) -> String {
    format!("```text\n{}\n```", text.trim_matches('\n'))
}

fn index() -> String {
    let mut text = String::from(
        "# 审核规则\n\n由 `cargo xtask docs` 从规则代码生成，请勿手工修改。\n\n\
         **错误**必有证明；**警告**是看来有误但尚未证明的；**提示**是文字和格式问题。\n",
    );
    let mut rules: Vec<&&Rule> = RULES.iter().collect();
    rules.sort_by_key(|rule| (rule.group, rule.code));
    let mut group = None;
    for rule in rules {
        if group != Some(rule.group) {
            group = Some(rule.group);
            text += &format!("\n## {}\n\n| 编号 | 标题 | 最高级别 |\n|---|---|---|\n", rule.group.name());
        }
        text += &format!("| [{0}]({0}.md) | {1} | {2} |\n", rule.code, rule.title, severity_name(rule.severity));
    }
    text
}

const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}
