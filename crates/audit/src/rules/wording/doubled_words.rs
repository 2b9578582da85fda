use std::ops::Range;

use crate::{Context, Finding, Group, Rule, Severity, rules::text::body};

/// A word written twice in a row.
pub static RULE: Rule = Rule {
    code: "JS0907",
    name: "doubled-words",
    group: Group::Wording,
    severity: Severity::Info,
    title: "字词重复",
    explanation: "查找连写两遍的虚字（的的）、单位（万元万元、%%）和词语，多为修改后残留。",
    basis: "公开文本应当文字准确、通顺。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算为4.28万元，减少的的主要原因是严格控制接待数量。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算为4.28万元，减少的主要原因是严格控制接待数量。",
    check: Some(check),
};

/// Single characters that are never doubled in correct text.
const PARTICLES: &str = "的了为是在和与及元占将被由对较比%％";

/// Words of two characters that are never doubled in correct text; others may be the end of one name and the start of
/// the next (国防国防动员).
const WORDS: [&str; 24] = [
    "万元", "支出", "收入", "主要", "原因", "减少", "增加", "增长", "下降", "预算", "决算", "单位", "部门", "其中",
    "年度", "经费", "情况", "以及", "进行", "开展", "严格", "控制", "合计", "完成",
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in body(context) {
        for hit in doubled(para.text) {
            let word = &para.text[hit.start..hit.start + hit.len() / 2];
            let message = format!("“{word}”连写了两遍。");
            out.push(RULE.finding(Severity::Info, vec![para.place(hit)], message));
        }
    }
}

/// The stretches of a text that are one word written twice.
fn doubled(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let offset = |index: usize| chars.get(index).map_or(text.len(), |&(at, _)| at);
    let mut hits = Vec::new();
    let mut from = 0;
    while from < chars.len() {
        let rest = &chars[from..];
        let begins_again = |length: &usize| rest.get(*length).is_some_and(|&(_, next)| next == rest[0].1);
        let length = (1..=8).rev().filter(begins_again).find(|&length| is_doubled(rest, length));
        match length {
            Some(length) => {
                hits.push(offset(from)..offset(from + 2 * length));
                from += 2 * length;
            }
            None => from += 1,
        }
    }
    hits
}

fn is_doubled(chars: &[(usize, char)], length: usize) -> bool {
    let same = chars.len() >= 2 * length && (0..length).all(|i| chars[i].1 == chars[i + length].1);
    if !same {
        return false;
    }
    let word: String = chars[..length].iter().map(|&(_, c)| c).collect();
    match length {
        1 => PARTICLES.contains(&word),
        2 => WORDS.contains(&word.as_str()),
        // Names such as 能源节约利用（款）能源节约利用（项） repeat legitimately where the marks are left out.
        3..=4 => is_han(&word) && word.contains(|c| "的为是占了与较".contains(c)),
        _ => is_han(&word) && word.contains(|c| "的为是占了与较数".contains(c)),
    }
}

fn is_han(word: &str) -> bool {
    word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn finds_doubled_words_only() {
        let words = |text: &'static str| doubled(text).into_iter().map(|hit| &text[hit]).collect::<Vec<_>>();
        assert_eq!(words("减少的的主要原因"), ["的的"]);
        assert_eq!(words("支出100万元万元"), ["万元万元"]);
        assert_eq!(words("完成年初预算的完成年初预算的98%"), ["完成年初预算的完成年初预算的"]);
        assert!(words("能源节约利用能源节约利用，国防国防动员，等等").is_empty());
    }
}
