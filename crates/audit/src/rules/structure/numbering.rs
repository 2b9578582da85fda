//! The numbered paragraphs of a document as nested lists, and where their numbering breaks.

use juesuan_form::label;
use juesuan_read::Place;

use crate::{
    Context,
    rules::text::{Para, body, is_heading},
};

/// What is wrong with the label of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A number is left out: the last one and this one.
    Skipped(u32, u32),
    /// The number of the paragraph before stands again.
    Doubled(u32),
    /// The number is smaller than the last one.
    Backwards(u32, u32),
    /// Written in another style than the rest of its list: how the one before is written.
    Style(String),
    /// A list and the list under it are written in the same style.
    SameStyleInside(String),
}

/// A numbering fault with the label it is about and the paragraph of the number before.
#[derive(Clone, Debug)]
pub(super) struct Issue {
    pub fault: Fault,
    pub place: Place,
    /// The item before in the same list.
    pub before: Place,
    /// The label as printed.
    pub label: String,
}

/// How a label is written: its level, and whether with Arabic digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    level: u8,
    digits: bool,
}

#[derive(Clone, Debug)]
struct List {
    style: Style,
    last: u32,
    place: Place,
    label: String,
}

/// All numbering faults of the document, in order.
pub(super) fn issues(context: &Context<'_>) -> Vec<Issue> {
    let mut lists: Vec<List> = Vec::new();
    let mut issues = Vec::new();
    let mut note = None;
    for para in body(context) {
        if is_note(para, note) {
            note = Some(para.block);
        } else if let Some(item) = item(context, para) {
            add(&mut lists, item, &mut issues);
        }
    }
    issues
}

/// Whether a paragraph is of a note below a table, which numbers its sentences from the words 注：1. on; `note` is the
/// block of the note's paragraph before.
fn is_note(para: &Para<'_>, note: Option<usize>) -> bool {
    let text = para.text.trim_start();
    let goes_on = note.is_some_and(|block| block + 1 == para.block) && text.starts_with(|c: char| c.is_ascii_digit());
    goes_on || text.starts_with("注：") || text.starts_with("注:")
}

/// The label of a paragraph as an item of a list of its own.
fn item(context: &Context<'_>, para: &Para<'_>) -> Option<List> {
    let label = label(para.text).filter(|label| label.number < 100)?;
    // `一、二线` in running text is not a label; a heading or a sentence is.
    let rest = para.text[label.range.end..].trim();
    if rest.chars().count() < 2 && !is_heading(context, para.block) {
        return None;
    }
    let printed = &para.text[label.range.clone()];
    let style = Style { level: label.level, digits: printed.contains(|c: char| c.is_ascii_digit()) };
    Some(List { style, last: label.number, place: para.place(label.range), label: printed.trim().to_owned() })
}

/// Puts an item where it continues a list, or opens a new one.
fn add(lists: &mut Vec<List>, item: List, issues: &mut Vec<Issue>) {
    let (style, number) = (item.style, item.last);
    let mut report = |fault, before: &List| {
        issues.push(Issue { fault, place: item.place, before: before.place, label: item.label.clone() });
    };
    let continued = lists.iter().rposition(|list| list.style == style && list.last + 1 == number);
    if let Some(at) = continued {
        if lists[at + 1..].iter().any(|inner| inner.style == style && inner.last > 1) {
            report(Fault::SameStyleInside(lists[at].label.clone()), &lists[at]);
        }
        lists.truncate(at);
        return lists.push(item);
    }
    if number == 1 {
        // A heading closes whatever stands under the headings of its level and below.
        if style.level <= 2 {
            lists.retain(|list| list.style.level < style.level);
        }
        return lists.push(item);
    }
    if let Some(at) = lists.iter().rposition(|list| list.style == style) {
        let last = &lists[at];
        let fault = match number.cmp(&last.last) {
            std::cmp::Ordering::Equal => Fault::Doubled(number),
            std::cmp::Ordering::Less => Fault::Backwards(last.last, number),
            std::cmp::Ordering::Greater => Fault::Skipped(last.last, number),
        };
        let mixed = lists[at + 1..].iter().rposition(|list| list.last + 1 == number && list.style.level == style.level);
        match mixed {
            Some(inner) => report(Fault::Style(lists[at + 1 + inner].label.clone()), &lists[at + 1 + inner]),
            None => report(fault, last),
        }
        let at = mixed.map_or(at, |inner| at + 1 + inner);
        lists.truncate(at);
        return lists.push(item);
    }
    if let Some(at) = lists.iter().rposition(|list| list.last + 1 == number && list.style.level == style.level) {
        report(Fault::Style(lists[at].label.clone()), &lists[at]);
        // The list goes on in the style in which it began.
        let style = lists[at].style;
        lists.truncate(at);
        return lists.push(List { style, ..item });
    }
    lists.push(item);
}
