//! Findings in words.

use juesuan_audit::{Finding, Proof, Rule, Severity, rules::RULES};
use juesuan_read::Place;
use serde::Serialize;

use crate::{FindingKey, Locator, Note};

/// A finding with everything that is said of it.
#[derive(Clone, Debug, Serialize)]
pub struct Found<'a> {
    /// Its identity over the years.
    pub key: FindingKey,
    /// Code of the rule, `JS0301`.
    pub code: &'static str,
    /// Name of the rule, `share-of-total`.
    pub rule: &'static str,
    /// The rule's title in Chinese.
    pub title: &'static str,
    /// What the rule looks for and why it matters, in Chinese.
    pub explanation: &'static str,
    /// The rule's legal or arithmetical basis, in Chinese.
    pub basis: &'static str,
    /// How sure the finding is.
    pub severity: Severity,
    /// What is wrong, in Chinese.
    pub message: &'a str,
    /// Page of the first quotation, from 1.
    pub page: Option<u32>,
    /// Section of the first quotation by its printed numbers, `五（二）`, or title of the table.
    pub section: Option<String>,
    /// The document's own words, the most suspect first.
    pub quotes: Vec<Quote<'a>>,
    /// What should stand at the first quotation.
    pub expected: Option<&'a str>,
    /// What is most likely wrong.
    pub suspect: Option<&'a str>,
    /// Why what is printed cannot be.
    pub proof: Option<Proven<'a>>,
    /// What someone said of it; none until [`crate::apply`].
    pub note: Option<Note>,
}

/// Words of the document with those before and after them that make them understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote<'a> {
    /// The page, from 1.
    pub page: Option<u32>,
    /// The section by its printed numbers, or the title of the table.
    pub section: Option<String>,
    /// Page, section and its title, and the row and column or address of a cell, in Chinese.
    pub place: String,
    /// The clause in which the words stand, or for a cell the name of its row and its text: 10 to 40 characters.
    pub clause: String,
    /// What stands before the words in their sentence, or the name of the row.
    pub before: String,
    /// The words; empty where something is missing.
    pub words: &'a str,
    /// What follows them.
    pub after: String,
}

/// A proof row by row.
#[derive(Clone, Debug, Serialize)]
pub struct Proven<'a> {
    /// Statements that cannot all hold.
    pub rows: Vec<ProofRow<'a>>,
    /// By how much they miss, in Chinese.
    pub gap: &'a str,
}

/// One statement of a proof.
#[derive(Clone, Debug, Serialize)]
pub struct ProofRow<'a> {
    /// By which whole number it is multiplied before all are added up.
    pub weight: &'a str,
    /// The printed figure with the amounts it may stand for, or the relation (勾稽关系), in Chinese.
    pub text: &'a str,
    /// Where the figure stands, in words; none for a relation.
    pub place: Option<String>,
    /// The page of that place.
    pub page: Option<u32>,
}

/// A finding in words.
pub fn found<'a>(locator: &Locator<'a>, finding: &'a Finding, key: FindingKey) -> Found<'a> {
    let rule = RULES.iter().find(|rule| rule.code == finding.code);
    let of_rule = |text: fn(&Rule) -> &'static str| rule.map_or("", |rule| text(rule));
    let first = finding.places.first().copied();
    Found {
        key,
        code: finding.code,
        rule: finding.rule,
        title: of_rule(|rule| rule.title),
        explanation: of_rule(|rule| rule.explanation.trim()),
        basis: of_rule(|rule| rule.basis.trim()),
        severity: finding.severity,
        message: &finding.message,
        page: first.and_then(|place| locator.page(place)),
        section: first.and_then(|place| locator.section(place)),
        quotes: finding.places.iter().map(|&place| Quote::of(locator, place)).collect(),
        expected: finding.expected.as_deref(),
        suspect: finding.suspect.as_deref(),
        proof: finding.proof.as_ref().map(|proof| proven(locator, proof)),
        note: None,
    }
}

impl<'a> Quote<'a> {
    /// The words at a place.
    pub(super) fn of(locator: &Locator<'a>, place: Place) -> Self {
        let (sentence, range) = locator.sentence(place);
        Self {
            page: locator.page(place),
            section: locator.section(place),
            place: locator.describe(place),
            clause: locator.quote(place),
            before: sentence[..range.start].to_owned(),
            words: locator.document.words_at(place),
            after: sentence[range.end..].to_owned(),
        }
    }
}

fn proven<'a>(locator: &Locator<'a>, proof: &'a Proof) -> Proven<'a> {
    let row = |term: &'a juesuan_audit::ProofTerm| ProofRow {
        weight: &term.weight,
        text: &term.text,
        place: term.place.map(|place| locator.describe(place)),
        page: term.page,
    };
    Proven { rows: proof.terms.iter().map(row).collect(), gap: &proof.gap }
}
