use juesuan_form::Kind;
use juesuan_read::Document;

use crate::{Context, Coverage, Report, rules::RULES, understand::understand};

/// What the user asks beyond the document itself.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Last year's document of the same unit.
    pub prior: Option<&'a Document>,
    /// Audit as this kind whatever the document looks like (for fragments).
    pub assume_kind: Option<Kind>,
}

/// Audits a document.
#[must_use]
pub fn check(document: &Document, options: &Options<'_>) -> Report {
    let mut outline = juesuan_form::recognize(document);
    if let Some(kind) = options.assume_kind {
        outline.kind = kind;
    }
    let facts = understand(document, &outline);
    let context = Context { document, outline: &outline, facts: &facts };
    let mut findings = Vec::new();
    for check in RULES.iter().filter_map(|rule| rule.check) {
        check(&context, &mut findings);
    }
    findings.sort_by_key(|finding| finding.places[0]);
    Report { outline, coverage: Coverage::default(), findings, figures: Vec::new(), understand_ms: 0.0, prove_ms: 0.0 }
}
