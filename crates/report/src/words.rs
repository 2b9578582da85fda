//! What figures and selectors are, in Chinese.

use juesuan_books::Fund;

use crate::{Figure, Selector, Value, grouped};

impl Selector {
    /// What it adds up: `本年支出；一般公共预算财政拨款；功能分类 20103`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = vec![self.measure.name().to_owned()];
        if !self.funds.is_empty() {
            words.push(self.funds.iter().map(|&fund| fund_name(fund)).collect::<Vec<_>>().join("、"));
        }
        if let Some(code) = self.function {
            words.push(format!("功能分类 {code}"));
        }
        if !self.natures.is_empty() {
            words.push(self.natures.iter().map(|nature| nature.name()).collect::<Vec<_>>().join("、"));
        }
        if !self.economic.is_empty() {
            let codes: Vec<String> = self.economic.iter().map(u32::to_string).collect();
            words.push(format!("经济分类 {}", codes.join("、")));
        }
        if self.agencies_only {
            words.push("仅限行政单位和参公单位".to_owned());
        }
        words.join("；")
    }
}

/// The source of money, without the word 收入.
fn fund_name(fund: Fund) -> &'static str {
    let name = fund.income_name();
    name.strip_suffix("收入").filter(|_| fund.is_fiscal()).unwrap_or(name)
}

impl Figure {
    /// How it is printed, with its unit: `1471.15万元`, `98.70%`; a percentage of nothing is `0%`.
    #[must_use]
    pub fn with_unit(&self) -> String {
        match self.value {
            Value::Money(_) => format!("{}万元", self.printed),
            Value::Percent(None) => "0%".to_owned(),
            Value::Percent(Some(_)) => format!("{}%", self.printed),
            Value::Count(_) | Value::Quantity(_) => self.printed.clone(),
        }
    }

    /// The exact value: `14,711,500.00 元`, `3`, `71.65%`; nothing for a percentage without a base.
    #[must_use]
    pub fn exact(&self) -> String {
        match self.value {
            Value::Money(amount) => format!("{} 元", grouped(&amount.to_string())),
            // Points are in hundredths; what is printed is exact for counts and points alike.
            Value::Count(_) | Value::Quantity(_) => self.printed.clone(),
            Value::Percent(percent) => percent.map_or_else(String::new, |percent| percent.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Fen;
    use juesuan_books::Nature;

    use super::*;
    use crate::{Formula, Measure};

    #[test]
    fn a_selector_reads_as_a_sentence() {
        let selector = Selector {
            funds: vec![Fund::General, Fund::Other],
            function: Some(20103),
            natures: vec![Nature::Staff, Nature::Office],
            economic: vec![301],
            ..Selector::all(Measure::Spent)
        };
        let words = "本年支出；一般公共预算财政拨款、其他收入；功能分类 20103；人员经费、公用经费；经济分类 301";
        assert_eq!(selector.words(), words);
    }

    #[test]
    fn amounts_are_exact_and_grouped() {
        let figure = |fen| Figure {
            label: String::new(),
            value: Value::Money(Fen(fen)),
            printed: "1.00".to_owned(),
            formula: Formula::LastYear,
        };
        assert_eq!(figure(123_456_789).exact(), "1,234,567.89 元");
        assert_eq!(figure(-12_345).exact(), "-123.45 元");
        assert_eq!(figure(0).with_unit(), "1.00万元");
    }
}
