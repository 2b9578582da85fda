use juesuan_chart::{BASE_YEAR, Budget, Chart, Level, economic_department, economic_government, functional};
use rustc_hash::FxHashMap;

use super::Classified;
use crate::import::Fault;

/// 科目代码: a functional code must be a 项, an economic code a 款 of the department's classification, of the fiscal year.
pub(super) struct Codes {
    year: u16,
    functions: FxHashMap<u32, Known>,
    economics: FxHashMap<u32, Known>,
}

/// What is known of a code.
#[derive(Clone)]
enum Known {
    /// It is right; its budget, for functional codes.
    Right(Option<Budget>),
    /// What is wrong, and what to do.
    Wrong(String, String),
}

/// How many different codes are remembered; there are a few thousand in all.
const REMEMBERED: usize = 1 << 16;

impl Codes {
    pub(super) fn new(year: u16) -> Self {
        Self { year, functions: FxHashMap::default(), economics: FxHashMap::default() }
    }

    /// Checks the functional code.
    pub(super) fn function(&mut self, classified: &Classified) -> Option<Fault> {
        let (column, code) = classified.function;
        let year = self.year;
        fault(look_up(&mut self.functions, code, |code| function(code, year))?, column)
    }

    /// Checks the economic code.
    pub(super) fn economic(&mut self, classified: &Classified) -> Option<Fault> {
        let (column, code) = classified.economic?;
        let year = self.year;
        fault(look_up(&mut self.economics, code, |code| economic(code, year))?, column)
    }

    /// The budget of a functional code that was checked.
    pub(super) fn budget(&self, code: u32) -> Option<Budget> {
        match self.functions.get(&code) {
            Some(Known::Right(budget)) => *budget,
            _ => None,
        }
    }
}

/// What is known of a code; none for no code.
fn look_up(known: &mut FxHashMap<u32, Known>, code: u32, find: impl Fn(&str) -> Known) -> Option<&Known> {
    if code == 0 {
        return None;
    }
    if known.len() >= REMEMBERED && !known.contains_key(&code) {
        known.clear();
    }
    Some(known.entry(code).or_insert_with(|| find(&code.to_string())))
}

fn fault(known: &Known, column: usize) -> Option<Fault> {
    match known {
        Known::Right(_) => None,
        Known::Wrong(wrong, remedy) => {
            Some(Fault { rule: "unknown-code", column: Some(column), wrong: wrong.clone(), remedy: remedy.clone() })
        }
    }
}

fn function(code: &str, year: u16) -> Known {
    let chart = functional();
    if Level::of(code) != Some(Level::Item) {
        return Known::Wrong(
            format!("“{code}”不是项级功能科目"),
            format!("请写到项级，7位{}", below(chart, code, year)),
        );
    }
    if chart.name_in(code, year).is_some() {
        return Known::Right(chart.get(code).and_then(|entry| entry.budget));
    }
    let remedy = format!("请按{year}年度政府收支分类科目改正{}", below(chart, &code[..5], year));
    match years_of(chart, code) {
        Some((name, years)) => Known::Wrong(format!("{year}年度没有功能科目“{code} {name}”（{years}）"), remedy),
        None => Known::Wrong(format!("没有功能科目“{code}”"), remedy),
    }
}

fn economic(code: &str, year: u16) -> Known {
    let chart = economic_department();
    if chart.name_in(code, year).is_some() && Level::of(code) == Some(Level::Section) {
        return Known::Right(None);
    }
    if let Some(entry) = economic_government().get(code) {
        return Known::Wrong(
            format!("“{code} {}”是政府预算支出经济分类科目", entry.name),
            "请改填部门预算支出经济分类科目，如 30201".to_owned(),
        );
    }
    if Level::of(code) != Some(Level::Section) {
        let class = code.get(..5).filter(|class| chart.get(class).is_some());
        let instead = class.map_or_else(|| below(chart, code, year), |class| format!("，如 {class}"));
        return Known::Wrong(format!("“{code}”不是款级经济科目"), format!("请写到款级，5位{instead}"));
    }
    let remedy = format!("请按{year}年度部门预算支出经济分类科目改正{}", below(chart, &code[..3], year));
    Known::Wrong(format!("没有经济科目“{code}”"), remedy)
}

/// Some codes below a 类 or 款, in words; nothing if there are none.
fn below(chart: &Chart, code: &str, year: u16) -> String {
    const SHOWN: usize = 4;
    let named = |code: &str| chart.name_in(code, year).map(|official| format!("{code} {}", official.name));
    let codes: Vec<String> = chart.children(code).filter_map(|entry| named(entry.code)).collect();
    match codes.len() {
        0 => String::new(),
        1..=SHOWN => format!("，{code} 下有：{}", codes.join("、")),
        _ => format!("，{code} 下有：{}等", codes[..SHOWN].join("、")),
    }
}

/// The name that a code has in some other year, and in which years it has one.
fn years_of(chart: &Chart, code: &str) -> Option<(&'static str, String)> {
    let years: Vec<u16> = (BASE_YEAR - 10..=BASE_YEAR + 5).filter(|&y| chart.name_in(code, y).is_some()).collect();
    let (first, last) = (*years.first()?, *years.last()?);
    let name = chart.name_in(code, first)?.name;
    let years = match (first == BASE_YEAR - 10, last == BASE_YEAR + 5) {
        (true, _) => format!("{last}年度及以前有效"),
        (false, true) => format!("{first}年度起有效"),
        (false, false) => format!("{first}至{last}年度有效"),
    };
    Some((name, years))
}
