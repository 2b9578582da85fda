//! Every rule: its examples, its code, its file and its words.

use std::{collections::HashSet, path::Path};

use juesuan_audit::{Finding, Group, Options, Rule, check, example_parts, rules::RULES};
use juesuan_form::Kind;

fn found(rule: &Rule, text: &str) -> Vec<Finding> {
    let (prior, own) = example_parts(text);
    let prior = prior.map(|text| juesuan_read::read_text("prior", text));
    let options =
        Options { prior: prior.as_ref(), assume_kind: Some(Kind::DepartmentFinalAccounts), ..Options::default() };
    let report = check(&juesuan_read::read_text("example", own), &options);
    report.findings.into_iter().filter(|finding| finding.code == rule.code).collect()
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    let mut faults = Vec::new();
    for rule in RULES {
        if found(rule, rule.bad).is_empty() {
            faults.push(format!("{} {}: nothing found in its bad example", rule.code, rule.name));
        }
        for finding in found(rule, rule.good) {
            faults.push(format!("{} {}: found in its good example: {}", rule.code, rule.name, finding.message));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_are_unique_and_begin_with_their_group() {
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for rule in RULES {
        assert!(codes.insert(rule.code), "{} twice", rule.code);
        assert!(names.insert(rule.name), "{} twice", rule.name);
        assert_eq!((&rule.code[..2], &rule.code[2..4]), ("JS", folder(rule.group).0), "{}", rule.name);
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.code), "ordered by code");
}

#[test]
fn every_rule_has_a_file_of_its_name() {
    for rule in RULES.iter().filter(|rule| rule.check.is_some()) {
        let file = format!("src/rules/{}/{}.rs", folder(rule.group).1, rule.name.replace('-', "_"));
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).is_file(), "{file} is missing");
    }
}

#[test]
fn every_rule_explains_itself_in_chinese() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for rule in RULES {
        for text in [rule.title, rule.explanation, rule.basis, rule.bad, rule.good] {
            assert!(is_chinese(text), "{} has an empty field", rule.code);
        }
    }
}

/// The digits of a group in its codes, and its folder.
fn folder(group: Group) -> (&'static str, &'static str) {
    match group {
        Group::Table => ("01", "table"),
        Group::Tables => ("02", "tables"),
        Group::Narrative => ("03", "narrative"),
        Group::Direction => ("04", "direction"),
        Group::Classification => ("05", "classification"),
        Group::Performance => ("06", "performance"),
        Group::Facts => ("07", "facts"),
        Group::Structure => ("08", "structure"),
        Group::Wording => ("09", "wording"),
        Group::Prior => ("10", "prior"),
    }
}
