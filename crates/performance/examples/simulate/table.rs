use std::fmt::Write;

use juesuan_books::DeviationKind;

use super::watch::{Found, Outcome};

/// The tables of the page.
pub fn tables(outcome: &Outcome) -> String {
    let mut page = String::from(
        "| 类型 | 埋入 | 逐日：发现 | 发现率 | 延迟中位数 | 90%分位 | 自开始起 | 按季：发现 | 发现率 | 延迟中位数 | 90%分位 | 自开始起 |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for &kind in DeviationKind::all() {
        let of_kind: Vec<&Found> = outcome.planted.iter().filter(|found| found.kind == kind).collect();
        row(&mut page, kind.name(), &of_kind);
    }
    row(&mut page, "合计", &outcome.planted.iter().collect::<Vec<_>>());
    let pairs = outcome.projects * DeviationKind::all().len();
    let _ = writeln!(page, "\n| 类型 | 逐日报警 | 其中误报 | 按季报警 | 其中误报 |\n|---|--:|--:|--:|--:|");
    let mut sums = [0; 4];
    for kind in DeviationKind::all() {
        let [all, wrong] = outcome.alarms.get(kind).copied().unwrap_or_default();
        let [quarterly, quarterly_wrong] = outcome.quarterly_alarms.get(kind).copied().unwrap_or_default();
        let numbers = [all, wrong, quarterly, quarterly_wrong];
        let _ = writeln!(page, "| {} | {all} | {wrong} | {quarterly} | {quarterly_wrong} |", kind.name());
        sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
    }
    let [all, wrong, quarterly, quarterly_wrong] = sums;
    let _ = writeln!(page, "| 合计 | {all} | {wrong} | {quarterly} | {quarterly_wrong} |");
    let _ = writeln!(
        page,
        "\n误报占报警的{}；占全部“项目×类型”（{pairs}个）的{}。没有埋入的{}个项目里，全年亮过任何灯的{}个（{}），亮过红灯的{}个（{}）。",
        percent(wrong, all),
        percent(wrong, pairs),
        outcome.clean,
        outcome.clean_alarmed[0],
        percent(outcome.clean_alarmed[0], outcome.clean),
        outcome.clean_alarmed[1],
        percent(outcome.clean_alarmed[1], outcome.clean),
    );
    page
}

fn row(page: &mut String, name: &str, found: &[&Found]) {
    let part = |delays: Vec<(u16, u16)>| {
        let rate = percent(delays.len(), found.len());
        let (met, began): (Vec<u16>, Vec<u16>) = delays.iter().copied().unzip();
        let [median, most, began] = [quantile(&met, 50), quantile(&met, 90), quantile(&began, 50)];
        format!("{} | {rate} | {median} | {most} | {began}", delays.len())
    };
    let daily = part(found.iter().filter_map(|found| found.daily).collect());
    let quarterly = part(found.iter().filter_map(|found| found.quarterly).collect());
    let _ = writeln!(page, "| {name} | {} | {daily} | {quarterly} |", found.len());
}

/// The smallest delay that so many per cent do not exceed; empty without any.
fn quantile(delays: &[u16], percent: usize) -> String {
    let mut delays = delays.to_vec();
    delays.sort_unstable();
    let place = (delays.len() * percent).div_ceil(100).saturating_sub(1);
    delays.get(place).map(u16::to_string).unwrap_or_default()
}

/// `98.3%`
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1000).checked_div(whole).unwrap_or(0);
    format!("{}.{}%", tenths / 10, tenths % 10)
}
