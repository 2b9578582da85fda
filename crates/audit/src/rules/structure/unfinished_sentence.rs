use std::sync::LazyLock;

use juesuan_form::label;
use juesuan_read::Format;
use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, is_heading, narrative, regex},
};

/// A sentence that breaks off where a list or a reason must follow.
pub static RULE: Rule = Rule {
    code: "JS0807",
    name: "unfinished-sentence",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "句子没有写完",
    explanation: "“开支内容包括：”“主要原因是：”“主要用于”之后应当有内容，却直接是句号、下一项或下一个标题。",
    basis: "决算公开应当说明支出内容和增减变化的原因。",
    bad: "（二）“三公”经费具体情况说明\n1、因公出国（境）费支出决算为8.51万元，全年出国团组2个，开支内容包括：\n2、公务接待费支出决算为4.28万元，主要是接待来访人员。",
    good: "（二）“三公”经费具体情况说明\n1、因公出国（境）费支出决算为8.51万元，全年出国团组2个，开支内容包括：\n国际旅费、住宿费。\n2、公务接待费支出决算为4.28万元，主要是接待来访人员。",
    check: Some(check),
};

static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:包括|主要有|主要是|用于|原因是?|原因为|主要内容是?|内容为|其中|分别为|如下|说明)\s*[：:，,]?\s*$|[：:]\s*$",
    )
});

static EMPTY_INSIDE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:内容包括|主要包括|主要有|主要用于|主要原因是?|原因是|原因为|主要是(?:因为|由于)?)\s*[：:，,]?\s*(?P<end>[。；;])",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let paras = narrative(context);
    for (index, para) in paras.iter().enumerate() {
        for end in EMPTY_INSIDE.captures_iter(para.text).filter_map(|found| found.get(0)) {
            let message = format!("“{}”没有写完。", end.as_str());
            out.push(RULE.finding(Severity::Warning, vec![para.place(end.range())], message));
        }
        let open = !is_heading(context, para.block) && OPEN_END.is_match(para.text.trim_end());
        // Without a colon nothing is announced; but a page may cut a sentence anywhere.
        let cut = para.text.trim_end().ends_with(['括', '于', '因', '是']) && context.document.format != Format::Pdf;
        if open && (cut || breaks_off(context, para, paras.get(index + 1))) {
            let place = para.tail(10);
            let message = format!("“{}”后面没有内容，句子没有写完。", context.document.words_at(place));
            out.push(RULE.finding(Severity::Warning, vec![place], message));
        }
    }
}

/// Whether what follows a paragraph cannot be its continuation: the next item of its own list, or a heading.
fn breaks_off(context: &Context<'_>, para: &Para<'_>, next: Option<&Para<'_>>) -> bool {
    let Some(next) = next else { return context.document.blocks.len() == para.block + 1 };
    let between_is_text = next.block == para.block + 1;
    let sections = &context.outline.sections;
    let at = |block: usize| sections.iter().rfind(|section| section.block <= block);
    let heading_closes = is_heading(context, next.block)
        && at(para.block).zip(at(next.block)).is_some_and(|(here, there)| {
            // A first item is the list that was announced, even one written like the heading above.
            there.level == 1 || there.level <= here.level && there.number != Some(1)
        });
    let item_follows = label(para.text)
        .zip(label(next.text))
        .is_some_and(|(here, there)| here.level == there.level && there.number == here.number + 1);
    between_is_text && (heading_closes || item_follows)
}
