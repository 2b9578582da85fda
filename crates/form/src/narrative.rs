use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use serde::Deserialize;

use crate::{
    pattern::Pattern,
    subjects::{RawCount, Subjects},
};

/// The parts, sections and provincial forms of the narrative, from `data/narrative.toml`.
#[derive(Debug)]
pub(crate) struct Narrative {
    pub parts: Vec<TitlePattern>,
    pub sections: Vec<TitlePattern>,
    pub forms: Vec<FormMarks>,
    pub subjects: HashMap<String, Arc<Subjects>>,
    inline: Vec<Inline>,
}

/// A title inside a paragraph of one section, behind which the text is about the matter of another.
#[derive(Debug)]
struct Inline {
    within: String,
    title: Pattern,
    section: String,
}

/// A title that is recognised by its words.
#[derive(Debug)]
pub(crate) struct TitlePattern {
    pub id: String,
    pub name: String,
    title: Pattern,
    not: Option<Pattern>,
    within: Option<String>,
    closed: bool,
}

/// A provincial form and the titles that only it has.
#[derive(Debug)]
pub(crate) struct FormMarks {
    pub id: String,
    pub marks: Vec<Pattern>,
}

impl TitlePattern {
    /// Id of the section under which this one stands, if it needs one.
    pub fn within(&self) -> Option<&str> {
        self.within.as_deref()
    }

    /// Whether what stands below is part of it: then only sections that need it above them begin there.
    pub const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Whether a comparable title, under a section of id `above` if any, is this one.
    pub fn matches(&self, title: &str, above: Option<&str>) -> bool {
        self.within.as_deref().is_none_or(|within| above == Some(within))
            && self.title.is_match(title)
            && !self.not.as_ref().is_some_and(|not| not.is_match(title))
    }
}

/// What the figures of a narrative section are about; none for a section without subjects of its own.
#[must_use]
pub fn subjects(section: &str) -> Option<&'static Subjects> {
    NARRATIVE.subjects.get(section).map(Arc::as_ref)
}

/// The section to whose matter a title inside a paragraph of `section` leads: 收入情况 within the overview is about income.
#[must_use]
pub fn inline_section(section: &str, title: &str) -> Option<&'static str> {
    let fits = |inline: &&Inline| inline.within == section && inline.title.is_match(title);
    NARRATIVE.inline.iter().find(fits).map(|inline| inline.section.as_str())
}

/// The official name of a narrative section, for messages: `income` → 收入决算情况说明.
#[must_use]
pub fn section_name(id: &str) -> Option<&'static str> {
    NARRATIVE.sections.iter().find(|s| s.id == id).map(|s| s.name.as_str())
}

pub(crate) static NARRATIVE: LazyLock<Narrative> = LazyLock::new(|| {
    let raw: RawNarrative =
        toml::from_str(include_str!("../data/narrative.toml")).expect("embedded form data is valid");
    let pattern = |raw: RawTitle| TitlePattern {
        title: Pattern::new(&raw.title),
        not: raw.not.as_deref().map(Pattern::new),
        within: raw.within,
        closed: raw.closed,
        name: raw.name.unwrap_or_else(|| raw.id.clone()),
        id: raw.id,
    };
    let subjects = subject_lists(&raw.section);
    let inline = raw
        .inline
        .iter()
        .map(|i| Inline { within: i.within.clone(), title: Pattern::new(&i.title), section: i.section.clone() })
        .collect();
    Narrative {
        subjects,
        inline,
        parts: raw.part.into_iter().map(pattern).collect(),
        sections: raw.section.into_iter().map(pattern).collect(),
        forms: raw
            .form
            .into_iter()
            .map(|f| FormMarks { id: f.id, marks: f.marks.iter().map(|m| Pattern::new(m)).collect() })
            .collect(),
    }
});

/// The subjects of each section: its own, or those of the section it names.
fn subject_lists(sections: &[RawTitle]) -> HashMap<String, Arc<Subjects>> {
    let own: HashMap<&str, Arc<Subjects>> = sections
        .iter()
        .filter_map(|s| Some((s.id.as_str(), Arc::new(Subjects::new(s.subjects.as_ref()?, &s.counts, &s.instead)))))
        .collect();
    let of =
        |s: &RawTitle| own.get(s.subjects_of.as_deref().unwrap_or(&s.id)).map(|list| (s.id.clone(), Arc::clone(list)));
    sections.iter().filter_map(of).collect()
}

#[derive(Deserialize)]
struct RawNarrative {
    part: Vec<RawTitle>,
    section: Vec<RawTitle>,
    form: Vec<RawForm>,
    inline: Vec<RawInline>,
}

#[derive(Deserialize)]
struct RawInline {
    within: String,
    title: String,
    section: String,
}

#[derive(Deserialize)]
struct RawTitle {
    id: String,
    name: Option<String>,
    title: String,
    not: Option<String>,
    within: Option<String>,
    #[serde(default)]
    closed: bool,
    subjects: Option<BTreeMap<String, Vec<String>>>,
    subjects_of: Option<String>,
    #[serde(default)]
    counts: Vec<RawCount>,
    #[serde(default)]
    instead: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct RawForm {
    id: String,
    marks: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(title: &str, above: Option<&str>) -> Option<&'static str> {
        NARRATIVE.sections.iter().find(|s| s.matches(title, above)).map(|s| s.id.as_str())
    }

    #[test]
    fn section_titles_of_several_provinces() {
        for (title, expected) in [
            ("收入支出决算总体情况说明", "overall"),
            ("收支总体情况", "overall"),
            ("收入决算情况说明", "income"),
            ("支出决算情况说明", "expenditure"),
            ("财政拨款收入支出决算总体情况说明", "appropriation"),
            ("一般公共预算财政拨款支出决算情况说明", "general"),
            ("一般公共预算财政拨款支出决算总体情况", "general-total"),
            ("一般公共预算财政拨款支出决算结构情况", "general-structure"),
            ("一般公共预算财政拨款支出决算具体情况", "general-items"),
            ("一般公共预算财政拨款基本支出决算情况说明", "basic"),
            ("财政拨款三公经费支出决算情况说明", "three-public"),
            ("三公经费财政拨款支出决算总体情况说明", "three-public-total"),
            ("三公经费财政拨款支出决算具体情况说明", "three-public-detail"),
            ("政府性基金预算收入支出决算情况", "fund"),
            ("国有资本经营预算收入支出决算情况", "state-capital"),
            ("关于机关运行经费支出说明", "operation"),
            ("一般性支出情况说明", "routine"),
            ("关于政府采购支出说明", "procurement"),
            ("国有资产占有使用情况说明", "assets"),
            ("关于2024年度预算绩效情况的说明", "performance"),
        ] {
            let above = ["general-", "three-public-"]
                .iter()
                .find_map(|p| expected.starts_with(p).then(|| p.trim_end_matches('-')));
            assert_eq!(id(title, above), Some(expected), "{title}");
        }
        assert_eq!(id("部门职责", None), None);
    }
}
