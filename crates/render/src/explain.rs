//! Says in Chinese how a figure comes about.

use juesuan_books::{Fund, Nature};
use juesuan_report::{Figure, FigureId, Formula, Measure, Selector, Value};

use crate::money;

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
        Formula::Books(selector) => format!("账簿汇总：{}", selected(selector)),
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

/// The exact value: `14,711,500.00 元`, `3`, `71.65%`; nothing for a percentage without a base.
pub(crate) fn exact(figure: &Figure) -> String {
    match figure.value {
        Value::Money(amount) => format!("{} 元", grouped(&money::yuan(amount))),
        // Points are in hundredths; what is printed is exact for counts and points alike.
        Value::Count(_) | Value::Quantity(_) => figure.printed.clone(),
        Value::Percent(percent) => percent.map_or_else(String::new, |percent| percent.to_string()),
    }
}

/// Puts separators between thousands.
fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if fraction.is_empty() { out } else { format!("{out}.{fraction}") }
}

/// What a selector adds up, in words.
pub(crate) fn selected(selector: &Selector) -> String {
    let mut words = vec![measure(selector.measure).to_owned()];
    if !selector.funds.is_empty() {
        words.push(selector.funds.iter().map(|fund| fund_name(*fund)).collect::<Vec<_>>().join("、"));
    }
    if let Some(code) = selector.function {
        words.push(format!("功能分类 {code}"));
    }
    if !selector.natures.is_empty() {
        words.push(selector.natures.iter().map(|nature| Nature::name(*nature)).collect::<Vec<_>>().join("、"));
    }
    if !selector.economic.is_empty() {
        let codes: Vec<String> = selector.economic.iter().map(u32::to_string).collect();
        words.push(format!("经济分类 {}", codes.join("、")));
    }
    if selector.agencies_only {
        words.push("仅限行政单位和参公单位".to_owned());
    }
    words.join("；")
}

/// The source of money, without the word 收入.
fn fund_name(fund: Fund) -> &'static str {
    let name = fund.income_name();
    name.strip_suffix("收入").filter(|_| fund.is_fiscal()).unwrap_or(name)
}

const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Opening => "年初结转和结余",
        Measure::Received => "本年收入",
        Measure::Spent => "本年支出",
        Measure::Initial => "年初预算",
        Measure::Adjusted => "全年预算",
        Measure::SurplusUsed => "使用非财政拨款结余",
        Measure::Distributed => "结余分配",
        Measure::Closing => "年末结转和结余",
    }
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Fen;

    use super::*;

    #[test]
    fn a_selector_reads_as_a_sentence() {
        let selector = Selector {
            funds: vec![Fund::General, Fund::Other],
            function: Some(20103),
            natures: vec![Nature::Staff, Nature::Office],
            economic: vec![301],
            ..Selector::all(Measure::Spent)
        };
        let words =
            "账簿汇总：本年支出；一般公共预算财政拨款、其他收入；功能分类 20103；人员经费、公用经费；经济分类 301";
        assert_eq!(source(&Formula::Books(selector)), words);
    }

    #[test]
    fn amounts_are_exact_and_grouped() {
        let figure = |fen| Figure {
            label: String::new(),
            value: Value::Money(Fen(fen)),
            printed: String::new(),
            formula: Formula::LastYear,
        };
        assert_eq!(exact(&figure(123_456_789)), "1,234,567.89 元");
        assert_eq!(exact(&figure(-12_345)), "-123.45 元");
    }
}
