//! The years that a header names, told by the year of the final accounts: 2023年决算数 beside 2024年决算数 is last year's.

use crate::{header::compares, header_path::HeaderPath};

/// What stands for a year before that of the final accounts.
pub(crate) const LAST_YEAR: &str = "上年度";
/// What stands for a year after it.
pub(crate) const NEXT_YEAR: &str = "下年度";

/// Replaces the years in header paths by what they are to the latest year of which a column gives final accounts, and leaves
/// that year itself out. Where final accounts stand without a year, it is theirs, and a named year is another one.
pub(crate) fn name_years(paths: &mut [HeaderPath]) {
    let gives_final = |path: &&HeaderPath| path.words.iter().any(|words| words.contains("决算") && !compares(words));
    let year_of = |path: &HeaderPath| path.words.iter().find_map(|words| year(words)).map(|(year, ..)| year);
    let is_unsaid = paths.iter().filter(gives_final).any(|path| year_of(path).is_none());
    let finals = paths.iter().filter(gives_final).filter_map(year_of).max();
    let current = finals.or_else(|| paths.iter().filter_map(year_of).max());
    for words in paths.iter_mut().flat_map(|path| &mut path.words) {
        let Some((year, start, end)) = year(words) else { continue };
        let name = match current {
            Some(current) if year > current => NEXT_YEAR,
            Some(current) if year == current && !(is_unsaid && finals.is_some()) => "",
            _ => LAST_YEAR,
        };
        words.replace_range(start..end, name);
    }
    for path in paths {
        path.words.retain(|words| !words.is_empty());
    }
}

/// The first year in a text, with its bytes: `2023年`, `2023年度`.
fn year(words: &str) -> Option<(u16, usize, usize)> {
    let (before, after) = words.split_once('年')?;
    let start = before.len().checked_sub(4)?;
    let year = before.get(start..)?.parse().ok().filter(|year| (1990..2100).contains(year))?;
    let end = before.len() + "年".len() + if after.starts_with('度') { "度".len() } else { 0 };
    Some((year, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(headers: &[&str]) -> Vec<String> {
        let path = |header: &&str| HeaderPath { words: header.split('/').map(str::to_owned).collect(), own: true };
        let mut paths: Vec<HeaderPath> = headers.iter().map(path).collect();
        name_years(&mut paths);
        paths.into_iter().map(|path| path.words.join("/")).collect()
    }

    #[test]
    fn years_are_told_by_that_of_the_final_accounts() {
        assert_eq!(named(&["项目", "2024年预算数", "2024年度决算数"]), ["项目", "预算数", "决算数"]);
        assert_eq!(named(&["2023年决算数", "2024年决算数"]), ["上年度决算数", "决算数"]);
        assert_eq!(named(&["2024年/决算数", "2025年/预算数"]), ["决算数", "下年度/预算数"]);
        assert_eq!(named(&["2023年决算数", "决算数"]), ["上年度决算数", "决算数"]);
        assert_eq!(named(&["2023年", "2024年"]), ["上年度", ""]);
        assert_eq!(named(&["年初预算数", "全年"]), ["年初预算数", "全年"]);
    }
}
