//! Sections one to four: totals, incomes, expenditures, appropriations.

use super::phrasing::{Form, REASONS};
use crate::{
    books::Source,
    draft::{Draft, Slot},
    ledger::{Key, Part, Subject, Terms},
    sample::Direction,
};

/// 分 below which an amount prints as 0.00 万元.
pub const INVISIBLE: i128 = 5_000;

/// `key` alone as a linear form.
pub fn one(key: Key) -> Terms {
    vec![(key, 1)]
}

/// A random reason.
pub fn reason(draft: &mut Draft<'_>) -> Slot {
    Slot::Text((*draft.rng.pick(&REASONS)).to_owned())
}

/// How a subject changed on last year.
pub enum Change {
    /// Not so that it shows.
    Flat,
    /// From nothing: there is no percentage.
    FromZero,
    /// By a printed amount and percentage.
    By,
}

/// How the subject changed.
pub fn change_of(draft: &Draft<'_>, subject: Subject) -> Change {
    let ledger = &draft.sample.ledger;
    if ledger.value(Key::Change(subject)) < INVISIBLE {
        Change::Flat
    } else if ledger.value(Key::Prior(subject)) < INVISIBLE {
        Change::FromZero
    } else {
        Change::By
    }
}

/// The slots of a sentence on a change: `now`, `dir`, `change`, `dir2`, `pct`, `why`.
pub fn change_slots(draft: &mut Draft<'_>, subject: Subject) -> Vec<(&'static str, Slot)> {
    let down = draft.sample.ledger.value(subject.now()) < draft.sample.ledger.value(Key::Prior(subject));
    let second = if draft.rng.chance(50) { ["减少", "增加"] } else { ["下降", "增长"] };
    let pick = |words: [&'static str; 2]| if down { words[0] } else { words[1] };
    let change = Key::Change(subject);
    let whole = vec![(subject.now(), 1), (change, if down { 1 } else { -1 })];
    let direction = Direction::Change(subject);
    vec![
        ("now", Slot::Amount(subject.now())),
        ("dir", Slot::Word(pick(["减少", "增加"]), direction)),
        ("change", Slot::Amount(change)),
        ("dir2", Slot::Word(pick(second), direction)),
        ("pct", Slot::Share(one(change), whole)),
        ("why", reason(draft)),
    ]
}

/// 一
pub fn overall(draft: &mut Draft<'_>, form: &Form) {
    changing(draft, Subject::Total, form.overall, form.overall_flat);
}

/// 四
pub fn fiscal(draft: &mut Draft<'_>, form: &Form) {
    changing(draft, Subject::Fiscal, form.fiscal, form.fiscal_flat);
}

fn changing(draft: &mut Draft<'_>, subject: Subject, phrasings: &[&str], flat: &[&str]) {
    let slots = change_slots(draft, subject);
    let phrasings = if matches!(change_of(draft, subject), Change::By) { phrasings } else { flat };
    draft.line(phrasings, &slots);
}

/// 二
pub fn income(draft: &mut Draft<'_>, form: &Form) {
    let of = |source| Key::Of(source, 0, Part::Income);
    let mut lines = if form.lists_zeros {
        vec![
            ("财政拨款收入", of(Source::General)),
            ("政府性基金预算财政拨款收入", of(Source::Fund)),
            ("国有资本经营预算财政拨款收入", of(Source::Capital)),
        ]
    } else {
        vec![("财政拨款收入", Key::Income(0, 1))]
    };
    let others = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"];
    lines.extend((2u8..).zip(others).map(|(column, name)| (name, Key::Income(0, column))));
    listing(draft, form, form.income, Key::Income(0, 0), &lines);
}

/// 三
pub fn spending(draft: &mut Draft<'_>, form: &Form) {
    let names = ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"];
    let lines: Vec<_> = (1u8..).zip(names).map(|(column, name)| (name, Key::Spend(0, column))).collect();
    listing(draft, form, form.spending, Key::Spend(0, 0), &lines);
}

fn listing(draft: &mut Draft<'_>, form: &Form, head: &[&str], whole: Key, lines: &[(&str, Key)]) {
    draft.say(head, &[("now", Slot::Amount(whole))]);
    let shown: Vec<_> = lines
        .iter()
        .filter(|(_, key)| form.lists_zeros || draft.sample.ledger.value(*key) >= INVISIBLE)
        .copied()
        .collect();
    for (index, (name, key)) in shown.iter().enumerate() {
        let slots = [
            ("name", Slot::Text((*name).to_owned())),
            ("amount", Slot::Amount(*key)),
            ("pct", Slot::Share(one(*key), one(whole))),
            ("stop", Slot::Text(if index + 1 == shown.len() { "。" } else { "；" }.to_owned())),
        ];
        draft.say(&["{name}{amount}万元，占{pct}%{stop}"], &slots);
    }
    draft.end();
}

/// The word and direction of a comparison of two amounts, or none where they print alike.
pub fn compare(draft: &Draft<'_>, left: Key, right: Key) -> Option<Slot> {
    let (l, r) = (draft.sample.ledger.value(left), draft.sample.ledger.value(right));
    if draft.sample.style.narrative(l) == draft.sample.style.narrative(r) {
        return None;
    }
    Some(Slot::Word(if l > r { "大于" } else { "小于" }, Direction::Compare(left, right)))
}
