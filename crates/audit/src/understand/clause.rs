//! What the words before a numeral say: which measure, of what, compared with what.

use std::{borrow::Cow, sync::LazyLock};

use juesuan_amount::normalize_text;
use regex::Regex;

use super::{Base, Measure, Value};

/// The words of one clause before a numeral, read from their end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The measure that the words name; none if they name none and the numeral is simply the amount.
    pub measure: Option<Stated>,
    /// The words left for the subject.
    pub subject: &'a str,
}

/// A measure as the words name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Complete.
    Is(Measure),
    /// 增加/减少 by an amount or percentage, the base of comparison still open; `true` for a decrease.
    Change {
        /// Whether the words say that it became less.
        decrease: bool,
    },
    /// 占…, with the words for the whole.
    ShareOf(String),
}

/// Words as they are compared: no white space, no quotation marks, half-width punctuation.
pub fn plain(words: &str) -> String {
    let text = normalize_text(words);
    let text = without_bookmarks(&text);
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().filter(|c| !matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'')).map(|c| match c {
        '：' => ':',
        '；' => ';',
        _ => c,
    }));
    plain
}

/// Word processors leave names of bookmarks behind in exported text: `[bookmark:_GoBack]`.
fn without_bookmarks(text: &str) -> Cow<'_, str> {
    let Some(start) = text.find("[bookmark:") else { return Cow::Borrowed(text) };
    let end = text[start..].find(']').map_or(text.len(), |end| start + end + 1);
    Cow::Owned([&text[..start], &text[end..]].concat())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern is valid")
}

static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?P<up>增加|增长|上升|提高|增支|增)|(?P<down>减少|下降|降低|压减|减支|减))(?:了|额|率|幅度?|比例)?(?:为|:)?$",
    )
});
static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:年初|全年|调整后?的?|当年|本年)*预算(?:安排|批复|下达)?(?:支出|收入)?(?:数|金额|总额|资金)?(?:为|是|共计?|:)?$",
    )
});
static ACTUAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:全年|实际)*(?:决算|执行)(?:支出|收入)?(?:数|金额|总额)?(?:共|合计)?(?:为|是|共计?|:)?$")
});
static SHARE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"占(?P<whole>[^占]*?)的?(?:比例|比重|比)?(?:为|是|达到?|约|:)?$"));
static COMPLETION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"完成(?:了)?[^,;:]*?(?:预算|计划|全年数)(?:支出|收入)?(?:数|金额)?的?$|(?:预算|执行)?(?:执行率|完成率|完成比例|执行比例|执行进度)(?:为|是|达到?|:)?$|占(?:年初|全年|调整)?预算数?的$",
    )
});
static DIFFERENCE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:预决算|预算与决算)(?:数)?差异率(?:为|是|:)?$"));
/// Words between a subject and its amount, longer ones before their beginnings.
static COPULA: [&str; 19] = [
    "均为", "各为", "共计", "合计", "总计", "达到", "分别", "完成", "为", "是", "共", "达", "约", "计", ":", "均",
    "各", "有", "了",
];
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:与|比|较)(?:20[0-9][0-9]年度?)?的?[^,;:。0-9]{0,20}?(?P<stated>(?:年初|全年|当年|调整后?的?|支出|批复)+预算)(?:数|安排|批复|金额)*(?:相比|比较)?|(?:与|比|较|同)(?:20[0-9][0-9]年度?)?(?P<budget>预算)(?:数|安排|批复|金额)*(?:相比|比较)?|(?:与|比|较|同|和)?(?P<prior>上年|去年|上一年|20[0-9][0-9]年)度?的?(?P<others>(?:年初|支出)?预算(?:数|安排)?)?(?:累计)?(?:支出|收入)?(?:决算|实际)?(?:支出|收入)?(?:数|同期|度)?(?:相比|比较|对比|比)|(?:比|较)(?P<than>上年|去年|上一年|20[0-9][0-9]年)度?的?(?P<other>(?:年初|支出)?预算(?:数|安排)?)?(?:累计)?(?:支出|收入)?(?:决算|实际)?(?:支出|收入)?(?:数|同期|度)?|(?P<same>同比)",
    )
});
static REASON: LazyLock<Regex> = LazyLock::new(|| regex(r"原因|因为|由于|主要是|主要用于|主要为|主要系|用于"));
static LEADING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:其中|包括|与|20[0-9][0-9]年(?:度|初|末)?|截[至止](?:到|于)?(?:20[0-9][0-9]年)?(?:[0-9]+月)?(?:[0-9]+日)?|全年|本年度?|当年|年度|(?:本|我|全|该)(?:部门|单位|局|办|委|院|校|中心)?(?:机关)?(?:[及和](?:所属|下属|直属)单位)?|(?:部门|单位)(?:\((?:单位|部门|本级)\))?|\([^()]{2,30}\)|(?:机关)?本级及所属(?:各)?单位的?|所属各?预算?单位|共计?|及|和|以及|涉及|开支|安排|财政拨款开支的?|开支财政拨款的?|各|累计|决算中|支出中|中|实际|主要|第.部分|[0-9]+[、.]|[一二三四五六七八九十]+、|\((?:[一二三四五六七八九十]+|[0-9]+)\)|,|:|;|、)",
    )
});
static TRAILING: [&str; 12] =
    ["支出决算数", "决算数", "支出决算", "决算支出", "决算", "支出", "金额", "收入", "费用", "总额", "总体", "数"];

