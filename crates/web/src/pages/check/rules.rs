//! The rules by which documents are checked, with what they rest on and an example of each.

use askama::Template;
use axum::extract::Path;
use juesuan_audit::{Rule, example_parts, rules::RULES};

use crate::{
    WebError,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

/// Rules of one group.
struct Section {
    name: &'static str,
    rules: Vec<&'static Rule>,
}

#[derive(Template)]
#[template(path = "check/rules.html")]
struct RulesPage {
    shell: Shell,
    sections: Vec<Section>,
    count: usize,
}

/// All rules.
pub async fn all(visitor: Visitor) -> Page {
    let mut sections: Vec<Section> = Vec::new();
    for &rule in RULES {
        let name = rule.group.name();
        match sections.last_mut() {
            Some(section) if section.name == name => section.rules.push(rule),
            _ => sections.push(Section { name, rules: vec![rule] }),
        }
    }
    let shell = Shell::new("审核规则", &visitor, None, "/check");
    page(&RulesPage { shell, sections, count: RULES.len() })
}

/// An example, with last year's document where the rule compares with it.
struct Example {
    prior: Option<&'static str>,
    own: &'static str,
}

#[derive(Template)]
#[template(path = "check/rule.html")]
struct RulePage {
    shell: Shell,
    rule: &'static Rule,
    bad: Example,
    good: Example,
    before: Option<&'static Rule>,
    after: Option<&'static Rule>,
}

/// One rule.
pub async fn one(visitor: Visitor, Path(code): Path<String>) -> Page {
    let index = RULES.iter().position(|rule| rule.code == code);
    let index = index.ok_or_else(|| WebError::NotFound(format!("规则“{code}”。全部规则见“审核规则”页")))?;
    let rule = RULES[index];
    let example = |text| {
        let (prior, own) = example_parts(text);
        Example { prior, own }
    };
    let shell = Shell::new(&format!("{} {}", rule.code, rule.title), &visitor, None, "/check");
    let (before, after) = (index.checked_sub(1).map(|i| RULES[i]), RULES.get(index + 1).copied());
    page(&RulePage { shell, rule, bad: example(rule.bad), good: example(rule.good), before, after })
}
