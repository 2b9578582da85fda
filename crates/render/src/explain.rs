//! Says in Chinese how a figure comes about.

use juesuan_report::{FigureId, Formula};

/// A part of a figure's formula.
pub(crate) struct Part<'a> {
    /// `+`, `−`, `÷`; nothing before the first.
    pub sign: &'static str,
    /// The figure.
    pub id: &'a FigureId,
}

/// A sentence on where the figure comes from.
pub(crate) fn source(formula: &Formula) -> String {
    match formula {
        Formula::Books(selector) => format!("账簿汇总：{}", selector.words()),
        Formula::Sum(parts) if parts.len() == 1 => "等于下列数字".to_owned(),
        Formula::Sum(_) => "由下列数字相加减".to_owned(),
        Formula::Percentage { .. } => "前数占后数的百分比".to_owned(),
        Formula::Fact(fact) => format!("据实登记：{fact}"),
        Formula::LastYear => "上年公开数".to_owned(),
    }
}

/// The parts of a formula.
pub(crate) fn parts(formula: &Formula) -> Vec<Part<'_>> {
    match formula {
        Formula::Sum(parts) => {
            let sign = |first: bool, sign: i8| match (first, sign < 0) {
                (_, true) => "−",
                (true, false) => "",
                (false, false) => "+",
            };
            parts.iter().enumerate().map(|(at, (s, id))| Part { sign: sign(at == 0, *s), id }).collect()
        }
        Formula::Percentage { part, whole } => vec![Part { sign: "", id: part }, Part { sign: "÷", id: whole }],
        Formula::Books(_) | Formula::Fact(_) | Formula::LastYear => Vec::new(),
    }
}