/// Reads the words of a clause before a numeral of this kind.
pub fn read<'a>(clause: &'a str, value: &Value) -> Reading<'a> {
    let stated = |measure: Stated, start: usize| Reading { measure: Some(measure), subject: &clause[..start] };
    let change = |c: &regex::Captures<'_>| {
        stated(Stated::Change { decrease: c.name("down").is_some() }, c.get(0).map_or(0, |m| m.start()))
    };
    match value {
        Value::Percent(_) => {
            if let Some(m) = DIFFERENCE.find(clause) {
                return stated(Stated::Is(Measure::BudgetDifferenceRate), m.start());
            }
            if let Some(c) = CHANGE.captures(clause) {
                return change(&c);
            }
            if let Some(m) = COMPLETION.find(clause) {
                let adjusted = m.as_str().contains("全年") || m.as_str().contains("调整");
                let measure = if adjusted { Measure::AdjustedCompletion } else { Measure::Completion };
                return stated(Stated::Is(measure), m.start());
            }
            if let Some(c) = SHARE.captures(clause) {
                return stated(Stated::ShareOf(c["whole"].to_owned()), c.get(0).map_or(0, |m| m.start()));
            }
        }
        Value::Money(_) => {
            if let Some(c) = CHANGE.captures(clause) {
                return change(&c);
            }
            if let Some(m) = BUDGET.find(clause).filter(|m| !names_a_fund(&clause[..m.start()])) {
                let adjusted = m.as_str().starts_with("全年") || m.as_str().starts_with("调整");
                let measure = if adjusted { Measure::AdjustedBudget } else { Measure::Budget };
                return stated(Stated::Is(measure), m.start());
            }
            if let Some(m) = ACTUAL.find(clause) {
                return stated(Stated::Is(Measure::Actual), m.start());
            }
        }
        Value::Number(_) | Value::Blank => {}
    }
    Reading { measure: None, subject: clause }
}

/// Whether 预算 after these words is part of the name of a fund: 一般公共预算支出 is no budget, 全年一般公共预算 is.
fn names_a_fund(before: &str) -> bool {
    let fund = ["公共", "基金", "经营"].iter().any(|end| before.ends_with(end));
    fund && !["全年", "年初"].iter().any(|when| before.contains(when))
}

/// The base of a comparison that the words introduce, if any, in the accounts of `year`.
pub fn compared(words: &str, year: u16) -> Option<Base> {
    let found = COMPARED.captures_iter(words).last()?;
    if found.name("budget").or_else(|| found.name("stated")).is_some() {
        let words = &found[0];
        let of_another_year = ["上年", "去年"].iter().any(|last| words.contains(last))
            || words.find("20").is_some_and(|at| words.get(at..at + 4).and_then(|y| y.parse().ok()) != Some(year));
        return Some(if of_another_year { Base::Other } else { Base::Budget });
    }
    if found.name("other").or_else(|| found.name("others")).is_some() {
        return Some(Base::Other);
    }
    let whose = found.name("prior").or_else(|| found.name("than")).map_or("", |m| m.as_str());
    let named = whose.strip_suffix('年').and_then(|digits| digits.parse::<u16>().ok());
    Some(if named.is_none_or(|named| named + 1 == year) { Base::Prior } else { Base::Other })
}

/// The words before a comparison that the clause introduces: what is compared.
pub fn before_comparison(words: &str) -> Option<&str> {
    COMPARED.find(words).map(|found| &words[..found.start()])
}

/// The words without the phrase that introduces a comparison.
pub fn without_comparison(words: &str) -> String {
    COMPARED.replace_all(words, "").into_owned()
}

/// Whether the words begin to tell a reason or a use, where numerals are no measures of the subject.
pub fn tells_reason(words: &str) -> bool {
    REASON.is_match(words)
}

