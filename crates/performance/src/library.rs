//! A library of common and field indicators to draw on: `data/library.toml`, read once.

use std::sync::LazyLock;

use juesuan_amount::{Quantity, normalize_text};
use juesuan_books::{Aggregation, Comparison, Dimension, Scoring};
use serde::Deserialize;

/// An indicator without its target: what to measure in a field, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The field (领域): 政务运转、教育…; 共性 is for all.
    pub field: String,
    /// 二级指标
    pub dimension: Dimension,
    /// 三级指标
    pub name: String,
    /// 指标方向
    pub comparison: Comparison,
    /// 计量单位; empty for days.
    pub measure: String,
    /// 取值方式
    pub aggregation: Aggregation,
    /// 计分方式
    pub scoring: Scoring,
    /// A register from which the value may come; empty where payments tell it.
    pub register: String,
    /// 达标线 of [`Aggregation::Share`].
    pub threshold: Option<Quantity>,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    field: Vec<RawField>,
}

/// `[[field]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    name: String,
    indicators: Vec<Vec<String>>,
}

static LIBRARY: LazyLock<Vec<Template>> = LazyLock::new(|| {
    // The data is part of the program; a test reads all of it.
    let raw: Raw = toml::from_str(include_str!("../data/library.toml")).expect("the embedded library is valid");
    let of_field = |field: RawField| {
        let named = |row: Vec<String>| template(&field.name, &row).expect("every row of the library is whole");
        field.indicators.into_iter().map(named).collect::<Vec<_>>()
    };
    raw.field.into_iter().flat_map(of_field).collect()
});

/// The indicators of a field (all fields where none is named) and a second level that hold all words, which are separated by
/// blanks, in their name, field or register; in the order of the library.
#[must_use]
pub fn library(field: Option<&str>, dimension: Option<Dimension>, words: &str) -> Vec<&'static Template> {
    let words: Vec<String> = words.split_whitespace().map(normalize_text).collect();
    let holds = |template: &&Template| {
        let texts = [&template.name, &template.field, &template.register];
        words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    };
    let meant = |template: &&Template| {
        field.is_none_or(|field| template.field == field) && dimension.is_none_or(|of| template.dimension == of)
    };
    LIBRARY.iter().filter(meant).filter(holds).collect()
}

/// The fields of the library, in its order.
#[must_use]
pub fn library_fields() -> Vec<&'static str> {
    let mut fields: Vec<&str> = LIBRARY.iter().map(|template| template.field.as_str()).collect();
    fields.dedup();
    fields
}

/// A row of the file; none if it names what there is not.
fn template(field: &str, row: &[String]) -> Option<Template> {
    let (cells, threshold) = match row {
        [cells @ .., threshold] if cells.len() == 7 => (cells, Some(Quantity::parse(threshold)?)),
        cells => (cells, None),
    };
    let [dimension, name, comparison, measure, aggregation, scoring, register] = cells else { return None };
    Some(Template {
        field: field.to_owned(),
        dimension: *Dimension::all().iter().find(|known| known.key() == dimension)?,
        name: name.clone(),
        comparison: *Comparison::all().iter().find(|known| known.key() == comparison)?,
        measure: measure.clone(),
        aggregation: *Aggregation::all().iter().find(|known| known.key() == aggregation)?,
        scoring: *Scoring::all().iter().find(|known| known.key() == scoring)?,
        register: register.clone(),
        threshold,
    })
}
