//! The identity of a finding holds from one year's document to the next, and tells mistakes apart.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use juesuan_audit::check;
use juesuan_findings::{Audited, FindingKey, Options, keys};
use juesuan_mutate::report::{Plan, mutated_sample};
use juesuan_read::{Block, Document};
use rayon::prelude::*;

const PLAN: Plan = Plan { mutated: 0, clean: 0, seed: 77, examples: 0, only: None };
/// How many documents with faults are tried.
const DOCUMENTS: u64 = 40;

/// The same text a year later: each year is one more, and each amount with decimals is `times` as large, so that sums
/// stay true and false as they were.
fn next_year(text: &str, times: i64) -> String {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
        out += &text[at..start];
        let numeral = |&(i, b): &(usize, &u8)| {
            b.is_ascii_digit() || (b",.".contains(b) && bytes.get(start + i + 1).is_some_and(u8::is_ascii_digit))
        };
        at = start + bytes[start..].iter().enumerate().take_while(numeral).count();
        let number = &text[start..at];
        out += &changed(number, &text[at..], times);
    }
    out + &text[at..]
}

fn changed(number: &str, after: &str, times: i64) -> String {
    match number.split_once('.') {
        None if number.len() == 4 && number.starts_with("20") => (number.parse::<i64>().unwrap() + 1).to_string(),
        Some((whole, part)) if part.len() == 2 && !after.starts_with(['%', '％']) => {
            let hundredths: i64 = (whole.replace(',', "") + part).parse().unwrap();
            let hundredths = hundredths * times;
            let mut whole = (hundredths / 100).to_string();
            if number.contains(',') {
                for place in
                    (1..whole.len()).rev().filter(|place| (whole.len() - place).is_multiple_of(3)).collect::<Vec<_>>()
                {
                    whole.insert(place, ',');
                }
            }
            format!("{whole}.{:02}", hundredths % 100)
        }
        _ => number.to_owned(),
    }
}

/// A generated document a year later.
fn document_of_next_year(document: &Document, times: i64) -> Document {
    let mut document = document.clone();
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.text = next_year(&paragraph.text, times);
                paragraph.page_breaks.clear();
            }
            Block::Table(table) => table.cells.iter_mut().for_each(|cell| cell.text = next_year(&cell.text, times)),
        }
    }
    document
}

fn audited(document: Document) -> Audited {
    let report = check(&document, &Options::default());
    Audited { document, report, read_ms: 0.0 }
}

/// The findings' messages by their keys, of which no two are equal.
fn by_key(audited: &Audited) -> BTreeMap<FindingKey, String> {
    let messages = audited.report.findings.iter().map(|finding| finding.message.clone());
    let by_key: BTreeMap<_, _> = keys(audited).into_iter().zip(messages).collect();
    assert_eq!(by_key.len(), audited.report.findings.len());
    by_key
}

/// Whether a finding is told from another only by standing after it.
fn has_ordinal(key: &FindingKey) -> bool {
    key.as_str().matches('-').count() > 1
}

fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/disclosure-with-errors.txt");
    std::fs::read_to_string(path).unwrap()
}

fn check_text(text: &str) -> Audited {
    Audited::of_bytes("决算.txt", text.as_bytes().to_vec(), &Options::default()).unwrap()
}

#[test]
fn the_same_mistakes_have_the_same_keys_next_year() {
    let text = example();
    let this = check_text(&text);
    assert!(this.report.findings.len() >= 10);
    let this = by_key(&this);
    for times in [1, 3] {
        let next = by_key(&check_text(&next_year(&text, times)));
        let lost: Vec<_> = this.iter().filter(|(key, _)| !next.contains_key(*key)).collect();
        let new: Vec<_> = next.iter().filter(|(key, _)| !this.contains_key(*key)).collect();
        assert!(lost.is_empty() && new.is_empty(), "times {times}: lost {lost:#?}, new {new:#?}");
    }
}

#[test]
fn sections_may_be_numbered_otherwise() {
    let text = example();
    let (before, after) = text.split_once("十一、政府采购支出说明").unwrap();
    // Only in the body: the table of contents stands before.
    let renumbered = format!("{before}十一、政府采购支出说明{after}")
        .replace("十二、国有资产占用情况说明", "二十二、国有资产占用情况说明");
    let (this, other) = (by_key(&check_text(&text)), by_key(&check_text(&renumbered)));
    let lost: Vec<_> = this.iter().filter(|(key, _)| !other.contains_key(*key)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

/// How many findings a document with faults has, how many of them have their key a year later, and how many are told apart
/// only by their order. Where nothing but years changes, all must have it.
fn kept(index: u64) -> [usize; 3] {
    let Some(mutated) = mutated_sample(&PLAN, index) else { return [0; 3] };
    let document = mutated.sample.document;
    let times = if index % 4 == 1 { 3 } else { 1 };
    let next = by_key(&audited(document_of_next_year(&document, times)));
    let this = by_key(&audited(document));
    let lost: Vec<_> = this.iter().filter(|(key, _)| !next.contains_key(*key)).collect();
    let ordinals = this.keys().filter(|key| has_ordinal(key)).count();
    assert!(times > 1 || lost.is_empty(), "{index}: {lost:#?}");
    [this.len(), this.len() - lost.len(), ordinals]
}

#[test]
fn mistakes_of_every_kind_keep_their_keys() {
    let add = |a: [usize; 3], b: [usize; 3]| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    let [all, kept, ordinals] = (0..DOCUMENTS).into_par_iter().map(kept).reduce(|| [0; 3], add);
    // With other amounts some rounding differences become provable, and a proof may then blame another figure.
    assert!(all >= 60 && kept * 100 >= all * 95, "{kept} of {all}");
    // An order shifts when one of several is mended, so it must be the exception.
    assert!(ordinals * 20 <= all, "{ordinals} of {all}");
}

#[test]
fn different_mistakes_have_different_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/disclosure-clean.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut made: BTreeMap<FindingKey, usize> = BTreeMap::new();
    let digit_before = |at: usize| text.as_bytes()[at - 1].is_ascii_digit() && text.as_bytes()[at - 2].is_ascii_digit();
    let percentages: Vec<usize> = text.match_indices('%').map(|(at, _)| at).filter(|&at| digit_before(at)).collect();
    assert!(percentages.len() >= 20);
    for (number, at) in percentages.into_iter().enumerate() {
        let digit = text.as_bytes()[at - 2];
        let other = if digit < b'5' { digit + 5 } else { digit - 5 };
        let wrong = format!("{}{}{}", &text[..at - 2], char::from(other), &text[at - 1..]);
        let audited = check_text(&wrong);
        for key in by_key(&audited).into_keys() {
            let before = made.insert(key.clone(), number);
            assert!(before.is_none(), "{key} for percentages {before:?} and {number}: {:?}", audited.report.findings);
        }
    }
    assert!(made.len() >= 20, "{}", made.len());
}

#[test]
fn within_one_real_document_no_two_findings_share_a_key() {
    let corpus = std::env::var_os("JUESUAN_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
    for file in ["seed/huaihua-2024.txt", "shanghai-2024/finance-bureau.pdf", "shanghai-2024/template.pdf"] {
        match Audited::of_path(&corpus.join(file), &Options::default()) {
            Ok(audited) => {
                let keys = by_key(&audited);
                let ordinals = keys.keys().filter(|key| has_ordinal(key)).count();
                assert!(ordinals * 10 <= keys.len(), "{file}: {ordinals} of {}", keys.len());
            }
            Err(_) => eprintln!("skipped: no {file} beside the project"),
        }
    }
}
