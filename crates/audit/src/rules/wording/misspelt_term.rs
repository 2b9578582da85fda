use std::{ops::Range, sync::LazyLock};

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::{Context, Finding, Group, Rule, Severity, rules::text::body};

/// A fixed term of the form with one wrong, missing or swapped character.
pub static RULE: Rule = Rule {
    code: "JS0902",
    name: "misspelt-term",
    group: Group::Wording,
    severity: Severity::Info,
    title: "固定用语有错别字",
    explanation: "决算公开的固定用语（国有资本经营预算、附属单位上缴收入、小于预算数等）错了一个字、漏了一个字或颠倒了两个字。\
                  与另一个正确用语相同的不报。",
    basis: "部门决算公开格式规定的用语。",
    bad: "二、收入决算情况说明\n2024年度收入合计10万元，其中：国有资本经验预算财政拨款收入10万元；附属单位上缴收0万元，决算数小于算数。",
    good: "二、收入决算情况说明\n2024年度收入合计10万元，其中：国有资本经营预算财政拨款收入10万元；附属单位上缴收入0万元，决算数小于预算数。",
    check: Some(check),
};

/// The form's fixed terms. Each must be a word that no other correct wording resembles by one inner character, unless
/// that wording stands here too.
const TERMS: &str = "一般公共预算 政府性基金 国有资本经营 国有资本运营 政府性基金预算 国有资本经营预算 一般公共预算财政拨款 政府性基金预算财政拨款 \
    国有资本经营预算财政拨款 财政拨款收入 财政拨款支出 上级补助收入 附属单位上缴收入 本年收入合计 本年支出合计 \
    上缴上级支出 对附属单位补助支出 年初结转和结余 年末结转和结余 使用非财政拨款结余 年初预算数 支出决算数 \
    决算数大于预算数 决算数小于预算数 决算数大于年初预算数 决算数小于年初预算数 决算数与预算数持平 大于预算数 小于预算数 \
    大于年初预算数 小于年初预算数 等于预算数 等于年初预算数 大于决算数 小于决算数 等于决算数 \
    决算数等于预算数 决算数等于年初预算数 全年预算数 年度预算数 调整预算数 完成年初预算 公务接待费 公务用车购置费 公务用车购置及运行维护费 公务用车运行维护费 \
    公务用车保有量 机关运行经费 因公出国 基本支出 政府采购支出总额 政府采购货物支出 政府采购工程支出 政府采购服务支出 \
    授予中小企业合同金额 授予小微企业合同金额 机要通信用车 应急保障用车 执法执勤用车 特种专业技术用车 \
    离退休干部用车 离退休干部服务用车 主要负责人用车 主要领导干部用车 单位价值100万元以上设备 国有资产占用情况 \
    国有资产占有使用情况 预算绩效管理 整体支出绩效 收入支出决算总体情况 收入决算情况说明 支出决算情况说明 \
    财政拨款收入支出决算总体情况 一般公共预算财政拨款支出决算情况 一般公共预算财政拨款基本支出决算情况 \
    国内公务接待支出 社会保障和就业 行政事业单位养老支出 机关事业单位基本养老保险缴费 机关事业单位职业年金缴费 \
    职工基本医疗保险缴费 公务员医疗补助缴费 其他社会保障缴费 其他工资福利支出 其他商品和服务支出 其他交通费用 \
    对个人和家庭的补助 一般行政管理事务 行政单位离退休 事业单位离退休 行政单位医疗 事业单位医疗";

/// Terms so short that most strings beside them are words of their own: only look-alikes and sound-alikes count.
const SHORT_TERMS: &str = "公用经费 人员经费 基本支出 项目支出 本年收入 本年支出 事业收入 经营收入 其他收入 财政拨款 政府采购 \
    年初预算 结余分配 年初结转 年末结转 公务接待 公务用车 绩效目标 绩效自评 绩效评价 货物支出 工程支出 服务支出";

/// Terms that stand before 收入, 支出 or 预算: nothing else can end them there.
const BEFORE_FLOWS: [&str; 3] = ["国有资本经营", "政府性基金", "一般公共预算"];
const FLOWS: [&str; 5] = ["收入", "支出", "预算", "决算", "财政拨款"];

