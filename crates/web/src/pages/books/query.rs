//! What somebody searches for: from the address to a filter, and back.

use juesuan_amount::Fen;
use juesuan_books::{Date, Fund};
use juesuan_store::{Cursor, Filter};
use serde::Deserialize;

use crate::show;

/// The fields of a search as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Which list, where the address does not say it.
    pub kind: String,
    /// Beginning of the number.
    pub number: String,
    /// Contained in a text.
    pub text: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Least amount in 元.
    pub least: String,
    /// Greatest amount in 元.
    pub most: String,
    /// Id of the fund.
    pub fund: String,
    /// Beginning of the functional code.
    pub function: String,
    /// Beginning of the economic code.
    pub economic: String,
    /// 指标编号
    pub line: String,
    /// 项目代码
    pub project: String,
    /// Where an earlier page ended.
    pub after: String,
}

/// A query that can be searched for.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Which records.
    pub filter: Filter,
    /// After which place.
    pub after: Option<Cursor>,
}

impl Query {
    /// What of it stays in addresses, with the place of a page if there is one: `text=a&from=b`.
    pub fn address(&self, after: Option<&Cursor>) -> String {
        let mut pairs: Vec<String> = self.pairs().iter().map(|(name, value)| pair(name, value)).collect();
        pairs.extend(after.map(|after| pair("after", &after.to_string())));
        pairs.join("&")
    }

    /// Whether anything narrows it.
    pub fn is_open(&self) -> bool {
        self.pairs().is_empty()
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("number", &self.number),
            ("text", &self.text),
            ("from", &self.from),
            ("to", &self.to),
            ("least", &self.least),
            ("most", &self.most),
            ("fund", &self.fund),
            ("function", &self.function),
            ("economic", &self.economic),
            ("line", &self.line),
            ("project", &self.project),
        ];
        all.into_iter().map(|(name, value)| (name, value.trim())).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What it asks for.
    ///
    /// # Errors
    /// Every field that cannot be understood, with what to write instead.
    pub fn wanted(&self) -> Result<Wanted, Vec<String>> {
        let mut problems = Vec::new();
        let filter = Filter {
            number: self.number.trim().to_owned(),
            text: self.text.trim().to_owned(),
            from: field(&self.from, Date::parse, "起始日期", "如 2024-03-01", &mut problems),
            to: field(&self.to, Date::parse, "截止日期", "如 2024-03-31", &mut problems),
            least: field(&self.least, yuan, "金额下限", "元，最多两位小数，如 1234.5", &mut problems),
            most: field(&self.most, yuan, "金额上限", "元，最多两位小数，如 1234.5", &mut problems),
            fund: field(&self.fund, fund, "资金性质", "选一种", &mut problems),
            function: code(&self.function, "功能科目", &mut problems),
            economic: code(&self.economic, "经济科目", &mut problems),
            line: self.line.trim().to_owned(),
            project: self.project.trim().to_owned(),
        };
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from > to
        {
            problems.push("起始日期晚于截止日期，请对调".to_owned());
        }
        if let (Some(least), Some(most)) = (filter.least, filter.most)
            && least > most
        {
            problems.push("金额下限大于上限，请对调".to_owned());
        }
        let after = field(&self.after, |text| text.parse().ok(), "继续查找的位置", "重新查找", &mut problems);
        if problems.is_empty() { Ok(Wanted { filter, after }) } else { Err(problems) }
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}={}", show::query_value(value))
}

/// What a field says; nothing when it is empty.
fn field<T>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
    name: &str,
    remedy: &str,
    problems: &mut Vec<String>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = read(text);
    if found.is_none() {
        let shown: String = text.chars().take(40).collect();
        problems.push(format!("{name}“{shown}”看不懂，请写：{remedy}"));
    }
    found
}

fn yuan(text: &str) -> Option<Fen> {
    Fen::parse_yuan(text.trim_end_matches('元'))
}

fn fund(id: &str) -> Option<Fund> {
    Fund::ALL.into_iter().find(|fund| fund.id() == id)
}

fn code(text: &str, name: &str, problems: &mut Vec<String>) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.to_owned());
    field(text, digits, name, "科目代码或它的前几位，如 20103", problems).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_understood_is_told_all_at_once() {
        let query =
            Query { from: "明天".into(), least: "一百".into(), function: "行政".into(), ..Query::default() };
        assert_eq!(query.wanted().unwrap_err().len(), 3);
        let query = Query { least: "2".into(), most: "1".into(), ..Query::default() };
        assert!(query.wanted().unwrap_err()[0].contains("对调"));
        let query = Query { least: " 1,234.5元 ".into(), to: "20240305".into(), ..Query::default() };
        let filter = query.wanted().unwrap().filter;
        assert_eq!((filter.least, filter.to), (Some(Fen(123_450)), Date::new(2024, 3, 5)));
    }

    #[test]
    fn an_address_says_the_same_again() {
        let query = Query { text: "a&b=c 差旅".into(), fund: "general".into(), ..Query::default() };
        assert_eq!(query.address(None), "text=a%26b%3Dc%20%E5%B7%AE%E6%97%85&fund=general");
        assert!(Query::default().is_open() && Query::default().address(None).is_empty());
    }
}
