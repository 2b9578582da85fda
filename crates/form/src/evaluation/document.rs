//! Documents that are nothing but a self-evaluation: how they are known, whose and of which year they are.

use std::{collections::HashMap, sync::LazyLock};

use juesuan_read::{Block, Document};
use regex::Regex;

use super::{Evaluation, Role, TOTAL, words::WORDS};
use crate::{Kind, Outline, heading::comparable};

/// The title stands among so many short texts at the beginning.
const TITLE_LINES: usize = 12;
/// No title has more characters.
const TITLE_LEN: usize = 60;
/// Rows of a table at the beginning in which the title may stand.
const TITLE_ROWS: u32 = 3;

static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<year>20[0-9]{2})\s*年"));
/// A year that is not that of a date, like the day on which a form was filled in.
static WHOLE_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<year>20[0-9]{2})\s*年(?:度|[^0-9\s])"));
/// 临江县水利局2024年度部门整体支出绩效自评报告
static UNIT_BEFORE_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:附[件表][0-9一二三四五六七八九十]*[:：]?)?(?:关于)?(?P<unit>[^年，。:：]{3,40}?)(?:\(本级\))?20[0-9]{2}年",
    )
});
/// 2024年度临江县水利局整体支出绩效自评报告
static UNIT_BEHIND_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"20[0-9]{2}年度?(?P<unit>[^年，。:：]{2,30}?(?:局|委|厅|部|办|办公室|中心|院|所|校|站|队|会|处|室|馆|政府|街道|学|园|台|社|团|署|协会|大学|机关|法院|检察院))(?:本级|部门|单位)*(?:整体支出|项目支出|项目|绩效|预算|专项)",
    )
});
/// 部门（单位）名称：临江县水利局
static UNIT_STATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:部门|单位)(?:\((?:部门|单位)\))?名称|(?:填报|自评|评价|预算|实施|申报)(?:单位|部门)|^(?:部门|单位))(?:\([^)]{1,6}\))?[:：](?P<unit>[^\s:：，。；(]{3,40})",
    )
});

/// Whether a document is a self-evaluation of performance: one that says so in its title, holds none of the official
/// tables, and states scores.
pub(crate) fn is_self_evaluation(document: &Document, outline: &Outline) -> bool {
    if !outline.tables.is_empty() {
        return false;
    }
    let lines = opening(document);
    let title = lines.iter().position(|line| WORDS.is_title(line));
    let accounts =
        lines.iter().position(|line| line.contains("决算") && !WORDS.is_title(line) && !line.contains("绩效"));
    let is_title = match (title, accounts) {
        // What looks like accounts by all its other lines is no self-evaluation for one title.
        (Some(title), Some(accounts)) => title < accounts && outline.kind == Kind::Other,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => return is_a_form(document, &outline.evaluations) && !lines.iter().any(|line| is_other(line)),
    };
    is_title && (outline.evaluations.iter().any(Evaluation::is_scored) || states_score(document))
}

/// Whether a document without a title is nothing but forms filled in with scores.
fn is_a_form(document: &Document, evaluations: &[Evaluation]) -> bool {
    let is_filled =
        |e: &Evaluation| e.cells_of(TOTAL, Role::Score).next().is_some() && e.indicators.iter().any(|i| i.leaf);
    let paragraphs = document.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count();
    evaluations.iter().any(is_filled) && paragraphs <= FORM_LINES * evaluations.len()
}

/// So many paragraphs stand beside a form at most: who filled it in, when, in which unit of money.
const FORM_LINES: usize = 6;

/// Whether a line belongs to a document of another kind.
fn is_other(line: &str) -> bool {
    ["决算", "预算公开", "通知", "办法", "方案"].iter().any(|word| line.contains(word))
}

/// The outline of a self-evaluation: its headings are none of the sections of a disclosure.
pub(crate) fn as_self_evaluation(document: &Document, outline: Outline) -> Outline {
    let lines = opening(document);
    let mut sections = outline.sections;
    sections.iter_mut().for_each(|section| section.id = None);
    Outline {
        kind: Kind::PerformanceSelfEvaluation,
        unit_name: unit_name(document, &lines, &outline.evaluations),
        fiscal_year: year(&lines).or(outline.fiscal_year).or_else(|| only_year(document)),
        sections,
        ..outline
    }
}