/// The words for a subject with fewer and fewer leading words that name nothing.
pub fn without_leading<'a>(words: &'a str, unit_name: Option<&str>) -> Vec<&'a str> {
    let mut starts = vec![words];
    let mut rest = words;
    loop {
        let shorter = match unit_name {
            Some(name) if rest.starts_with(name) => &rest[name.len()..],
            _ => match LEADING.find(rest) {
                Some(found) if !found.is_empty() => &rest[found.end()..],
                _ => return starts,
            },
        };
        starts.push(shorter);
        rest = shorter;
    }
}

/// The ways in which the words for a subject can be shortened to its name: without leading words, without a copula.
pub fn shortened<'a>(words: &'a str, unit_name: Option<&str>) -> Vec<&'a str> {
    let starts = without_leading(words, unit_name);
    let mut forms = starts.clone();
    for start in starts {
        let mut rest = start;
        while let Some(stem) = COPULA.iter().find_map(|copula| rest.strip_suffix(copula)) {
            forms.push(stem);
            rest = stem;
        }
    }
    forms
}

/// Shortened forms without trailing words that name no subject of their own: `公务接待费支出决算数` → `公务接待费`.
pub fn without_suffix<'a>(forms: &[&'a str]) -> Vec<&'a str> {
    let mut shorter: Vec<&'a str> = Vec::new();
    let mut open: Vec<&'a str> = forms.to_vec();
    while let Some(form) = open.pop() {
        for stem in TRAILING.iter().filter_map(|suffix| form.strip_suffix(suffix)).filter(|stem| !stem.is_empty()) {
            if !shorter.contains(&stem) {
                shorter.push(stem);
                open.push(stem);
            }
        }
    }
    // The longest one says most.
    shorter.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
    shorter
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_amount::{Decimal, Money, MoneyUnit, Percent};

    const MONEY: Value = Value::Money(Money { value: Decimal::new(1, 0), unit: MoneyUnit::Wan });
    const PERCENT: Value = Value::Percent(Percent(Decimal::new(1, 0)));

    #[test]
    fn measures_of_amounts() {
        for (clause, measure, subject) in [
            ("公务接待费支出预算为", Some(Stated::Is(Measure::Budget)), "公务接待费支出"),
            ("年初预算数为", Some(Stated::Is(Measure::Budget)), ""),
            ("全年预算为", Some(Stated::Is(Measure::AdjustedBudget)), ""),
            ("支出决算为", Some(Stated::Is(Measure::Actual)), "支出"),
            ("财政拨款支出减少", Some(Stated::Change { decrease: true }), "财政拨款支出"),
            ("其他收入", None, "其他收入"),
            ("2024年度收、支总计", None, "2024年度收、支总计"),
        ] {
            assert_eq!(read(clause, &MONEY), Reading { measure, subject }, "{clause}");
        }
    }

    #[test]
    fn measures_of_percentages() {
        for (clause, measure) in [
            ("占本年支出合计的", Stated::ShareOf("本年支出合计".into())),
            ("占", Stated::ShareOf(String::new())),
            ("完成年初预算的", Stated::Is(Measure::Completion)),
            ("完成全年预算数的", Stated::Is(Measure::AdjustedCompletion)),
            ("预算执行率", Stated::Is(Measure::Completion)),
            ("下降", Stated::Change { decrease: true }),
        ] {
            assert_eq!(read(clause, &PERCENT).measure, Some(measure), "{clause}");
        }
    }

    #[test]
    fn both_sides_of_a_total_have_one_name() {
        for words in ["收入总计、支出总计均为", "2024年度收入总计、支出总计各为", "收入总计、支出总计各"]
        {
            assert!(shortened(words, None).contains(&"收入总计、支出总计"), "{words}");
        }
    }

    #[test]
    fn comparisons() {
        assert_eq!(compared("与上年相比,减少", 2024), Some(Base::Prior));
        assert_eq!(compared("比2023年度增加", 2024), Some(Base::Prior));
        assert_eq!(compared("比2019年增加", 2024), Some(Base::Other));
        assert_eq!(compared("比年初预算减少", 2024), Some(Base::Budget));
        assert_eq!(compared("比2024年三公经费财政拨款年初预算", 2024), Some(Base::Budget));
        assert_eq!(compared("与2023年一般公共预算支出相比", 2024), None);
        assert_eq!(compared("比上年预算数减少", 2024), Some(Base::Other));
        assert_eq!(compared("较2023年年初预算增加", 2024), Some(Base::Other));
        assert_eq!(compared("较上年支出预算增加", 2024), Some(Base::Other));
        assert_eq!(compared("年初预算为", 2024), None);
        assert_eq!(without_comparison("与上年相比,财政拨款支出减少"), ",财政拨款支出减少");
    }
}
