//! Sections on expenditure by function: general public budget, its basic part, funds, state capital.

use super::{
    narrative::{Change, INVISIBLE, change_of, change_slots, compare, one, reason},
    phrasing::{Form, PURPOSES},
};
use crate::{
    books::Source,
    catalogue::catalogue,
    draft::{Draft, Slot},
    ledger::{Key, Part, Subject},
};

/// 五
pub fn general(draft: &mut Draft<'_>, form: &Form) {
    let whole = Key::Of(Source::General, 0, Part::Spending);
    draft.line(&["（一）一般公共预算财政拨款支出决算总体情况"], &[]);
    let mut slots = change_slots(draft, Subject::General);
    slots.push(("pct0", Slot::Share(one(whole), one(Key::Spend(0, 0)))));
    let by = matches!(change_of(draft, Subject::General), Change::By);
    draft.line(if by { form.general } else { form.general_flat }, &slots);
    draft.line(&["（二）一般公共预算财政拨款支出决算结构情况"], &[]);
    structure(draft, form, whole);
    draft.line(&["（三）一般公共预算财政拨款支出决算具体情况"], &[]);
    let budget = Key::Of(Source::General, 0, Part::Budget);
    let mut slots = vec![("budget", Slot::Amount(budget)), ("now", Slot::Amount(whole))];
    if draft.sample.ledger.value(budget) >= INVISIBLE {
        slots.push(("pct", Slot::Share(one(whole), one(budget))));
        slots.push(("cmp", Slot::Text(String::new())));
        draft.line(form.detail, &slots);
    } else {
        draft.line(&["{y}年度财政拨款支出年初预算数为{budget}万元，支出决算数为{now}万元，其中："], &slots);
    }
    items(draft, form, Source::General);
}

/// 五（二）: one clause for each class.
fn structure(draft: &mut Draft<'_>, form: &Form, whole: Key) {
    draft.say(form.structure, &[("now", Slot::Amount(whole))]);
    let classes: Vec<u32> = catalogue()
        .classes()
        .iter()
        .copied()
        .filter(|&class| draft.sample.ledger.value(Key::Of(Source::General, class, Part::Spending)) > 0)
        .collect();
    for (index, &class) in classes.iter().enumerate() {
        let key = Key::Of(Source::General, class, Part::Spending);
        let name = catalogue().name(class);
        let name = if form.short_classes { name.trim_end_matches("支出") } else { name };
        draft.say(
            form.class,
            &[
                ("class", Slot::Text(name.to_owned())),
                ("amount", Slot::Amount(key)),
                ("pct", Slot::Share(one(key), one(whole))),
            ],
        );
        draft.say(&[if index + 1 == classes.len() { "。" } else { "；" }], &[]);
    }
    draft.end();
}

/// One sentence for each item (项) of a source.
fn items(draft: &mut Draft<'_>, form: &Form, source: Source) {
    let codes: Vec<u32> =
        draft.sample.books.items.iter().filter(|item| item.flow(source).spending() > 0).map(|item| item.code).collect();
    for (number, code) in (1u32..).zip(codes) {
        let part = draft.part(&code.to_string(), |draft| item(draft, form, source, number, code));
        draft.sample.items.push(part);
    }
}