/// The short texts with which a document begins: paragraphs, and cells at the top of its first table.
fn opening(document: &Document) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut sheet = None;
    for block in document.blocks.iter().take(2 * TITLE_LINES) {
        match block {
            Block::Paragraph(paragraph) => lines.extend(short(&paragraph.text)),
            Block::Table(table) => {
                let top = table.cells.iter().take_while(|cell| cell.row < TITLE_ROWS);
                lines.extend(top.filter_map(|cell| short(&cell.text)));
                sheet = table.sheet.as_deref().and_then(short);
                break;
            }
        }
        if lines.len() >= TITLE_LINES {
            break;
        }
    }
    // A cover breaks its title over lines.
    let joined: Vec<String> = lines.windows(2).map(|pair| pair.concat()).collect();
    lines.extend(joined.into_iter().filter(|joined| joined.chars().count() <= TITLE_LEN));
    lines.extend(sheet);
    lines
}

fn short(text: &str) -> Option<String> {
    let line = comparable(text);
    let fits = !line.is_empty() && line.chars().count() <= TITLE_LEN && !line.ends_with('。');
    fits.then_some(line)
}

fn states_score(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block, Block::Paragraph(p) if WORDS.states_score(&p.text)))
}

/// The year that the opening names: that of the title before others.
fn year(lines: &[String]) -> Option<u16> {
    let of = |line: &String| YEAR.captures(line)?.name("year")?.as_str().parse().ok();
    let titles = lines.iter().filter(|line| WORDS.is_title(line));
    titles.chain(lines.iter().filter(|line| line.contains("年度"))).find_map(of)
}

/// The year that the text names, if it names just one.
fn only_year(document: &Document) -> Option<u16> {
    let paragraphs = document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    let mut years =
        paragraphs.flat_map(|text| WHOLE_YEAR.captures_iter(text).filter_map(|found| found["year"].parse().ok()));
    let first = years.next()?;
    years.all(|year: u16| year == first).then_some(first)
}

/// The unit that evaluates itself: as the title names it, as it is stated, or as most of the tables name it.
fn unit_name(document: &Document, lines: &[String], evaluations: &[Evaluation]) -> Option<String> {
    let titles = || lines.iter().filter(|line| WORDS.is_title(line));
    let named = |pattern: &Regex, line: &str| {
        let name = pattern.captures(line)?.name("unit")?.as_str().trim().to_owned();
        is_unit(&name).then_some(name)
    };
    let stated = || {
        let paragraphs = document.blocks.iter().take(4 * TITLE_LINES).filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        });
        let text = |text: &str| text.chars().map(juesuan_amount::normalize_char).collect::<String>();
        paragraphs.map(text).find_map(|text| named(&UNIT_STATED, &text))
    };
    titles()
        .find_map(|line| named(&UNIT_BEFORE_YEAR, line))
        .or_else(stated)
        .or_else(|| most_named(evaluations))
        .or_else(|| titles().find_map(|line| named(&UNIT_BEHIND_YEAR, line)))
}

/// Whether words can be the name of a unit, and are not what a report is about.
fn is_unit(name: &str) -> bool {
    let others = ["项目", "支出", "绩效", "自评", "专项", "资金", "附件", "部门", "单位", "报告", "(", ")"];
    let has_digits = name.contains(|c: char| c.is_ascii_digit());
    name.chars().count() >= 3 && !has_digits && !name.contains("元") && !others.iter().any(|word| name.contains(word))
}

fn most_named(evaluations: &[Evaluation]) -> Option<String> {
    let mut votes: HashMap<&str, usize> = HashMap::new();
    for name in evaluations.iter().filter_map(|evaluation| evaluation.unit_name.as_deref()) {
        *votes.entry(name).or_insert(0) += 1;
    }
    votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0))).map(|(name, _)| name.to_owned())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern is valid")
}
