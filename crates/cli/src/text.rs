//! Findings as a compiler shows its diagnostics.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
    ops::Range,
};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use juesuan_audit::{Coverage, Finding, Severity};
use juesuan_findings::{Audited, Locator, coverage_percent, kind_name, not_audited, severity_name};
use juesuan_read::Place;

/// Longer lines are cut by the renderer; a terminal that is narrower wraps them.
const TERM_WIDTH: usize = 160;
/// How many findings that say the same are shown.
const MAX_SAME: usize = 3;
/// How many places of a finding are shown.
const MAX_PLACES: usize = 4;
/// How many terms of a proof are shown.
const MAX_TERMS: usize = 8;
/// How many of the numerals that were not understood are shown.
const MAX_NOT_UNDERSTOOD: usize = 5;

/// Everything found in one file. `color` adds terminal colours.
pub fn render(audited: &Audited, color: bool) -> String {
    let outline = &audited.report.outline;
    let mut out = format!("{}\n  ", audited.document.path);
    if let Some(reason) = not_audited(outline.kind) {
        let _ = writeln!(out, "{reason}");
        return out;
    }
    if let Some(name) = &outline.unit_name {
        let _ = write!(out, "{name} ");
    }
    if let Some(year) = outline.fiscal_year {
        let _ = write!(out, "{year} 年度");
    }
    let _ = write!(out, "{}", kind_name(outline.kind));
    if let Some(pages) = audited.document.pages {
        let _ = write!(out, "，{pages} 页");
    }
    out.push_str("\n\n");
    let locator = Locator::of(audited);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() }.term_width(TERM_WIDTH);
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for finding in &audited.report.findings {
        let times = seen.entry((finding.code, &finding.message)).or_default();
        *times += 1;
        if *times <= MAX_SAME {
            let _ = writeln!(out, "{}\n", diagnostic(&renderer, &locator, finding));
        }
    }
    let left_out: usize = seen.values().map(|times| times.saturating_sub(MAX_SAME)).sum();
    if left_out > 0 {
        let _ = writeln!(out, "与上面相同的问题还有 {left_out} 处没有列出，完整清单见 --format json 或 html\n");
    }
    out + &closing(&locator, audited)
}

/// One finding: the message, the words of the document with a mark under the figure, and why.
fn diagnostic(renderer: &Renderer, locator: &Locator<'_>, finding: &Finding) -> String {
    let mut group = Group::with_title(
        level(finding.severity)
            .with_name(severity_name(finding.severity))
            .primary_title(finding.message.as_str())
            .id(finding.code),
    );
    group = group.element(shown(locator, &finding.places));
    if finding.places.len() > MAX_PLACES {
        let rest = finding.places.len() - MAX_PLACES;
        group =
            group.element(Level::NOTE.with_name("另见").message(format!("还有 {rest} 处，完整清单见 --format json")));
    }
    if let Some(expected) = &finding.expected {
        group = group.element(Level::HELP.with_name("应为").message(expected.as_str()));
    }
    if let Some(suspect) = &finding.suspect {
        group = group.element(Level::HELP.with_name("最可疑").message(suspect.as_str()));
    }
    if let Some(proof) = &finding.proof {
        group = group.element(Level::NOTE.with_name("证明").message(proof_text(locator, proof)));
    }
    renderer.render(&[group])
}

/// The sentences of the first places, one a line, with a mark under each place and where it is beside the mark. Places
/// in one sentence share its line; where a place is, is said once for each section.
fn shown<'a>(locator: &Locator<'_>, places: &[Place]) -> Snippet<'a, Annotation<'a>> {
    let mut source = String::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut annotations = Vec::new();
    let mut said = HashSet::new();
    for (i, &place) in places.iter().take(MAX_PLACES).enumerate() {
        let at = lines.iter().find_map(|line| line.position(place)).unwrap_or_else(|| {
            let (sentence, range) = locator.sentence(place);
            let start = source.len() + range.start;
            lines.push(Line { place, start, whole: source.len()..source.len() + sentence.len() });
            source += &sentence;
            source.push('\n');
            start
        });
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(at..at + (place.end - place.start));
        let label = locator.describe(place);
        annotations.push(annotation.label(said.insert(label.clone()).then_some(label)));
    }
    Snippet::source(source).line_numbering(false).annotations(annotations)
}

/// A sentence in the source of a snippet.
struct Line {
    /// The place for which it was added.
    place: Place,
    /// Where that place begins in the source.
    start: usize,
    /// The sentence's range in the source.
    whole: Range<usize>,
}

impl Line {
    /// Where another place begins in the source, if the sentence contains it.
    fn position(&self, other: Place) -> Option<usize> {
        if (other.block, other.cell) != (self.place.block, self.place.cell) {
            return None;
        }
        let start = (self.start + other.start).checked_sub(self.place.start)?;
        let end = start + (other.end - other.start);
        (self.whole.start <= start && end <= self.whole.end).then_some(start)
    }
}

fn proof_text(locator: &Locator<'_>, proof: &juesuan_audit::Proof) -> String {
    let mut text = String::from("以下各条不可能同时成立");
    for term in proof.terms.iter().take(MAX_TERMS) {
        let _ = write!(text, "\n· {}", term.text);
        if let Some(page) = term.place.and_then(|place| locator.page(place)) {
            let _ = write!(text, "（第 {page} 页）");
        }
    }
    if proof.terms.len() > MAX_TERMS {
        let _ = write!(text, "\n· ……共 {} 条，完整证明见 --format json", proof.terms.len());
    }
    let _ = write!(text, "\n{}", proof.gap);
    text
}

/// What was counted, and what was not understood.
fn closing(locator: &Locator<'_>, audited: &Audited) -> String {
    let Coverage { numerals, understood, not_understood } = &audited.report.coverage;
    let mut out = format!(
        "错误 {}，警告 {}，提示 {}。文中数字 {numerals} 个，读懂 {understood} 个（{}）\n",
        audited.count(Severity::Error),
        audited.count(Severity::Warning),
        audited.count(Severity::Info),
        coverage_percent(*understood, *numerals)
    );
    for &place in not_understood.iter().take(MAX_NOT_UNDERSTOOD) {
        let _ = writeln!(out, "  没读懂：{} “{}”", locator.describe(place), locator.quote(place));
    }
    if not_understood.len() > MAX_NOT_UNDERSTOOD {
        let _ = writeln!(out, "  没读懂的共 {} 个，完整清单见 --format json", not_understood.len());
    }
    out
}

const fn level<'a>(severity: Severity) -> Level<'a> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

#[cfg(test)]
mod tests {
    use juesuan_findings::testing;

    #[test]
    fn diagnostics_line_up_under_chinese_text() {
        insta::assert_snapshot!(super::render(&testing::audited(), false));
    }
}