/// Characters that look or sound alike, so that one is typed for another.
const ALIKE: &str = "入人八 出岀初处 余佘于 算箅蒜篡 款歀欵 费废贵肺 助肋 经径轻劲茎泾 营菅赢迎 用佣甩 基墓其期 本木夲 支枝技 项顼 目日 \
    预予欲颂 收攸受 业亚 财材才 政证正 拨拔 府俯 采彩釆 购构沟够 待侍持 接按 务物 配酉 转专砖 绩积迹 效郊 标示 评坪 价介 \
    员圆元源 金全今 计记 车东 货贷 程呈 务雾";

struct Terms {
    terms: Vec<Vec<char>>,
    /// Two neighbouring characters of a term at a place where an exact half begins: term, offset of the half in it.
    halves: HashMap<(char, char), Vec<(usize, usize)>>,
}

static INDEX: LazyLock<Terms> = LazyLock::new(|| {
    let words = TERMS.split_whitespace().filter(|term| term.chars().count() > SHORT);
    let terms: Vec<Vec<char>> =
        words.chain(SHORT_TERMS.split_whitespace()).map(|term| term.chars().collect()).collect();
    let mut halves: HashMap<(char, char), Vec<(usize, usize)>> = HashMap::default();
    for (index, term) in terms.iter().enumerate() {
        for offset in [0, term.len() / 2] {
            halves.entry((term[offset], term[offset + 1])).or_default().push((index, offset));
        }
    }
    Terms { terms, halves }
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in body(context) {
        for (hit, term) in misspelt(para.text) {
            let words = &para.text[hit.clone()];
            let mut finding =
                RULE.finding(Severity::Info, vec![para.place(hit.clone())], format!("“{words}”疑为“{term}”之误。"));
            finding.expected = Some(term);
            out.push(finding);
        }
    }
}

/// The misspelt terms of a text with the right ones.
fn misspelt(text: &str) -> Vec<(Range<usize>, String)> {
    let offsets: Vec<usize> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(at, _)| at).collect();
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for at in 0..chars.len().saturating_sub(1) {
        for &(index, offset) in INDEX.halves.get(&(chars[at], chars[at + 1])).map_or(&[][..], Vec::as_slice) {
            let term = &INDEX.terms[index];
            // A half in the second place may sit one character to the left, where one is missing before it.
            for start in
                [at.checked_sub(offset), (at + 1).checked_sub(offset)].into_iter().flatten().take(1 + offset.min(1))
            {
                // What begins like the term has been compared when its beginning was met.
                if offset > 0 && chars[start..].starts_with(&term[..2]) {
                    continue;
                }
                match compare(&chars[start..], term) {
                    Some(Likeness::Same) => right.push(start..start + term.len()),
                    Some(Likeness::Near { fault: 1, .. }) if ends_a_year(&chars[..start], term) => {}
                    Some(Likeness::Near { length, fault }) => wrong.push((start..start + length, start + fault, index)),
                    None => {}
                }
            }
        }
    }
    // A character inside a correct term is not a fault of another.
    wrong.retain(|(_, fault, _)| !right.iter().any(|range| range.contains(fault)));
    // The longest of the terms that overlap explains the fault best.
    wrong.sort_by_key(|(range, ..)| (range.start, std::cmp::Reverse(range.len())));
    wrong.dedup_by(|next, kept| next.0.start < kept.0.end);
    let end = |index: usize| offsets[index - 1] + chars[index - 1].len_utf8();
    let spell = |index: usize| INDEX.terms[index].iter().collect();
    wrong.into_iter().map(|(range, _, index)| (offsets[range.start]..end(range.end), spell(index))).collect()
}

/// Whether the 年 that a term begins with ends a year here (2024年预算数, 本年预算数) and is no part of the term.
fn ends_a_year(before: &[char], term: &[char]) -> bool {
    term[0] == '年' && before.last().is_some_and(|&c| c.is_ascii_digit() || "本当上去今全".contains(c))
}

enum Likeness {
    Same,
    /// `length` characters of the text stand for the term; `fault` is the first that differs.
    Near {
        length: usize,
        fault: usize,
    },
}

/// Terms of so many characters are short.
const SHORT: usize = 4;

/// Whether one character is easily typed for another.
fn is_alike(wanted: char, wrong: char) -> bool {
    static PAIRS: LazyLock<HashSet<(char, char)>> = LazyLock::new(|| {
        let pairs = |group: &'static str| group.chars().flat_map(move |a| group.chars().map(move |b| (a, b)));
        ALIKE.split_whitespace().flat_map(pairs).collect()
    });
    PAIRS.contains(&(wanted, wrong))
}

