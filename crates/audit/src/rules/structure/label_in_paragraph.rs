use juesuan_read::{Block, Place};

use super::numbering::{Fault, Issue, issues};
use crate::{Context, Finding, Group, Rule, Severity};

/// A label that stands in the middle of a paragraph: a line break is missing.
pub static RULE: Rule = Rule {
    code: "JS0804",
    name: "label-in-paragraph",
    group: Group::Structure,
    severity: Severity::Info,
    title: "条目之间缺少换行",
    explanation: "一项的编号出现在上一项的段落中间，两项连成了一段，多半是漏了换行。",
    basis: "分条列项时每项另起一段。",
    bad: "一、主要职能\n（一）负责会计管理工作，组织实施财务规则。（二）负责非税收入管理。\n（三）完成交办的其他任务。",
    good: "一、主要职能\n（一）负责会计管理工作，组织实施财务规则。\n（二）负责非税收入管理。\n（三）完成交办的其他任务。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for issue in issues(context) {
        for place in hidden(context, &issue) {
            let words = context.document.words_at(place);
            out.push(RULE.finding(Severity::Info, vec![place], format!("“{words}”应当另起一段。")));
        }
    }
}

/// Where the labels that an issue misses stand inside the paragraphs since the last item; empty if not all of them do.
pub(super) fn hidden(context: &Context<'_>, issue: &Issue) -> Vec<Place> {
    let Fault::Skipped(last, number) = issue.fault else { return Vec::new() };
    let mut found = Vec::new();
    for missing in last + 1..number {
        let place = (issue.before.block..issue.place.block).find_map(|block| {
            let Block::Paragraph(para) = &context.document.blocks[block] else { return None };
            let (start, label) = find_label(&para.text, missing, &issue.label)?;
            Some(Place { block, cell: None, start, end: start + label })
        });
        found.extend(place);
    }
    if found.len() == (number - last - 1) as usize { found } else { Vec::new() }
}

/// Offset and length of the label of a number, written like `model`, after the end of a sentence.
fn find_label(text: &str, number: u32, model: &str) -> Option<(usize, usize)> {
    text.match_indices(['。', '；', ';']).map(|(at, mark)| at + mark.len()).find_map(|at| {
        let rest = &text[at..];
        let label = juesuan_form::label(rest)?;
        let same_shape = model.chars().next().zip(rest.trim_start().chars().next()).is_some_and(|(a, b)| {
            (matches!(a, '（' | '(') == matches!(b, '（' | '(')) && (a.is_ascii_digit() == b.is_ascii_digit())
        });
        (label.number == number && same_shape).then(|| (at + label.range.start, label.range.len()))
    })
}
