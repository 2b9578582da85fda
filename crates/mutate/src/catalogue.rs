use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use juesuan_chart::{Budget, Confidence, Entry, Level, economic_department, functional};

use crate::books::Source;

/// Fiscal years of generated books.
pub const YEARS: std::ops::RangeInclusive<u16> = 2021..=2025;

/// Classes that the official tables do not list: 社会保险基金, 预备费, 转移性支出, 债务发行费用.
const UNLISTED: [u32; 4] = [209, 227, 230, 233];

/// Names of the functional and economic classifications that generated books use.
pub struct Catalogue {
    names: HashMap<u32, &'static str>,
    items: HashMap<Source, Vec<u32>>,
    classes: Vec<u32>,
    economic: Vec<(u32, &'static str)>,
}

/// The one catalogue.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::load);
    &CATALOGUE
}

impl Catalogue {
    fn load() -> Self {
        let mut loaded =
            Self { names: HashMap::new(), items: HashMap::new(), classes: Vec::new(), economic: Vec::new() };
        let steady: BTreeSet<u32> = functional().entries().iter().filter(|e| is_steady(e)).filter_map(code).collect();
        for entry in functional().entries() {
            let Some(number) = code(entry) else { continue };
            loaded.names.insert(number, entry.name);
            let lineage_is_steady = lineage(number).iter().all(|code| steady.contains(code));
            match (entry.level, entry.budget.and_then(source_of)) {
                (Level::Class, _) if !UNLISTED.contains(&number) => loaded.classes.push(number),
                (Level::Item, Some(source)) if lineage_is_steady => {
                    loaded.items.entry(source).or_default().push(number);
                }
                _ => {}
            }
        }
        let used = |entry: &&Entry| ["301", "302", "303", "310"].iter().any(|class| entry.code.starts_with(class));
        let economic = economic_department().entries().iter().filter(used);
        loaded.economic = economic.filter_map(|entry| Some((code(entry)?, entry.name))).collect();
        loaded
    }

    /// The name of a functional code of any level.
    ///
    /// # Panics
    /// If the code is not of the catalogue.
    #[must_use]
    pub fn name(&self, code: u32) -> &'static str {
        self.names[&code]
    }

    /// Codes of all items (项) of a fiscal source.
    #[must_use]
    pub fn items(&self, source: Source) -> &[u32] {
        self.items.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Codes of the classes (类) in the order of the official tables.
    #[must_use]
    pub fn classes(&self) -> &[u32] {
        &self.classes
    }

    /// Economic codes with names, 类 before its 款.
    #[must_use]
    pub fn economic(&self) -> &[(u32, &'static str)] {
        &self.economic
    }
}

fn code(entry: &Entry) -> Option<u32> {
    entry.code.parse().ok()
}

/// Whether a name is sure and was the same in all years of generated books.
fn is_steady(entry: &Entry) -> bool {
    let same = |year| functional().name_in(entry.code, year).is_some_and(|official| official.name == entry.name);
    entry.confidence == Confidence::High && YEARS.into_iter().all(same)
}

const fn source_of(budget: Budget) -> Option<Source> {
    match budget {
        Budget::General => Some(Source::General),
        Budget::Fund => Some(Source::Fund),
        Budget::StateCapital => Some(Source::Capital),
        Budget::SocialInsurance | Budget::Transfer => None,
    }
}

/// The codes above a functional code, from itself up to its class: 项, 款, 类.
#[must_use]
pub fn lineage(code: u32) -> Vec<u32> {
    let mut codes = vec![code];
    while let Some(&last) = codes.last()
        && last >= 1000
    {
        codes.push(last / 100);
    }
    codes
}