/// Whether the words after a term's wrong last character can only follow that term.
fn stands_before_flow(term: &[char], after: &[char]) -> bool {
    let is = |words: &str, chars: &[char]| words.chars().eq(chars.iter().copied());
    let follows = |flow: &str| after.get(..flow.chars().count()).is_some_and(|chars| is(flow, chars));
    BEFORE_FLOWS.iter().any(|words| is(words, term)) && FLOWS.iter().any(|flow| follows(flow))
}

/// Compares the beginning of a text with a term.
fn compare(text: &[char], term: &[char]) -> Option<Likeness> {
    let same = text.iter().zip(term).take_while(|(a, b)| a == b).count();
    if same == term.len() {
        return Some(Likeness::Same);
    }
    let (length, wrong, wanted) = (term.len(), *text.get(same)?, term[same]);
    let tail_equals = |from: usize, skip: usize| text.get(from..).is_some_and(|t| t.starts_with(&term[skip..]));
    let last = same + 1 == length;
    let interchangeable = || "和与及、（(）)“”".contains(wrong) || "和与及".contains(wanted);
    if same == 0 || interchangeable() {
        return None;
    }
    let near = |length| Some(Likeness::Near { length, fault: same });
    let begins_a_word = wrong == '人' && text.get(same + 1) == Some(&'员');
    let confused = is_alike(wanted, wrong) && !begins_a_word;
    if length <= SHORT {
        return if confused && tail_equals(same + 1, same + 1) { near(length) } else { None };
    }
    if last {
        let confused = confused || is_han(wrong) && stands_before_flow(term, &text[length..]);
        let cut_off = length >= 6 && wrong.is_ascii_digit();
        return if confused {
            near(length)
        } else if cut_off {
            near(length - 1)
        } else {
            None
        };
    }
    let substituted = is_han(wrong) && tail_equals(same + 1, same + 1);
    let swapped = text.get(same + 1) == Some(&wanted) && wrong == term[same + 1] && tail_equals(same + 2, same + 2);
    let missing = tail_equals(same, same + 1);
    if substituted || swapped {
        near(length)
    } else if missing {
        near(length - 1)
    } else {
        None
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::misspelt;

    fn words(text: &str) -> Vec<(String, String)> {
        misspelt(text).into_iter().map(|(range, term)| (text[range].to_owned(), term)).collect()
    }

    #[test]
    fn finds_one_wrong_character() {
        for (text, term) in [
            ("国有资本经验预算财政拨款收入0万元", "国有资本经营预算财政拨款"),
            ("附属单位上缴收0万元", "附属单位上缴收入"),
            ("决算数小于算数的主要原因", "决算数小于预算数"),
            ("机关运行经费和机关动行经费支出", "机关运行经费"),
            ("执执法勤用车0辆", "执法执勤用车"),
            ("上级补助收人0万元", "上级补助收入"),
            ("公用经废30.12万元，主要包括办公费", "公用经费"),
            ("财政拔款收入", "财政拨款收入"),
            ("本年度无国有资本经验收入", "国有资本经营"),
            ("一般公共预售支出10万元", "一般公共预算"),
            ("项日支出20万元", "项目支出"),
        ] {
            assert_eq!(words(text).first().map(|w| w.1.clone()).as_deref(), Some(term), "{text}");
            assert_eq!(words(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn legitimate_variants_are_silent() {
        for text in [
            "财政拨款收、支总计10万元，与上年相比",
            "年初预算为10万元，支出决算为10万元，年末结转和结余0万元",
            "公务用车购置及运行费，公务用车运行费，公务接待费用，维修费",
            "社会保障与就业（类）支出，年初结转及结余",
            "决算数大于年初预算数，决算数等于预算数，预算数小于决算数",
            "政府采购（货物）支出，机关事业单位职业年金缴费支出",
            "本年收入10万元，本年支出10万元，上缴上级支出0万元",
            "公务接待费全年预算数为18万元，小于全年预算数",
            "2024年预算数、本年预算数、年度预算数和调整预算数",
            "部级领导干部用车、离退休干部服务用车、其他用车",
            "其它收入0万元，项目结转和结余，经费支出，基本支付能力，接收人员3人",
            "推动国有资本经济布局优化，政府性基金的收入，国有资本转入",
            "该项目只出资10万元，公用设施经费，人员经考核上岗，事业单位收入",
        ] {
            assert_eq!(words(text), [], "{text}");
        }
    }
}
