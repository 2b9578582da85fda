use juesuan_form::label;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, in_narrative, is_heading, narrative},
};

/// A sentence that does not end with a full stop.
pub static RULE: Rule = Rule {
    code: "JS0905",
    name: "paragraph-ending",
    group: Group::Wording,
    severity: Severity::Info,
    title: "段末标点不是句号",
    explanation: "情况说明的一段话后面已是下一个标题或下一项，段末却是分号、逗号、顿号或没有标点，可能是漏了后半句或误用了标点。",
    basis: "《标点符号用法》（GB/T 15834）：陈述句末尾用句号。",
    bad: "二、收入决算情况说明\n2024年度收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%；\n三、支出决算情况说明\n2024年度支出合计100万元。",
    good: "二、收入决算情况说明\n2024年度收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%。\n三、支出决算情况说明\n2024年度支出合计100万元。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let paras = narrative(context);
    for (index, para) in paras.iter().enumerate() {
        let next = paras.get(index + 1);
        if next.is_none() && context.document.blocks.len() > para.block + 1 && in_narrative(context, para.block + 1) {
            continue;
        }
        let Some(mark) = wrong_ending(context, para, next) else { continue };
        let message = match mark {
            Some(mark) => format!("本段到此结束，段末却用“{mark}”，应当用句号。"),
            None => "本段末尾没有标点，应当用句号。".to_owned(),
        };
        out.push(RULE.finding(Severity::Info, vec![para.tail(8)], message));
    }
}

/// The wrong mark at the end of a paragraph that is complete (`Some(None)`: no mark at all).
fn wrong_ending(context: &Context<'_>, para: &Para<'_>, next: Option<&Para<'_>>) -> Option<Option<char>> {
    let text = para.text.trim_end();
    let last = text.chars().last()?;
    let heading_follows = next.is_none_or(|next| is_heading(context, next.block));
    let item_follows = next.is_none_or(|next| label(next.text).is_some());
    match last {
        '；' | ';' if heading_follows && !is_heading(context, para.block) => Some(Some(last)),
        '，' | ',' | '、' if item_follows => Some(Some(last)),
        _ if last.is_alphanumeric() || matches!(last, '%' | '％' | '）' | ')') => {
            let sentence = text.contains(['，', '。']) && text.chars().count() >= 15;
            (sentence && (heading_follows || item_follows) && !is_heading(context, para.block)).then_some(None)
        }
        _ => None,
    }
}
