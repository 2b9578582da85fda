//! Section seven: three-public spending.

use super::{
    narrative::{Change, INVISIBLE, change_of, change_slots, compare, one, reason},
    phrasing::Form,
};
use crate::{
    draft::{Draft, Slot},
    ledger::{Key, Stand, Subject},
};

const NAMES: [&str; 6] = [
    "“三公”经费财政拨款",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
];

fn actual(line: u8) -> Key {
    Key::Fee(line, Stand::Actual)
}

fn budget(line: u8) -> Key {
    Key::Fee(line, Stand::Budget)
}

/// 七
pub fn three_public(draft: &mut Draft<'_>, form: &Form) {
    draft.line(&["（一）“三公”经费财政拨款支出决算总体情况说明"], &[]);
    if form.paired {
        template_overall(draft)
    } else {
        national_overall(draft)
    }
    draft.line(&["（二）“三公”经费财政拨款支出决算具体情况说明"], &[]);
    if draft.sample.ledger.value(actual(0)) < INVISIBLE {
        draft.line(&["{unit}{y}年度无“三公”经费财政拨款支出。"], &[]);
        return;
    }
    shares(draft);
    details(draft);
}

/// The total, then each kind, each with budget, actual, completion and change.
fn national_overall(draft: &mut Draft<'_>) {
    one_fee(draft, 0, "。其中：");
    for line in [1, 5, 3, 4] {
        one_fee(draft, line, "。");
    }
}

fn one_fee(draft: &mut Draft<'_>, line: u8, stop: &str) {
    let name = Slot::Text(NAMES[usize::from(line)].to_owned());
    draft.say(
        &["{name}支出预算为{budget}万元，支出决算为{now}万元"],
        &[("name", name), ("budget", Slot::Amount(budget(line))), ("now", Slot::Amount(actual(line)))],
    );
    completion(draft, line, "预算");
    let why = reason(draft);
    match compare(draft, actual(line), budget(line)) {
        Some(cmp) => draft.say(&["，决算数{cmp}预算数的主要原因是{why}"], &[("cmp", cmp), ("why", why)]),
        None if draft.sample.ledger.value(budget(line)) >= INVISIBLE => draft.say(&["，决算数与预算数持平"], &[]),
        None => {}
    }
    let slots = change_slots(draft, Subject::Fee(line));
    match change_of(draft, Subject::Fee(line)) {
        Change::By => draft.say(&["，与上年相比{dir}{change}万元，{dir2}{pct}%，主要原因是{why}"], &slots),
        Change::FromZero => draft.say(&["，与上年相比{dir}{change}万元，主要原因是{why}"], &slots),
        Change::Flat if draft.sample.ledger.value(actual(line)) >= INVISIBLE => draft.say(&["，与上年持平"], &[]),
        Change::Flat => {}
    }
    draft.line(&[stop], &[]);
}

fn completion(draft: &mut Draft<'_>, line: u8, of: &str) {
    if draft.sample.ledger.value(budget(line)) >= INVISIBLE {
        let slots = [("of", Slot::Text(of.to_owned())), ("pct", Slot::Share(one(actual(line)), one(budget(line))))];
        draft.say(&["，完成{of}的{pct}%"], &slots);
    }
}

/// The template's two paragraphs: completion of every kind, then the changes of every kind.
fn template_overall(draft: &mut Draft<'_>) {
    draft.say(
        &["“三公”经费财政拨款支出年初预算为{budget}万元，支出决算为{now}万元"],
        &[("budget", Slot::Amount(budget(0))), ("now", Slot::Amount(actual(0)))],
    );
    completion(draft, 0, "预算");
    draft.say(&["，其中："], &[]);
    for (line, stop) in [(1, "；"), (2, "；"), (5, "。")] {
        let name = Slot::Text(NAMES[usize::from(line)].to_owned());
        draft.say(&["{name}支出决算为{now}万元"], &[("name", name), ("now", Slot::Amount(actual(line)))]);
        completion(draft, line, "预算");
        draft.say(&[stop], &[]);
    }
    if let Some(cmp) = compare(draft, actual(0), budget(0)) {
        let why = reason(draft);
        draft.say(&["{y}年度“三公”经费支出决算数{cmp}预算数的主要原因：{why}。"], &[("cmp", cmp), ("why", why)]);
    }
    draft.end();
    draft.say(&["{y}年度“三公”经费财政拨款支出决算数"], &[]);
    template_change(draft, 0, "比{p}年度", "与{p}年度持平");
    draft.say(&["，其中："], &[]);
    for (line, stop) in [(1, "；"), (2, "；"), (5, "。")] {
        draft.say(&[NAMES[usize::from(line)]], &[]);
        template_change(draft, line, "支出决算", "支出决算持平");
        draft.say(&[stop], &[]);
    }
    draft.end();
}

fn template_change(draft: &mut Draft<'_>, line: u8, lead: &str, flat: &str) {
    let slots = change_slots(draft, Subject::Fee(line));
    match change_of(draft, Subject::Fee(line)) {
        Change::By => draft.say(&[&format!("{lead}{{dir}}{{change}}万元，{{dir2}}{{pct}}%")], &slots),
        Change::FromZero => draft.say(&[&format!("{lead}{{dir}}{{change}}万元")], &slots),
        Change::Flat => draft.say(&[flat], &[]),
    }
}

/// 占比 of the three kinds.
fn shares(draft: &mut Draft<'_>) {
    draft.say(&["{y}年度“三公”经费财政拨款支出决算中，"], &[]);
    for (line, stop) in [(1, "；"), (2, "；"), (5, "。")] {
        let slots = [
            ("name", Slot::Text(NAMES[usize::from(line)].to_owned())),
            ("now", Slot::Amount(actual(line))),
            ("pct", Slot::Share(one(actual(line)), one(actual(0)))),
            ("stop", Slot::Text(stop.to_owned())),
        ];
        draft.say(&["{name}支出决算{now}万元，占{pct}%{stop}"], &slots);
    }
    draft.line(&["具体情况如下："], &[]);
}

/// Amounts with their counts.
fn details(draft: &mut Draft<'_>) {
    let count = |index| Slot::Count(Key::Trip(index));
    draft.line(
        &["1、因公出国（境）费支出决算为{now}万元，全年安排因公出国（境）团组{groups}个，累计{people}人次。"],
        &[("now", Slot::Amount(actual(1))), ("groups", count(0)), ("people", count(1))],
    );
    draft.line(
        &["2、公务接待费支出决算为{now}万元，全年共接待来访团组{groups}个、来宾{people}人次。"],
        &[("now", Slot::Amount(actual(5))), ("groups", count(2)), ("people", count(3))],
    );
    draft.line(
        &["3、公务用车购置费及运行维护费支出决算为{now}万元，其中：公务用车购置费{bought}万元，更新公务用车{cars}辆。公务用车运行维护费{run}万元，主要是燃料费、维修费、保险费支出，截至{y}年12月31日，开支财政拨款的公务用车保有量为{kept}辆。"],
        &[
            ("now", Slot::Amount(actual(2))),
            ("bought", Slot::Amount(actual(3))),
            ("cars", count(4)),
            ("run", Slot::Amount(actual(4))),
            ("kept", count(5)),
        ],
    );
}
