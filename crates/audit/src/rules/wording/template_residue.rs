use std::sync::LazyLock;

use juesuan_read::{Block, Place};
use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{body, regex},
};

/// Placeholders, choices and instructions of the template that were not replaced or deleted.
pub static RULE: Rule = Rule {
    code: "JS0901",
    name: "template-residue",
    group: Group::Wording,
    severity: Severity::Warning,
    title: "模板内容未替换或未删除",
    explanation: "查找模板留下的占位符（XX万元）、二选一的字样（增加（减少））、填写提示（如持平作持平表述、列明……）、失效的域代码\
                  （书签、错误！未定义书签）和表格里的公式错误值。这些内容公开后，读者看不到应有的数字或说明。",
    basis: "决算公开模板的占位符和填写提示只供编制时使用，公开稿应当以实际数字和情况代替，并删去提示。",
    bad: "一、收入支出决算总体情况说明\n2024年度收、支总计XX万元，与上年相比增加（减少）12.30万元，增长（下降）1.20%。",
    good: "一、收入支出决算总体情况说明\n2024年度收、支总计1037.55万元，与上年相比增加12.30万元，增长1.20%。",
    check: Some(check),
};

/// What is left behind, and how it is called.
static RESIDUES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let word = "增加|减少|增长|下降|上升|降低|提高|大于|小于|等于|高于|低于|持平";
    [
        (r"(?:^|[^A-Za-z0-9×＊*○＿_])(?P<hit>[XＸ]{2,}|[xｘ]{2,}|×{2,}|[＊*]{2,}|○{2,}|[＿_]{3,})(?:$|[^A-Za-z0-9×＊*])", "占位符"),
        (&format!("(?P<hit>(?:{word})\\s*(?:[（(]\\s*(?:{word})(?:/(?:{word}))*\\s*[）)]|/\\s*(?:{word})))"), "二选一的字样"),
        (r"(?P<hit>如?持平[^，。；]*?作持平表述|不涉及的?不列|(?:作|做)下述说明|按上述格式依次|仍保留该表格式|可根据实际情况(?:填写|修改|调整)|[（(]\s*请[^）)]*[）)]|(?:此处|此项|本段|本部分)(?:请|应|需|须)?(?:填写|填列|填报|插入|删除)|请(?:在此|各单位|各部门|根据)[^，。；]*?(?:填写|填列|说明|修改))", "填写提示"),
        (r"(?:^|[，。；、：\s（(])(?P<hit>列明[^，。；]+)", "填写提示"),
        (r"(?P<hit>\[bookmark:[^\]]*\]|_GoBack|错误\s*[!！]\s*(?:未定义书签|未找到引用源|不是有效)[^，。；]*|Error! [A-Z][a-z ]+|HYPERLINK |PAGEREF |MERGEFORMAT|TOC \\o)", "失效的域代码"),
        (r"(?P<hit>[{｛]\s*[^{}｛｝]*\s*[}｝]|[【\[]\s*(?:请|填写|说明|注意|示例|备注)[^】\]]*[】\]])", "占位符"),
        (r"(?P<hit>\u{fffd}+|[?？]{4,})", "乱码"),
        (r"^\s*(?P<hit>#(?:REF!|DIV/0!|VALUE!|N/A|NAME\?|NUM!|NULL!))\s*$", "公式错误值"),
    ]
    .map(|(pattern, name)| (regex(pattern), name))
    .into()
});

/// Characters without which none of the patterns can match.
static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"[XＸxｘ×＊*○＿_\[\]{}｛｝【】/!！#\u{fffd}?？]|作持平|不列|下述说明|上述格式|格式，|此处|此项|本段|本部分|请|列明|[（(]\s*(?:增|减|下|上|降|提|大|小|等|高|低|持)|可根据|PAGEREF |HYPERLINK ",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in body(context) {
        report(context, para.place(0..0), out);
    }
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        for cell in 0..table.cells.len() {
            report(context, Place { block, cell: Some(cell), start: 0, end: 0 }, out);
        }
    }
}

/// Reports the residues of one paragraph or cell, those of one kind together.
fn report(context: &Context<'_>, at: Place, out: &mut Vec<Finding>) {
    let mut kinds: Vec<(&str, Vec<Place>)> = Vec::new();
    for (hit, what) in residues(context.document.text_of(at)) {
        let place = Place { start: hit.start, end: hit.end, ..at };
        match kinds.iter_mut().find(|(kind, _)| *kind == what) {
            Some((_, places)) => places.push(place),
            None => kinds.push((what, vec![place])),
        }
    }
    for (what, places) in kinds {
        let words: Vec<&str> = places.iter().map(|place| context.document.words_at(*place)).take(4).collect();
        let message = format!("“{}”是模板留下的{what}，应当换成实际内容或删去。", words.join("”“"));
        out.push(RULE.finding(Severity::Warning, places, message));
    }
}

fn residues(text: &str) -> Vec<(std::ops::Range<usize>, &'static str)> {
    if !CANDIDATE.is_match(text) {
        return Vec::new();
    }
    let hits = |(pattern, what): &'static (Regex, &'static str)| {
        pattern.captures_iter(text).filter_map(|found| found.name("hit")).map(|hit| (hit.range(), *what))
    };
    RESIDUES.iter().flat_map(hits).collect()
}
