//! Items of functional classifications in the narrative: `1、X（类）Y（款）Z（项）`, and classes: `X（类）支出`.

use std::ops::Range;

use juesuan_chart::{Found, Level, functional};

use super::marked::{Marked, marked};

/// A path of names as printed, and the code it denotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Bytes of the path, from the number before it to the last mark.
    pub range: Range<usize>,
    /// The number before it.
    pub number: Option<u32>,
    /// 类, 款 and 项 without their marks.
    pub names: [String; 3],
    /// The code, if the names denote just one.
    pub code: Option<&'static str>,
    /// Whether the three names are an official path.
    pub exact: bool,
}

/// All paths of names in a text.
pub fn paths(text: &str, year: u16) -> Vec<Path> {
    let read = |found: Marked<'_>| {
        let bare = |name: &str| name.trim_start_matches(|c: char| c.is_whitespace() || c == '“').to_owned();
        let names = found.names.map(bare);
        let (code, exact) = denote(&names, year);
        Path { range: found.range, number: found.number, names, code, exact }
    };
    marked(text).into_iter().map(read).collect()
}

/// The code that three names denote: by the whole path, else by the 项 where its name is enough to tell.
fn denote(names: &[String; 3], year: u16) -> (Option<&'static str>, bool) {
    let chart = functional();
    let path: Vec<&str> = names.iter().map(String::as_str).collect();
    if let Some(found) = chart.find_path(&path, year).first() {
        return (Some(found.code), found.exact);
    }
    let items = chart.named(Level::Item, &names[2], year);
    let under = |level: Level, name: &str| {
        let above = chart.named(level, name, year);
        let mut fit = items.iter().filter(|item| above.iter().any(|a: &Found| item.code.starts_with(a.code)));
        fit.next().filter(|_| fit.next().is_none())
    };
    // A name that only one code has tells the item wherever it stands. Otherwise 类 and 款 must not contradict each other:
    // where they do, nothing says which of them is wrong.
    let only = items.first().filter(|_| items.len() == 1);
    let (by_class, by_section) = (under(Level::Class, &names[0]), under(Level::Section, &names[1]));
    let agreed = match (by_class, by_section) {
        (Some(class), Some(section)) => Some(class).filter(|class| class.code == section.code),
        (found, None) | (None, found) => found.filter(|_| !contradict(names, year)),
    };
    let found = only.or(agreed);
    (found.map(|f| f.code), false)
}

/// Whether 类 and 款 are both known names, but no such 款 is under that 类.
fn contradict(names: &[String; 3], year: u16) -> bool {
    let chart = functional();
    let known = |level: Level, name: &str| !chart.named(level, name, year).is_empty();
    let both = known(Level::Class, &names[0]) && known(Level::Section, &names[1]);
    both && chart.find_path(&[&names[0], &names[1]], year).is_empty()
}

/// The class that words name: `一般公共服务支出（类）`, or without the mark if `bare` names are allowed.
pub fn class(words: &str, bare: bool, year: u16) -> Option<&'static str> {
    let name = words.strip_suffix("支出").unwrap_or(words);
    let marked = name.strip_suffix("(类)").or_else(|| words.strip_suffix("(类)"));
    if marked.is_none() && !bare {
        return None;
    }
    let name = marked.unwrap_or(words);
    functional().named(Level::Class, name, year).first().map(|found| found.code)
}

/// The item that words name by its printed code (`2010301行政运行`, `行政运行（2010301）`) or by the official names of
/// 类, 款 and 项 without their marks (`教育支出-普通教育-小学教育`).
pub fn item(words: &str, year: u16) -> Option<&'static str> {
    let mut codes = words.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 7);
    let code = |digits: &str| functional().get(digits).map(|entry| entry.code);
    if let Some(found) = codes.next().and_then(code) {
        return Some(found).filter(|_| codes.next().is_none());
    }
    let names: Vec<&str> = words.split(['-', '—', '－', '–', '/', '\\']).filter(|name| !name.is_empty()).collect();
    let exact = |names: &[&str]| functional().find_path(names, year).into_iter().find(|found| found.exact);
    if names.len() == 3 {
        return exact(&names).map(|found| found.code);
    }
    let (class, rest) = words.split_once("(类)")?;
    let (section, rest) = rest.split_once("(款)")?;
    if matches!(rest, "" | "支出") { exact(&[class, section]).map(|found| found.code) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_denote_codes() {
        let text = "1、一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为2539万元";
        let found = paths(text, 2024);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, Some("2010301"));
        assert_eq!(found[0].number, Some(1));
    }

    #[test]
    fn a_misplaced_item_is_found_by_its_own_name() {
        let found = paths("14、金融支出（类）金融发展支出（款）其他普惠金融发展支出（项）。", 2024);
        assert_eq!((found[0].code, found[0].exact), (Some("2130899"), false));
    }

    #[test]
    fn classes_with_and_without_mark() {
        assert_eq!(class("社会保障与就业(类)支出", false, 2024), Some("208"));
        assert_eq!(class("一般公共服务支出(类)", false, 2024), Some("201"));
        assert_eq!(class("教育支出", false, 2024), None);
        assert_eq!(class("教育支出", true, 2024), Some("205"));
    }

    #[test]
    fn items_by_code_and_without_marks() {
        assert_eq!(item("2101101行政单位医疗", 2024), Some("2101101"));
        assert_eq!(item("行政运行(2010301)", 2024), Some("2010301"));
        assert_eq!(item("教育支出-普通教育-小学教育", 2024), Some("2050202"));
        assert_eq!(item("教育支出(类)普通教育(款)", 2024), Some("20502"));
        assert_eq!(item("电话1234567", 2024), None);
        assert_eq!(item("教育支出-小学教育", 2024), None);
    }
}
