//! Last year's document of the same unit, and what it says of last year's amounts.

use std::collections::HashMap;

use juesuan_form::{Kind, Outline, comparable};
use juesuan_read::Document;

use crate::understand::{Facts, Figure, Key, Measure, Period, Value, understand};

/// Last year's document as it was understood, or why it can not be used.
#[derive(Debug)]
pub struct Prior {
    facts: Facts,
    /// In Chinese why the document is not last year's of the same unit; none if it is.
    pub refusal: Option<String>,
}

impl Prior {
    /// Reads a document that is said to be last year's of the one with this outline.
    pub fn read(document: &Document, this: &Outline, assume_kind: Option<Kind>) -> Self {
        let mut outline = juesuan_form::recognize(document);
        outline.kind = assume_kind.unwrap_or(outline.kind);
        let refusal = refusal(&outline, this);
        let facts = if refusal.is_none() { understand(document, &outline) } else { Facts::default() };
        Self { facts, refusal }
    }

    /// The figures of a document, then those of last year's document as figures of the year before.
    ///
    /// What last year's document prints with two values stays out: one of them is wrong, but not in this document.
    pub fn joined(&self, facts: &Facts) -> Facts {
        let mut values: HashMap<&Key, Option<Value>> = HashMap::new();
        for figure in &self.facts.figures {
            if let Some(key) = &figure.key {
                let value = values.entry(key).or_insert(Some(figure.value));
                *value = value.filter(|value| *value == figure.value);
            }
        }
        let mut figures = facts.figures.clone();
        for figure in &self.facts.figures {
            let Some(key) = figure.key.as_ref().filter(|key| is_joined(key)) else { continue };
            if values.remove(key).flatten().is_some() {
                let key = Some(Key { period: Period::Prior, ..key.clone() });
                figures.push(Figure { key, ..figure.clone() });
            }
        }
        Facts { figures, ..Facts::default() }
    }
}

/// Whether this year's document may speak of the same amount: those of named subjects and of the official tables.
fn is_joined(key: &Key) -> bool {
    let named = !key.row.starts_with('=') && !key.row.contains(['#', ':']) && !key.area.contains('@');
    let amount = matches!(&key.measure, Measure::Actual | Measure::Column(_));
    named && amount && key.period == Period::Current
}

/// In Chinese why a document is not last year's of the same unit.
fn refusal(prior: &Outline, this: &Outline) -> Option<String> {
    if !prior.kind.is_final_accounts() {
        return Some("它看来不是部门（单位）决算公开".into());
    }
    if prior.kind != this.kind {
        return Some("一份是部门决算，一份是单位决算，口径不同".into());
    }
    if let (Some(other), Some(own)) = (&prior.unit_name, &this.unit_name)
        && !is_same_unit(other, own)
    {
        return Some(format!("它是“{other}”的决算，本文是“{own}”的"));
    }
    match (prior.fiscal_year, this.fiscal_year) {
        (Some(other), Some(own)) if other + 1 == own => None,
        (Some(other), Some(own)) => Some(format!("它是{other}年度的决算，本文是{own}年度，上年度应为{}年度", own - 1)),
        _ => Some("看不出是哪一年度的决算".into()),
    }
}

/// Whether two names are of one unit; one may have the name of the region before it.
#[must_use]
pub fn is_same_unit(a: &str, b: &str) -> bool {
    let (a, b) = (comparable(a), comparable(b));
    a.ends_with(&b) || b.ends_with(&a)
}