fn item(draft: &mut Draft<'_>, form: &Form, source: Source, number: u32, code: u32) {
    let names = catalogue();
    let class = names.name(code / 10_000).to_owned();
    let class =
        if form.short_classes && draft.rng.chance(50) { class.trim_end_matches("支出").to_owned() } else { class };
    draft.say(
        &["{n}、{class}（类）{group}（款）{item}（项）。"],
        &[
            ("n", Slot::Text(number.to_string())),
            ("class", Slot::Name(class, code / 10_000)),
            ("group", Slot::Name(names.name(code / 100).to_owned(), code / 100)),
            ("item", Slot::Name(names.name(code).to_owned(), code)),
        ],
    );
    if form.says_use {
        let purpose = (*draft.rng.pick(&PURPOSES)).to_owned();
        draft.say(&["主要用于：{use}。"], &[("use", Slot::Text(purpose))]);
    } else if draft.sample.style.splits_items {
        draft.end();
    }
    let (now, budget) = (Key::Of(source, code, Part::Spending), Key::Of(source, code, Part::Budget));
    draft.say(
        &["年初预算为{budget}万元，支出决算为{now}万元"],
        &[("budget", Slot::Amount(budget)), ("now", Slot::Amount(now))],
    );
    if draft.sample.ledger.value(budget) >= INVISIBLE {
        draft.say(&["，完成年初预算的{pct}%"], &[("pct", Slot::Share(one(now), one(budget)))]);
    }
    let why = reason(draft);
    match compare(draft, now, budget) {
        Some(cmp) if form.says_use => {
            draft.line(&["。决算数{cmp}预算数的主要原因：{why}。"], &[("cmp", cmp), ("why", why)]);
        }
        Some(cmp) => {
            draft.line(&["，决算数{cmp}年初预算数的主要原因是：{why}。"], &[("cmp", cmp), ("why", why)]);
        }
        None if form.says_use => draft.line(&["。决算数与预算数基本持平。", "。决算数与预算数持平。"], &[]),
        None => draft.line(&["，决算数与年初预算数持平。", "，决算数与预算数持平。"], &[]),
    }
}

/// 六
pub fn basic(draft: &mut Draft<'_>, form: &Form) {
    let whole = Key::Of(Source::General, 0, Part::Basic);
    draft.line(form.basic, &[("now", Slot::Amount(whole))]);
    let parts = [("人员经费", Key::Personnel, [301, 303], "；"), ("公用经费", Key::Public, [302, 310], "。")];
    for (name, key, classes, stop) in parts {
        let list: Vec<&str> = catalogue()
            .economic()
            .iter()
            .filter(|(code, _)| classes.contains(&(code / 100)))
            .filter(|(code, _)| draft.sample.ledger.value(Key::Economic(*code)) >= INVISIBLE)
            .map(|&(_, name)| name)
            .collect();
        if list.is_empty() {
            draft.line(
                &["{name}{amount}万元。"],
                &[("name", Slot::Text(name.to_owned())), ("amount", Slot::Amount(key))],
            );
            continue;
        }
        let slots = [
            ("name", Slot::Text(name.to_owned())),
            ("amount", Slot::Amount(key)),
            ("pct", Slot::Share(one(key), one(whole))),
            ("list", Slot::Text(list.join("、"))),
        ];
        draft.say(form.basic_part, &slots);
        let open = form.basic_part.iter().all(|words| !words.ends_with('。'));
        draft.line(&[if open { stop } else { "" }], &[]);
    }
}

/// 八
pub fn fund(draft: &mut Draft<'_>, form: &Form) {
    apart(draft, form, Source::Fund, form.fund, form.fund_none);
}

/// 九
pub fn capital(draft: &mut Draft<'_>, form: &Form) {
    apart(draft, form, Source::Capital, form.capital, form.capital_none);
}

/// A budget that is accounted for apart from the general one.
fn apart(draft: &mut Draft<'_>, form: &Form, source: Source, some: &[&str], none: &[&str]) {
    let of = |part| Key::Of(source, 0, part);
    if [Part::Income, Part::Spending, Part::Opening].iter().all(|&part| draft.sample.ledger.value(of(part)) == 0) {
        draft.line(none, &[]);
        return;
    }
    let slots = [
        ("income", Slot::Amount(of(Part::Income))),
        ("opening", Slot::Amount(of(Part::Opening))),
        ("now", Slot::Amount(of(Part::Spending))),
        ("basic", Slot::Amount(of(Part::Basic))),
        ("project", Slot::Amount(of(Part::Project))),
        ("closing", Slot::Amount(of(Part::Closing))),
    ];
    draft.line(some, &slots);
    items(draft, form, source);
}
