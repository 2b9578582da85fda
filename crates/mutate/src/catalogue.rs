use std::{collections::HashMap, sync::OnceLock};

use crate::books::Source;

/// Names of the functional and economic classifications that generated books use.
pub struct Catalogue {
    names: HashMap<u32, &'static str>,
    items: HashMap<Source, Vec<u32>>,
    classes: Vec<u32>,
    economic: Vec<(u32, &'static str)>,
}

/// The one catalogue.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::load)
}

impl Catalogue {
    fn load() -> Self {
        let mut loaded =
            Self { names: HashMap::new(), items: HashMap::new(), classes: Vec::new(), economic: Vec::new() };
        for line in include_str!("../data/functional.csv").lines().skip(1) {
            let mut fields = line.split(',');
            let (Some(code), Some(name), Some(budget)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let Ok(number) = code.parse() else { continue };
            loaded.names.insert(number, name);
            match code.len() {
                3 => loaded.classes.push(number),
                7 => loaded.items.entry(source_of(budget)).or_default().push(number),
                _ => {}
            }
        }
        for line in include_str!("../data/economic.csv").lines().skip(1) {
            if let Some((code, name)) = line.split_once(',')
                && let Ok(code) = code.parse()
            {
                loaded.economic.push((code, name));
            }
        }
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

fn source_of(budget: &str) -> Source {
    match budget {
        "fund" => Source::Fund,
        "capital" => Source::Capital,
        _ => Source::General,
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
