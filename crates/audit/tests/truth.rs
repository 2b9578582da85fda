//! A real disclosure against what was found wrong in it by hand.

use std::path::PathBuf;

use juesuan_audit::{Finding, Options, Severity, check};
use juesuan_read::Document;
use serde_json::Value;

fn corpus(file: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let path = std::env::var_os("JUESUAN_CORPUS").map_or_else(beside, PathBuf::from).join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether a finding points into the words of a quote of the truth.
fn points_at(document: &Document, finding: &Finding, quote: &str) -> bool {
    let quote = bare(quote);
    finding.places.iter().any(|&place| {
        let words = bare(document.words_at(place));
        let text = bare(document.text_of(place));
        text.contains(&quote) && (quote.contains(&words) || words.contains(&quote))
    })
}

#[test]
fn what_is_certain_is_found_and_nothing_else_is_an_error() {
    let (Some(pdf), Some(truth)) =
        (corpus("shanghai-2024/finance-bureau.pdf"), corpus("shanghai-2024/finance-bureau.truth.json"))
    else {
        return;
    };
    let document = juesuan_read::read(&pdf).unwrap();
    let report = check(&document, &Options::default());
    let truth: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(truth).unwrap()).unwrap();
    let quotes = |entry: &Value| -> Vec<String> {
        let figures = entry["figures"].as_array().cloned().unwrap_or_default();
        figures.iter().filter_map(|f| f["quote"].as_str().map(str::to_owned)).collect()
    };
    let errors: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    let mut explained = vec![false; errors.len()];
    for entry in &truth {
        let severity = entry["severity"].as_str().unwrap();
        let hits: Vec<usize> = (0..errors.len())
            .filter(|&index| quotes(entry).iter().any(|quote| points_at(&document, errors[index], quote)))
            .collect();
        if severity == "certain" {
            assert!(!hits.is_empty(), "{} is not found", entry["id"]);
        }
        if matches!(severity, "certain" | "probable") {
            hits.iter().for_each(|&index| explained[index] = true);
        }
    }
    for (error, explained) in errors.iter().zip(explained) {
        assert!(explained, "{} is no error: {}", error.code, error.message);
    }
    let coverage = &report.coverage;
    assert!(coverage.understood * 100 >= coverage.numerals * 98, "{} of {}", coverage.understood, coverage.numerals);
}

#[test]
fn a_budget_is_named_and_not_audited() {
    let Some(pdf) = corpus("budget/shanghai-finance-2025-budget.pdf") else { return };
    let report = check(&juesuan_read::read(&pdf).unwrap(), &Options::default());
    assert_eq!(report.outline.kind, juesuan_form::Kind::UnitBudget);
    assert!(report.findings.is_empty());
}

#[test]
fn an_empty_template_has_no_errors() {
    let Some(pdf) = corpus("shanghai-2024/template.pdf") else { return };
    let report = check(&juesuan_read::read(&pdf).unwrap(), &Options::default());
    let errors: Vec<&String> =
        report.findings.iter().filter(|f| f.severity == Severity::Error).map(|f| &f.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
