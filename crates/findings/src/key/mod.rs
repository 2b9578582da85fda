//! What a finding is about, in so few words that next year's document of the same unit, with the same mistake, has the
//! same: so that what people said of a finding (出错说明) is at hand when it comes back.
//!
//! A key is the digest of the rule and of what stays when the year and the amounts change: the table or section, the row,
//! the beginning of the paragraph, the subject. It says too much rather than too little: when a wording changes, the note
//! is not found and has to be written again, which is better than a note that covers another mistake.

mod subject;

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Audited;

/// Bytes of the digest in a key: enough that two findings of a unit never share one by chance.
const DIGEST: usize = 8;

/// The identity of a finding over the years: `JS0301-5f1c09d2a47be836`, and `…-2`, `…-3` for further findings of one
/// document that are about the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FindingKey(String);

/// A text that is no key of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("这不是审核发现的标识")]
pub struct NotAKey;

impl FindingKey {
    /// The key of a finding by its rule and subject, and how many before it in the document have the same.
    fn new(code: &str, subject: &str, before: usize) -> Self {
        let digest = Sha256::digest(format!("{code}\n{subject}"));
        let hex: String = digest.iter().take(DIGEST).map(|byte| format!("{byte:02x}")).collect();
        Self(if before == 0 { format!("{code}-{hex}") } else { format!("{code}-{hex}-{}", before + 1) })
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Code of the rule, `JS0301`.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FindingKey {
    type Error = NotAKey;

    fn try_from(text: String) -> Result<Self, NotAKey> {
        let mut parts = text.split('-');
        let code = parts.next().is_some_and(|code| {
            code.strip_prefix("JS").is_some_and(|n| n.len() == 4 && n.bytes().all(|b| b.is_ascii_digit()))
        });
        let digest = parts
            .next()
            .is_some_and(|hex| hex.len() == 2 * DIGEST && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
        let ordinal = parts.next().is_none_or(|n| n.parse::<u32>().is_ok_and(|n| n >= 2) && !n.starts_with(['0', '+']));
        if code && digest && ordinal && parts.next().is_none() { Ok(Self(text)) } else { Err(NotAKey) }
    }
}

impl From<FindingKey> for String {
    fn from(key: FindingKey) -> Self {
        key.0
    }
}

/// The keys of a document's findings, in their order; no two are equal.
#[must_use]
pub fn keys(audited: &Audited) -> Vec<FindingKey> {
    let mut seen: HashMap<(&str, String), usize> = HashMap::new();
    let key = |finding: &juesuan_audit::Finding| {
        let subject = subject::of(audited, finding);
        let before = seen.entry((finding.code, subject.clone())).or_default();
        *before += 1;
        FindingKey::new(finding.code, &subject, *before - 1)
    };
    audited.report.findings.iter().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_key_can_be_written_and_read() {
        for key in keys(&testing::audited()) {
            assert_eq!(FindingKey::try_from(key.to_string()), Ok(key));
        }
        let second = FindingKey::new("JS0301", "甲", 1);
        assert!(second.as_str().ends_with("-2") && second.code() == "JS0301");
        assert_eq!(FindingKey::try_from(second.to_string()), Ok(second));
        for wrong in ["", "JS0301", "JS0301-", "JS0301-5f1c09d2a47be83G", "JS0301-5f1c09d2a47be836-1", "../x"] {
            assert_eq!(FindingKey::try_from(wrong.to_owned()), Err(NotAKey), "{wrong}");
        }
    }

    #[test]
    fn the_same_mistake_twice_has_two_keys() {
        let mut audited = testing::audited();
        let again = audited.report.findings[0].clone();
        audited.report.findings.insert(1, again);
        let keys = keys(&audited);
        assert_eq!(keys[1].as_str(), format!("{}-2", keys[0]));
    }
}
