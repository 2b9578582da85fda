//! Words by which rules know what an indicator is about: `data/words.toml`, read once.

use std::sync::LazyLock;

use juesuan_amount::normalize_text;
use juesuan_books::{Comparison, Dimension};
use serde::Deserialize;

use crate::{Aim, Target};

/// The lists; the file says what each is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub wishes: Vec<String>,
    pub deeds: Vec<String>,
    pub measured: Vec<String>,
    pub comparisons: Vec<String>,
    pub compliance: Vec<String>,
    pub compliance_except: Vec<String>,
    pub surveys: Vec<String>,
    pub unit_costs: Vec<String>,
    topic: Vec<Topic>,
}

/// What names may be about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    /// What it is called.
    pub name: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    upwards: bool,
    home: Vec<String>,
    #[serde(default)]
    allowed: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The data is part of the program; a test reads all of it.
    toml::from_str(include_str!("../../data/words.toml")).expect("the embedded word lists are valid")
});

impl Topic {
    /// What an indicator is about, if one of the topics fits its name.
    pub fn of(target: &Target) -> Option<&'static Self> {
        let name = plain(&target.name);
        let upwards = matches!(target.comparison, Comparison::AtLeast | Comparison::Above);
        WORDS.topic.iter().find(|topic| topic.fits(&name) && (upwards || !topic.upwards))
    }

    /// What an indicator is about, where that does not belong under its second level.
    pub fn misplaced(target: &Target) -> Option<&'static Self> {
        Self::of(target).filter(|topic| !topic.allows(target.dimension))
    }

    fn fits(&self, name: &str) -> bool {
        let ends = || self.endings.iter().any(|ending| name.ends_with(ending.as_str()));
        (holds(name, &self.words).is_some() || ends()) && holds(name, &self.except).is_none()
    }

    /// Whether it may stand under a second level.
    fn allows(&self, dimension: Dimension) -> bool {
        self.home.iter().chain(&self.allowed).any(|id| id == dimension.key())
    }

    /// The second levels where it belongs, in words.
    pub fn homes(&self) -> String {
        let named = |id: &String| Dimension::all().iter().find(|dimension| dimension.key() == id);
        let names: Vec<&str> = self.home.iter().filter_map(named).map(|dimension| dimension.name()).collect();
        names.join("、")
    }
}

/// The first word of a list that a text holds.
pub(super) fn holds<'w>(text: &str, words: &'w [String]) -> Option<&'w str> {
    words.iter().map(String::as_str).find(|word| text.contains(word))
}

/// A text as words are looked for in it.
pub(super) fn plain(text: &str) -> String {
    normalize_text(text).split_whitespace().collect()
}

/// The numerals of a text, as they are written.
pub(super) fn numerals(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    pieces.map(|piece| piece.trim_matches('.')).filter(|piece| !piece.is_empty())
}

/// The words that an indicator aims at; none if it aims at a number or a day.
pub(super) const fn aimed_words(target: &Target) -> Option<&str> {
    match &target.aim {
        Aim::Words(words) => Some(words.as_str()),
        _ => None,
    }
}

/// Whether a unit of measure is a part of a hundred or of a thousand.
pub(super) fn is_percent(measure: &str) -> bool {
    matches!(plain(measure).as_str(), "%" | "百分比" | "百分点" | "个百分点" | "‰")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_name_second_levels_that_there_are() {
        for topic in &WORDS.topic {
            for id in topic.home.iter().chain(&topic.allowed) {
                assert!(Dimension::all().iter().any(|dimension| dimension.key() == id), "{}: {id}", topic.name);
            }
            assert!(!topic.homes().is_empty());
        }
    }

    #[test]
    fn numerals_are_found_whole() {
        assert_eq!(numerals("PM2.5浓度低于35").collect::<Vec<_>>(), ["2.5", "35"]);
    }
}
