use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, body, regex},
};

/// Brackets and quotation marks without their other half.
pub static RULE: Rule = Rule {
    code: "JS0904",
    name: "unbalanced-brackets",
    group: Group::Wording,
    severity: Severity::Info,
    title: "括号或引号不成对",
    explanation: "逐段核对括号、引号和书名号是否成对、方向是否正确（如把后引号误作前引号）。跨段成对的不报。",
    basis: "《标点符号用法》（GB/T 15834）：括号、引号、书名号前后两部分成对使用。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n“三公“经费支出决算为12.30万元，其中因公出国（境费支出决算为0万元。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n“三公”经费支出决算为12.30万元，其中因公出国（境）费支出决算为0万元。",
    check: Some(check),
};

/// `1）` and `a)` open an item of a list and pair with nothing.
static LIST_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:^|[，。；：、\s])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])(?P<mark>[）)])")
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let paras = body(context);
    for (index, para) in paras.iter().enumerate() {
        let faults = unbalanced(para.text);
        let Some(&(at, mark)) = faults.first() else { continue };
        let joined = |other: &Para<'_>, before: bool| {
            let text = if before { other.text.to_owned() + para.text } else { para.text.to_owned() + other.text };
            unbalanced(&text).is_empty() && !unbalanced(other.text).is_empty()
        };
        let beside = paras.get(index + 1).is_some_and(|next| joined(next, false))
            || index.checked_sub(1).is_some_and(|last| joined(&paras[last], true));
        if !beside {
            let place = para.place(at..at + mark.len_utf8());
            out.push(RULE.finding(
                Severity::Info,
                vec![place],
                format!("“{mark}”没有与它成对的另一半，或者方向用反。"),
            ));
        }
    }
}

/// The marks of a text that have no other half, with their offsets.
fn unbalanced(text: &str) -> Vec<(usize, char)> {
    let labels: Vec<usize> =
        LIST_LABEL.captures_iter(text).filter_map(|found| found.name("mark")).map(|mark| mark.start()).collect();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut faults = Vec::new();
    for (at, mark) in text.char_indices() {
        let Some((kind, opens)) = kind(mark) else { continue };
        if opens {
            if kind == '“' && open.iter().any(|&(_, other)| other == '“') {
                faults.push((at, mark));
            } else {
                open.push((at, mark));
            }
            continue;
        }
        match open.last() {
            Some(&(_, last)) if self::kind(last).is_some_and(|(last, _)| last == kind) => {
                open.pop();
            }
            _ if labels.contains(&at) => {}
            _ => faults.push((at, mark)),
        }
    }
    faults.extend(open);
    faults.sort_unstable();
    faults
}

/// The kind of a mark and whether it opens.
fn kind(mark: char) -> Option<(char, bool)> {
    Some(match mark {
        '（' | '(' => ('（', true),
        '）' | ')' => ('（', false),
        '“' => ('“', true),
        '”' => ('“', false),
        '《' => ('《', true),
        '》' => ('《', false),
        '【' => ('【', true),
        '】' => ('【', false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::unbalanced;

    #[test]
    fn finds_what_has_no_other_half() {
        assert!(unbalanced("因公出国（境)费“三公”《办法》").is_empty());
        assert!(unbalanced("1）办公费；2）印刷费").is_empty());
        assert_eq!(unbalanced("“三公“经费").len(), 2);
        assert_eq!(unbalanced("单位（本级"), [(6, '（')]);
    }
}
