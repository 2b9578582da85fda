//! What a section lists: classes, items, economic names.

use juesuan_books::Fund;
use serde::Serialize;

use crate::{Measure, Selector, filler::Filler};

/// A 项 or 类 that a section lists.
#[derive(Serialize)]
pub(super) struct Item {
    /// `一般公共服务支出（类）…（款）…（项）`, or the name of a 类.
    pub(super) name: String,
    /// Id of 年初预算.
    pub(super) initial: String,
    /// Id of 支出决算.
    pub(super) spent: String,
    /// What explains the difference, from the budget's own changes; empty if nothing does.
    pub(super) why: String,
}

/// The items of a fund that were spent on or budgeted, in order of code.
pub(super) fn functions(filler: &Filler<'_>, fund: Fund) -> Vec<u32> {
    let of = |measure| Selector { funds: vec![fund], ..Selector::all(measure) };
    filler.ledger.functions(&[of(Measure::Spent), of(Measure::Initial)])
}

/// The items of a fund with their full names.
pub(super) fn items(filler: &Filler<'_>, fund: Fund) -> Vec<Item> {
    functions(filler, fund)
        .into_iter()
        .map(|code| {
            let levels = [(code / 10_000, "类"), (code / 100, "款"), (code, "项")];
            let part = |(code, level): (u32, &str)| format!("{}（{level}）", filler.function_name(code));
            let (initial, spent) = (format!("{}/{code}/initial", fund.id()), format!("{}/{code}/spent", fund.id()));
            let why = why(filler, fund, code, &initial, &spent);
            Item { name: levels.map(part).concat(), initial, spent, why }
        })
        .collect()
}

/// The classes of the general public budget that were spent on.
pub(super) fn classes(filler: &Filler<'_>) -> Vec<Item> {
    let spent = Selector { funds: vec![Fund::General], ..Selector::all(Measure::Spent) };
    let mut classes: Vec<u32> = filler.ledger.functions(&[spent]).into_iter().map(|code| code / 10_000).collect();
    classes.dedup();
    classes
        .into_iter()
        .map(|code| Item {
            name: filler.function_name(code),
            initial: String::new(),
            spent: format!("T5/{code}/total"),
            why: String::new(),
        })
        .collect()
}

/// The purposes of the largest budget changes that went the way of the difference.
fn why(filler: &Filler<'_>, fund: Fund, code: u32, initial: &str, spent: &str) -> String {
    const SAID: usize = 3;
    let difference = (filler.figures.money(spent) - filler.figures.money(initial)).0.signum();
    let fits = |note: &&juesuan_books::BudgetNote| {
        note.fund == fund && note.function == code && note.amount.0.signum() == difference
    };
    let mut notes: Vec<_> = filler.books.notes.iter().filter(fits).collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.amount.abs()));
    let mut purposes: Vec<&str> = Vec::new();
    for note in notes {
        let purpose = note.purpose.trim_end_matches(['。', '；', '，']);
        if !purpose.is_empty() && !purposes.contains(&purpose) {
            purposes.push(purpose);
        }
    }
    purposes.truncate(SAID);
    purposes.join("，")
}

/// Names of the economic items of staff or office expenses that basic expenditure was spent on, in order of code.
pub(super) fn economic_names(filler: &Filler<'_>, staff: bool) -> String {
    let item = |id: &String| -> Option<u32> {
        let code = id.strip_prefix("T6/")?.strip_suffix("/amount")?.parse().ok()?;
        let is_staff = matches!(code / 100, 301 | 303);
        (code >= 10_000 && is_staff == staff && !filler.figures.prints_zero(id)).then_some(code)
    };
    let mut codes: Vec<u32> = filler.figures.0.keys().filter_map(item).collect();
    codes.sort_unstable();
    codes.into_iter().map(|code| filler.economic_name(code)).collect::<Vec<_>>().join("、")
}
