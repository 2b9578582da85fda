use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use juesuan_books::FirstLevel;

use super::Sheet;
use super::words::plain;
use crate::{Plan, Template, library, library_fields};

/// The field for all.
const COMMON: &str = "共性";

/// A pair of characters that more fields than this use tells nothing of a field.
const TELLING: usize = 3;

/// So many telling pairs make a field likely.
const LIKELY: usize = 2;

/// Pairs of characters that tell of a field, with the fields that use them.
static PAIRS: LazyLock<BTreeMap<[char; 2], BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut pairs: BTreeMap<[char; 2], BTreeSet<&'static str>> = BTreeMap::new();
    for template in library(None, None, "").into_iter().filter(|template| template.field != COMMON) {
        for pair in pairs_of(&template.name).chain(pairs_of(&template.field)) {
            pairs.entry(pair).or_default().insert(&template.field);
        }
    }
    pairs.retain(|_, fields| fields.len() <= TELLING);
    pairs
});

/// Indicators of the library that a sheet lacks under a first level: those of the field that its goals, its indicators and
/// its project are most likely about, then those for all.
#[must_use]
pub fn suggest(plan: &Plan, sheet: &Sheet, level: FirstLevel) -> Vec<&'static Template> {
    let known: BTreeSet<String> = sheet.indicators(plan).map(|(_, target)| plain(&target.name)).collect();
    let fields = likely_field(&words(plan, sheet)).into_iter().chain([COMMON]);
    let templates = fields.flat_map(|field| library(Some(field), None, ""));
    let wanted = |template: &&Template| template.dimension.first_level() == level && !known.contains(&template.name);
    templates.filter(wanted).collect()
}

/// What a sheet says of its field.
fn words(plan: &Plan, sheet: &Sheet) -> String {
    let goals = sheet.goals.iter().map(|&goal| plan.goals[goal].name.as_str());
    let targets = sheet.indicators(plan).map(|(_, target)| target.name.as_str());
    let project = plan.project(&sheet.unit, &sheet.project, "").map_or("", |project| &plan.projects[project].name);
    goals.chain(targets).chain([project]).collect::<Vec<_>>().join(" ")
}

/// The field with most telling pairs; of equals the first of the library.
fn likely_field(text: &str) -> Option<&'static str> {
    let pairs: BTreeSet<[char; 2]> = pairs_of(text).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for field in pairs.iter().filter_map(|pair| PAIRS.get(pair)).flatten() {
        *counts.entry(field).or_default() += 1;
    }
    let fields = library_fields().into_iter().rev();
    let counted = fields.map(|field| (counts.get(field).copied().unwrap_or_default(), field));
    counted.max_by_key(|&(count, _)| count).filter(|&(count, _)| count >= LIKELY).map(|(_, field)| field)
}

/// Neighbouring Chinese characters.
fn pairs_of(text: &str) -> impl Iterator<Item = [char; 2]> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    text.chars()
        .zip(text.chars().skip(1))
        .filter(move |&(one, other)| is_han(one) && is_han(other))
        .map(<[char; 2]>::from)
}

#[cfg(test)]
mod tests {
    use super::likely_field;

    #[test]
    fn a_field_is_known_by_what_it_says() {
        for (text, field) in [
            ("农村公路养护工程 完成养护公里", Some("交通运输")),
            ("义务教育学生资助 发放助学金", Some("教育")),
            ("会议室维修改造 更换设备", Some("基建维修")),
            ("污水处理厂提标 出水水质", Some("生态环保")),
            ("高标准农田建设 亩均增产", Some("农业农村")),
            ("其他事项", None),
            ("", None),
        ] {
            assert_eq!(likely_field(text), field, "{text}");
        }
    }
}
