//! Which subject words name: one that the form lists, a code, or one under its own name.

use super::Reader;
use crate::understand::{
    clause,
    figure::{STATED, TOLD},
    items,
};

impl Reader<'_> {
    /// The current subject; where none was named yet, the section's total, or what the paragraph is about.
    pub(super) fn current(&self) -> (String, String) {
        let total = || Some(("total".to_owned(), self.subjects?.title("total")?.to_owned()));
        self.topic.subject.clone().or_else(total).unwrap_or_else(|| self.unnamed())
    }

    /// What the paragraph is about, where it does not say what that is.
    pub(super) fn unnamed(&self) -> (String, String) {
        (format!("{STATED}@{}", self.block), "本段".to_owned())
    }

    /// A subject that the form does not list, under its own name.
    ///
    /// Two paragraphs may use one name for two things, so its row is that of the paragraph.
    pub(super) fn unlisted(&self, words: &str) -> Option<(String, String)> {
        let forms = clause::without_leading(words, self.outline.unit_name.as_deref());
        let name =
            forms.iter().map(|form| form.trim_matches(|c| NOT_IN_NAMES.contains(c))).rfind(|form| is_name(form))?;
        let mark = if self.topic.reason { TOLD } else { STATED };
        Some((format!("{mark}{name}@{}", self.block), name.to_owned()))
    }

    /// The subject of exactly these words, without shortening them.
    pub(super) fn known(&self, words: &str) -> Option<(String, String)> {
        let list = self.subjects?;
        clause::shortened(words, self.outline.unit_name.as_deref())
            .iter()
            .find_map(|form| Some((list.by_name(form)?.to_owned(), (*form).to_owned())))
    }

    /// The listed subject, class or item that words name.
    pub(super) fn subject(&self, words: &str, measured: bool) -> Option<(String, String)> {
        if words.is_empty() {
            return None;
        }
        let mut forms = clause::shortened(words, self.outline.unit_name.as_deref());
        forms.extend(clause::without_suffix(&forms));
        let list = self.subjects;
        let named = forms.iter().find_map(|form| Some((list?.by_name(form)?.to_owned(), (*form).to_owned())));
        let class = || {
            let bare = self.area == "general" && !measured;
            let of = |form: &&str| Some((items::class(form, bare, self.year)?.to_owned(), (*form).to_owned()));
            matches!(self.area.as_str(), "general" | "all-funds" | "fund" | "state-capital")
                .then(|| forms.iter().find_map(of))
                .flatten()
        };
        let item = || {
            let of = |form: &&str| Some((items::item(form, self.year)?.to_owned(), (*form).to_owned()));
            matches!(self.area.as_str(), "general" | "all-funds" | "fund" | "state-capital")
                .then(|| forms.iter().find_map(of))
                .flatten()
        };
        let misspelt =
            || forms.iter().find_map(|form| Some((list?.by_misspelt_name(form)?.to_owned(), (*form).to_owned())));
        named.or_else(class).or_else(item).or_else(misspelt)
    }
}

/// Whether words name no subject of their own; before a measure (支出决算为), 支出 and 收入 name none either.
pub(super) fn subject_is_empty(words: &str, measured: bool, unit_name: Option<&str>) -> bool {
    let unnamed = |form: &str| {
        let rest = form.trim_matches([',', ':', ';', '、', '(', ')']);
        rest.is_empty() || (measured && UNNAMED.contains(&rest))
    };
    // 收入合计 is a name, though 收入 before 合计 is none.
    clause::without_leading(words, unit_name).into_iter().any(unnamed)
        || clause::shortened(words, unit_name).iter().any(|form| form.is_empty())
}

/// Words that say what kind of figure follows, not of what.
const UNNAMED: [&str; 12] =
    ["支出", "收入", "费用", "费用支出", "财政拨款", "决算", "决算数", "支出决算", "支出决算数", "完成", "各", "均"];

/// Characters at which a name neither begins nor ends.
const NOT_IN_NAMES: &str = ",、;:()为是约达";

/// Whether words can be the name of something: at least two characters that are letters.
fn is_name(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() >= 2 && words.chars().count() <= 60
}
