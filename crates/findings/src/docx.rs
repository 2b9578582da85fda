//! The user's own Word file with a comment on each finding.

use std::fmt::Write;

use juesuan_audit::Finding;
use juesuan_read::{Format, Note, annotate_docx};

use crate::{Audited, Locator, not_audited, severity_name};

/// What commented files are called after the input's name.
pub const COMMENTED_SUFFIX: &str = ".批注.docx";
/// Who the comments are by.
const AUTHOR: &str = "决算审核";

/// The bytes of the user's Word file, `original`, with a comment at each finding's place.
///
/// # Errors
/// In Chinese why there is no such file: the document is not audited, or not a docx, or cannot be unpacked.
pub fn commented_docx(audited: &Audited, original: &[u8]) -> Result<Vec<u8>, String> {
    if let Some(reason) = not_audited(audited.report.outline.kind) {
        return Err(reason);
    }
    if audited.document.format != Format::Docx {
        return Err("不是 docx，加不了批注。请改用网页报告（html），或用 Word/WPS 另存为 docx".into());
    }
    let locator = Locator::of(audited);
    let notes: Vec<Note> = audited.report.findings.iter().filter_map(|finding| note(&locator, finding)).collect();
    annotate_docx(original, &notes).map_err(|error| error.to_string())
}

/// The comment on a finding, at its first place.
fn note(locator: &Locator<'_>, finding: &Finding) -> Option<Note> {
    let place = *finding.places.first()?;
    Some(Note { place, author: AUTHOR.into(), text: comment(locator, finding) })
}

/// What the comment says: the finding, what should stand there, the other places, and why.
fn comment(locator: &Locator<'_>, finding: &Finding) -> String {
    let mut text = format!("【{} {}】{}", severity_name(finding.severity), finding.code, finding.message);
    // Writing to a String does not fail.
    if let Some(expected) = &finding.expected {
        let _ = write!(text, "\n应为：{expected}");
    }
    if let Some(suspect) = &finding.suspect {
        let _ = write!(text, "\n最可疑：{suspect}");
    }
    for &place in finding.places.iter().skip(1) {
        let _ = write!(text, "\n另见 {}：“{}”", locator.describe(place), locator.quote(place));
    }
    if let Some(proof) = &finding.proof {
        let _ = write!(text, "\n证明：以下各条不可能同时成立");
        for term in &proof.terms {
            let _ = write!(text, "\n· {}", term.text);
        }
        let _ = write!(text, "\n{}", proof.gap);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_comment_says_what_why_and_where_else() {
        let (document, report) = testing::example();
        let locator = Locator::new(&document, &report);
        insta::assert_snapshot!(comment(&locator, &report.findings[0]));
    }
}
