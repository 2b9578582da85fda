use rustc_hash::FxHashMap as HashMap;

use crate::{BASE_YEAR, Confidence, Entry, Level, changes::Step, plain_name, stem};

/// One classification with its history.
#[derive(Debug)]
pub struct Chart {
    entries: Vec<Entry>,
    by_code: HashMap<&'static str, usize>,
    /// Stem of a name, of the base year or of any other, to the codes that have or had it.
    by_stem: HashMap<String, Vec<&'static str>>,
    /// Changes of each code, oldest first.
    steps: HashMap<&'static str, Vec<Step>>,
}

/// The official name of a code in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Official {
    /// The name.
    pub name: &'static str,
    /// How sure it is that this was the name in that year.
    pub confidence: Confidence,
}

/// A code found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The code.
    pub code: &'static str,
    /// Its official name in the year asked for.
    pub official: Official,
    /// Whether the given names are the official ones; otherwise they differ in the suffix 支出, 和/与/及 or brackets only.
    pub exact: bool,
}

impl Chart {
    pub(crate) fn new(entries: Vec<Entry>, changes: Vec<Step>) -> Self {
        let mut by_stem: HashMap<String, Vec<&'static str>> =
            HashMap::with_capacity_and_hasher(entries.len(), rustc_hash::FxBuildHasher);
        let current = entries.iter().map(|entry| (entry.code, entry.name));
        let past = changes.iter().flat_map(|s| [s.before, s.after].into_iter().flatten().map(|name| (s.code, name)));
        for (code, name) in current.chain(past) {
            let codes = by_stem.entry(stem(name)).or_default();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let mut steps: HashMap<&'static str, Vec<Step>> = HashMap::default();
        for step in changes {
            steps.entry(step.code).or_default().push(step);
        }
        let by_code = entries.iter().enumerate().map(|(index, entry)| (entry.code, index)).collect();
        Self { entries, by_code, by_stem, steps }
    }

    /// All entries of the base year, in order of code.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a code in the base year.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).map(|&index| &self.entries[index])
    }

    /// The entries one level under a code.
    pub fn children<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.parent == Some(code))
    }

    /// The official name of a code in a fiscal year: that of the base year with all changes in between undone or applied.
    /// `None` if the code is unknown, was not there yet or was there no more.
    #[must_use]
    pub fn name_in(&self, code: &str, year: u16) -> Option<Official> {
        let mut name = self.get(code).map(|entry| entry.name);
        let mut confidence = self.get(code).map_or(Confidence::High, |entry| entry.confidence);
        let steps = self.steps.get(code).map_or(&[][..], Vec::as_slice);
        let undone = steps.iter().rev().filter(|s| (year + 1..=BASE_YEAR).contains(&s.year)).map(|s| (s, s.before));
        let applied = steps.iter().filter(|s| (BASE_YEAR + 1..=year).contains(&s.year)).map(|s| (s, s.after));
        for (step, becomes) in undone.chain(applied) {
            name = becomes;
            confidence = confidence.min(step.confidence);
        }
        name.map(|name| Official { name, confidence })
    }

    /// All codes of a level that bear a name in a fiscal year, up to the liberties of [`stem`]; exact ones first.
    #[must_use]
    pub fn named(&self, level: Level, name: &str, year: u16) -> Vec<Found> {
        let wanted = stem(name);
        let Some(codes) = self.by_stem.get(&wanted) else { return Vec::new() };
        let plain = plain_name(name);
        let mut found: Vec<Found> = codes
            .iter()
            .filter(|code| Level::of(code) == Some(level))
            .filter_map(|code| {
                let official = self.name_in(code, year)?;
                let same = official.name == name;
                let fits = same || stem(official.name) == wanted;
                fits.then(|| Found { code, official, exact: same || plain_name(official.name) == plain })
            })
            .collect();
        found.sort_by_key(|found| (!found.exact, found.code));
        found
    }

    /// The codes that a path of names (类, then 款, then 项; one to three of them) denotes in a fiscal year. More than one
    /// only if names repeat on the way; none if the path does not exist.
    #[must_use]
    pub fn find_path(&self, names: &[&str], year: u16) -> Vec<Found> {
        let mut paths: Vec<Found> = Vec::new();
        for (depth, (name, level)) in names.iter().zip([Level::Class, Level::Section, Level::Item]).enumerate() {
            let here = self.named(level, name, year);
            if depth == 0 {
                paths = here;
                continue;
            }
            paths = here
                .into_iter()
                .filter_map(|found| {
                    let above = paths.iter().find(|above| found.code.starts_with(above.code))?;
                    Some(Found { exact: found.exact && above.exact, ..found })
                })
                .collect();
        }
        paths
    }
}
