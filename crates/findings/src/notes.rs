//! What people said of findings (出错说明), beside the findings.

use serde::{Deserialize, Serialize};

use crate::{FindingKey, view::View};

/// What someone decided on a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// 采纳: the document is wrong and will be mended.
    Accepted,
    /// 说明: the document stays as it is, for the reason given.
    Explained,
}

impl Verdict {
    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "采纳",
            Self::Explained => "说明",
        }
    }
}

/// What someone said of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Which finding, in whatever year's document.
    pub key: FindingKey,
    /// What was decided.
    pub verdict: Verdict,
    /// The reason, in the author's words.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// On which day, `2025-03-14`.
    pub date: String,
}

/// Puts the notes beside the findings that they are about: of several on one finding the latest stands, of those of one day
/// the last. Returns the notes whose findings the document does not have, since they are mended or reworded.
pub fn apply<'n>(notes: &'n [Note], view: &mut View<'_>) -> Vec<&'n Note> {
    let mut unused = Vec::new();
    for note in notes {
        match view.findings.iter_mut().find(|finding| finding.key == note.key) {
            Some(finding) => {
                if finding.note.as_ref().is_none_or(|standing| standing.date <= note.date) {
                    finding.note = Some(note.clone());
                }
            }
            None => unused.push(note),
        }
    }
    unused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_latest_note_stands() {
        let audited = testing::audited();
        let mut view = View::of(&audited);
        let key = view.findings[1].key.clone();
        let note = |key: &FindingKey, text: &str, date: &str| Note {
            key: key.clone(),
            verdict: Verdict::Explained,
            text: text.into(),
            author: "张三".into(),
            date: date.into(),
        };
        let gone = FindingKey::try_from("JS0901-0000000000000000".to_owned()).unwrap();
        let notes = [
            note(&key, "后说的", "2025-03-02"),
            note(&key, "先说的", "2024-03-01"),
            note(&gone, "已经改正", "2024-03-01"),
        ];
        let unused = apply(&notes, &mut view);
        assert_eq!(unused, [&notes[2]]);
        let standing: Vec<_> = view.findings.iter().map(|f| f.note.as_ref().map(|note| note.text.as_str())).collect();
        assert_eq!(standing, [None, Some("后说的"), None]);
    }
}
