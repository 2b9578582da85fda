//! What templates may ask: figures, shares, changes on last year, comparisons, reasons.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use juesuan_amount::Fen;
use juesuan_books::Books;
use minijinja::{Environment, Error, ErrorKind, Value as Answer, context};

use super::{
    TEXTS,
    markup::{clean, marked, written},
};
use crate::{Formula, figure_set::FigureSet};

/// What the accountant should add before publishing.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    reasons: BTreeMap<String, String>,
    last_year: BTreeMap<String, String>,
    texts: BTreeSet<String>,
}

impl Notices {
    /// Ids of what could be written and is not.
    pub(crate) fn lacking(&self) -> Vec<String> {
        let texts = TEXTS.iter().filter(|(.., name)| self.texts.contains(*name)).map(|(_, id, _)| (*id).to_owned());
        self.reasons.keys().cloned().chain(texts).collect()
    }

    /// A message each, in Chinese.
    pub(crate) fn into_messages(self) -> Vec<String> {
        let last = self.last_year.into_iter().map(|(id, label)| format!("缺上年数，没有写同比：{label}（{id}）"));
        let reasons = self.reasons.into_iter().map(|(id, label)| format!("缺原因说明：{label}（{id}）"));
        let texts =
            self.texts.into_iter().map(|section| format!("缺文字：请在“文字材料”表的“{section}”栏目补写后导入"));
        last.chain(reasons).chain(texts).collect()
    }
}

type Shared<T> = Arc<Mutex<T>>;

fn lock<T>(shared: &Shared<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the functions known to the templates.
pub(super) fn register(
    environment: &mut Environment<'_>,
    figures: &Shared<FigureSet>,
    notices: &Shared<Notices>,
    books: &Books,
) {
    let set = Arc::clone(figures);
    environment.add_function("n", move |id: &str| print(&lock(&set), id));
    let set = Arc::clone(figures);
    environment.add_function("zero", move |id: &str| zero(&lock(&set), id));
    let set = Arc::clone(figures);
    environment.add_function("share", move |part: &str, whole: &str| share(&mut lock(&set), part, whole));
    let set = Arc::clone(figures);
    environment.add_function("compare", move |left: &str, right: &str| compare(&lock(&set), left, right));
    let told = Arc::clone(notices);
    environment.add_function("lacking", move |section: &str| {
        lock(&told).texts.insert(section.to_owned());
        ""
    });
    let (set, told, last) = (Arc::clone(figures), Arc::clone(notices), books.comparatives.clone());
    environment.add_function("change", move |id: &str| change(&mut lock(&set), &mut lock(&told), &last, id));
    let (set, told, reasons) = (Arc::clone(figures), Arc::clone(notices), books.reasons.clone());
    environment.add_function("reason", move |id: &str, found: Option<&str>| {
        reason(&lock(&set), &mut lock(&told), &reasons, id, found.unwrap_or(""))
    });
}

fn known(figures: &FigureSet, id: &str) -> Result<(), Error> {
    figures.get(id).map(|_| ()).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no figure {id}")))
}

/// A figure as printed, marked.
fn print(figures: &FigureSet, id: &str) -> Result<String, Error> {
    known(figures, id)?;
    Ok(figures.get(id).map(|figure| marked(id, &figure.printed)).unwrap_or_default())
}

/// Whether money prints as 0.00.
fn zero(figures: &FigureSet, id: &str) -> Result<bool, Error> {
    known(figures, id)?;
    Ok(figures.prints_zero(id))
}

/// `100 × part ÷ whole` without the percent sign; `0` of nothing.
fn share(figures: &mut FigureSet, part: &str, whole: &str) -> Result<String, Error> {
    known(figures, part)?;
    known(figures, whole)?;
    let id = format!("{part}÷{whole}");
    let label = |id: &str| figures.get(id).map(|figure| figure.label.clone()).unwrap_or_default();
    figures.add_percentage(&id, &format!("{} 占 {}", label(part), label(whole)), part, whole);
    let printed = figures.get(&id).map(|figure| figure.printed.clone()).unwrap_or_default();
    Ok(if printed.is_empty() { "0".to_owned() } else { marked(&id, &printed) })
}

/// `大于`, `小于`, or nothing where both print alike.
fn compare(figures: &FigureSet, left: &str, right: &str) -> Result<&'static str, Error> {
    known(figures, left)?;
    known(figures, right)?;
    let printed = |id: &str| figures.get(id).map(|figure| figure.printed.as_str());
    Ok(match (printed(left) == printed(right), figures.money(left).cmp(&figures.money(right))) {
        (true, _) | (_, std::cmp::Ordering::Equal) => "",
        (_, std::cmp::Ordering::Greater) => "大于",
        (_, std::cmp::Ordering::Less) => "小于",
    })
}

/// The change of a figure on last year: `known`, `flat`, `up`, `amount`, and `rate` unless there was nothing last year.
fn change(
    figures: &mut FigureSet,
    notices: &mut Notices,
    last_year: &BTreeMap<String, Fen>,
    id: &str,
) -> Result<Answer, Error> {
    known(figures, id)?;
    let label = figures.get(id).map(|figure| figure.label.clone()).unwrap_or_default();
    let Some(&last) = last_year.get(id) else {
        notices.last_year.insert(id.to_owned(), label);
        return Ok(context! { known => false });
    };
    let (last_id, change_id, rate_id) = (format!("{id}@last"), format!("{id}@change"), format!("{id}@rate"));
    figures.add_money(&last_id, &format!("{label} 上年数"), last, Formula::LastYear);
    figures.add_sum(&change_id, &format!("{label} 比上年增减"), vec![(1, id.to_owned()), (-1, last_id.clone())]);
    figures.add_percentage(&rate_id, &format!("{label} 比上年增减率"), &change_id, &last_id);
    let up = figures.money(&change_id).0 > 0;
    let amount = figures.get(&change_id).map(|figure| figure.printed.trim_start_matches('-').to_owned());
    let rate = figures.get(&rate_id).map(|figure| figure.printed.clone()).filter(|printed| !printed.is_empty());
    Ok(context! {
        known => true,
        flat => figures.prints_zero(&change_id),
        up => up,
        amount => marked(&change_id, &amount.unwrap_or_default()),
        rate => rate.map(|rate| marked(&rate_id, &rate)),
    })
}

/// The reason that somebody wrote for `id` (`…@change`, `…@budget`), else the one found in the books; else a notice.
fn reason(
    figures: &FigureSet,
    notices: &mut Notices,
    by_hand: &BTreeMap<String, String>,
    id: &str,
    found: &str,
) -> String {
    let text = by_hand.get(id).map_or(found, String::as_str);
    let text = text.trim().trim_end_matches(['。', '；', '，']);
    if text.is_empty() {
        let (figure, what) = id.rsplit_once('@').unwrap_or((id, ""));
        let label = figures.get(figure).map_or("", |figure| figure.label.as_str());
        let word = if what == "budget" { "与预算的差异" } else { "与上年的差异" };
        notices.reasons.insert(id.to_owned(), format!("{label} {word}"));
    }
    written(id, &clean(text))
}
