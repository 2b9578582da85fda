//! 财政拨款“三公”经费支出决算表

use juesuan_books::Fund;
use juesuan_form::FeesLayout;

use super::{Body, amount, column, head, measure};
use crate::{Align, Measure, Row, Selector, filler::Filler};

/// A fee: its row id, its header path, its economic codes, and the fees that it adds up.
struct Fee {
    id: &'static str,
    head: &'static [&'static str],
    codes: &'static [u32],
    parts: &'static [&'static str],
}

/// In the order of the national form; parts stand behind what adds them up.
const FEES: [Fee; 6] = [
    Fee { id: "total", head: &["合计"], codes: &[], parts: &["abroad", "vehicle", "reception"] },
    Fee { id: "abroad", head: &["因公出国（境）费"], codes: &[30_212], parts: &[] },
    Fee {
        id: "vehicle",
        head: &["公务用车购置及运行维护费", "小计"],
        codes: &[],
        parts: &["vehicle-purchase", "vehicle-operation"],
    },
    Fee {
        id: "vehicle-purchase",
        head: &["公务用车购置及运行维护费", "公务用车购置费"],
        codes: &[31_013, 30_913],
        parts: &[],
    },
    Fee {
        id: "vehicle-operation",
        head: &["公务用车购置及运行维护费", "公务用车运行维护费"],
        codes: &[30_231],
        parts: &[],
    },
    Fee { id: "reception", head: &["公务接待费"], codes: &[30_217], parts: &[] },
];

pub(super) fn fill(filler: &mut Filler<'_>, table: &str, prefix: &str, layout: Option<&FeesLayout>) -> Body {
    let budget = layout.map_or(Measure::Adjusted, |layout| measure(&layout.budget));
    let paired = layout.is_some_and(|layout| layout.paired);
    let halves = [("budget", "预算数", budget), ("actual", "决算数", Measure::Spent)];
    for (half, words, measure) in halves {
        for fee in FEES.iter().rev() {
            let label = format!("{prefix} {} {words}", fee.head.join("·"));
            add(filler, table, half, fee, &label, measure);
        }
    }
    let cells: Vec<(&Fee, &'static str, &'static str)> = if paired {
        FEES.iter().flat_map(|fee| halves.map(|(half, words, _)| (fee, half, words))).collect()
    } else {
        halves.iter().flat_map(|&(half, words, _)| FEES.iter().map(move |fee| (fee, half, words))).collect()
    };
    let path = |&(fee, _, words): &(&Fee, &'static str, &'static str)| {
        let mut path = fee.head.to_vec();
        path.insert(if paired { path.len() } else { 0 }, words);
        path
    };
    let paths: Vec<Vec<&str>> = cells.iter().map(path).collect();
    let mut header = head::header(&paths);
    header.push(head::numbers(0, cells.len()));
    let columns = cells.iter().map(|(fee, half, _)| column(&format!("{half}-{}", fee.id), 7, Align::Right)).collect();
    let amounts = cells.iter().map(|(fee, half, _)| amount(filler, &id(table, fee.id, half), true)).collect();
    Body { columns, header, rows: vec![Row { cells: amounts, total: false }], empty: false }
}

fn id(table: &str, fee: &str, half: &str) -> String {
    format!("{table}/{fee}/{half}")
}

fn add(filler: &mut Filler<'_>, table: &str, half: &str, fee: &Fee, label: &str, measure: Measure) {
    if fee.parts.is_empty() {
        let selector =
            Selector { funds: Fund::FISCAL.to_vec(), economic: fee.codes.to_vec(), ..Selector::all(measure) };
        filler.add_books(&id(table, fee.id, half), label, selector);
    } else {
        let parts = fee.parts.iter().map(|part| (1, id(table, part, half))).collect();
        filler.figures.add_sum(&id(table, fee.id, half), label, parts);
    }
}
