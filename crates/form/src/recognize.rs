//! What a document is and how it is divided.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use juesuan_read::{Block, Document};
use regex::Regex;

use crate::{
    Kind, Outline, Section,
    contents::contents,
    evaluation::{as_self_evaluation, evaluations, is_self_evaluation},
    heading::{comparable, label},
    narrative::{NARRATIVE, TitlePattern},
    pattern::Pattern,
    table_match::match_tables,
};

/// Recognises the kind, unit, year, table of contents, sections and official tables of a document.
#[must_use]
pub fn recognize(document: &Document) -> Outline {
    let (toc, body) = contents(document);
    let sections = sections(document, body);
    let titles = Titles::collect(document, &sections);
    let tables = match_tables(document);
    let evaluations = evaluations(document, &tables);
    let outline = Outline {
        kind: titles.kind(),
        form: form(&sections),
        unit_name: titles.unit_name(),
        fiscal_year: titles.fiscal_year(),
        toc,
        sections,
        tables,
        evaluations,
    };
    if is_self_evaluation(document, &outline) { as_self_evaluation(document, outline) } else { outline }
}

/// All headings from `body` on, with what stands under each.
fn sections(document: &Document, body: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut part: Option<&str> = None;
    for (block, content) in document.blocks.iter().enumerate().skip(body) {
        let Block::Paragraph(paragraph) = content else { continue };
        let Some((label, heading)) = heading(&paragraph.text) else { continue };
        let mut title = paragraph.text[label.range.end..heading.end].trim().to_owned();
        if label.level == 1 && title.is_empty() {
            title = following_title(document, block);
        }
        let plain = comparable(&title);
        let id = if label.level == 1 {
            part = part_id(&plain);
            part
        } else {
            section_id(&plain, label.level, part, &sections)
        };
        let text_follows = !paragraph.text[heading.end..].trim().is_empty();
        let blocks = if text_follows { block..document.blocks.len() } else { block + 1..document.blocks.len() };
        if let Some(last) = sections.last_mut() {
            last.blocks.end = block.max(last.blocks.start);
        }
        let parent = sections.iter().rposition(|s| s.level < label.level);
        sections.push(Section {
            id: id.map(str::to_owned),
            level: label.level,
            number: Some(label.number),
            label: paragraph.text[label.range].trim().to_owned(),
            title,
            block,
            heading,
            blocks,
            parent,
        });
    }
    sections
}

/// Whether a paragraph is, or begins with, a heading: its label and the bytes of the whole heading.
fn heading(text: &str) -> Option<(crate::heading::Label, Range<usize>)> {
    let label = label(text)?;
    let body = &text[label.range.end..];
    let start = label.range.start;
    let sentence_end = body.find(['。', '：', '；']);
    let ends_open = body.trim_end().ends_with(['，', '、', ',']);
    match sentence_end {
        None if body.chars().count() <= 50 && !ends_open => Some((label, start..text.trim_end().len())),
        // A known title with its text in the same paragraph.
        Some(end) if label.level <= 3 && body[..end].chars().count() <= 40 => {
            let title = comparable(&body[..end]);
            let known = NARRATIVE.sections.iter().any(|s| s.matches(bare(&title), s.within()));
            let whole = body[end..].chars().count() <= 1;
            let is_heading = whole || (known && title.ends_with(['明', '况']));
            is_heading.then(|| (label.clone(), start..label.range.end + end))
        }
        _ => None,
    }
}

/// The title of a 第X部分 that stands in the lines below it.
fn following_title(document: &Document, block: usize) -> String {
    let mut title = String::new();
    for content in document.blocks.iter().skip(block + 1).take(3) {
        let Block::Paragraph(paragraph) = content else { break };
        let text = paragraph.text.trim();
        if label(text).is_some() || text.chars().count() > 40 || text.ends_with(['。', '）']) {
            break;
        }
        title.push_str(text);
    }
    title
}

fn part_id(title: &str) -> Option<&'static str> {
    NARRATIVE.parts.iter().find(|p| p.matches(title, None)).map(|p| p.id.as_str())
}

/// The narrative section that a heading opens; titles of tables, terms of the glossary and duties open none.
fn section_id(title: &str, level: u8, part: Option<&str>, before: &[Section]) -> Option<&'static str> {
    let elsewhere = match part {
        Some("profile" | "glossary" | "annex") => true,
        Some("tables") => !title.contains("情况"),
        _ => false,
    };
    if elsewhere || title.ends_with('表') || level > 3 {
        return None;
    }
    let above = before.iter().rev().find(|s| s.level < level).and_then(|s| s.id.as_deref());
    if above == Some("performance") && level > 2 {
        return None;
    }
    let closed = NARRATIVE.sections.iter().any(|s| s.is_closed() && Some(s.id.as_str()) == above);
    let fits = |s: &&TitlePattern| s.matches(bare(title), above) && (!closed || s.within().is_some());
    NARRATIVE.sections.iter().find(fits).map(|s| s.id.as_str())
}

/// A title without the words before its name: 关于2024年度本部门….
fn bare(title: &str) -> &str {
    LEADING_IN_TITLE.find(title).map_or(title, |found| &title[found.end()..])
}

fn form(sections: &[Section]) -> String {
    let titles: Vec<String> = sections.iter().map(|s| comparable(&s.title)).collect();
    let score = |marks: &[Pattern]| marks.iter().filter(|m| titles.iter().any(|t| m.is_match(t))).count();
    let mut best = &NARRATIVE.forms[0];
    for form in &NARRATIVE.forms {
        if score(&form.marks) > score(&best.marks) {
            best = form;
        }
    }
    best.id.clone()
}

/// Short lines of a document that can be titles: cover, headings, table titles; they say what the document is.
struct Titles {
    /// Compared form, first ones first.
    lines: Vec<String>,
    /// Sentences that state the unit in a fixed phrase.
    stated_units: Vec<String>,
    /// Years that the running text names most.
    text_years: HashMap<u16, usize>,
}

static LEADING_IN_TITLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:关于)?(?:本?(?:部门|单位))?(?:20[0-9]{2}年度?)?(?:本?(?:部门|单位))?"));
static OF_A_UNIT: LazyLock<Regex> =
    LazyLock::new(|| regex("部门决算|单位决算|年度决算|收入支出决算|收入决算|拨款支出决算|支出决算表|决算情况说明"));
static UNIT_IN_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:第[一二三四五]部分)?(?:20[0-9]{2}年度?)?(?P<unit>[^年]{2,}?)(?:\(本级\)|\(部门\)|\(单位\))?(?:20[0-9]{2}年度?)?(?:部门|单位)?(?:决算(?:公开)?|概况|预算)(?:表|情况说明|说明|公开|报告|目录)?$",
    )
});
static UNIT_STATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"纳入(?P<a>[^，。；]{2,}?)20[0-9]{2}年度?(?:部门|单位)决算|(?:编制)?(?:部门|单位)(?:名称)?[:：]\s*(?P<b>[^\s:：，。]{3,})|^(?P<c>[^，。；]{3,}?)20[0-9]{2}年度?(?:部门)?决算公开单位构成|构成[。：]?(?P<d>[^，。；：]{3,}?)20[0-9]{2}年度?部门决算",
    )
});

/// Whether a text has the words that stand in whatever [`UNIT_STATED`] finds; the pattern itself is slow.
fn may_state_unit(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    has(&["部门", "单位"]) && has(&["决算", ":", "："])
}

/// Rows of a sheet in which its title, its year and its unit stand.
const SHEET_PREFACE: u32 = 3;

/// Texts of a block that can be titles: a paragraph; of a sheet, which has no paragraphs, the cells at its top.
fn titles_in(block: &Block) -> impl Iterator<Item = &str> {
    let (paragraph, sheet) = match block {
        Block::Paragraph(paragraph) => (Some(paragraph.text.as_str()), None),
        Block::Table(table) => (None, table.sheet.as_ref().map(|_| table)),
    };
    let cells = sheet.into_iter().flat_map(|table| &table.cells).take_while(|cell| cell.row < SHEET_PREFACE);
    paragraph.into_iter().chain(cells.map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()))
}

impl Titles {
    fn collect(document: &Document, sections: &[Section]) -> Self {
        let mut lines: Vec<String> = Vec::new();
        let mut stated_units = Vec::new();
        let mut text_years = HashMap::new();
        let texts = document.blocks.iter().enumerate();
        for (block, text) in texts.flat_map(|(block, content)| titles_in(content).map(move |text| (block, text))) {
            for (year, _) in years(text).filter(|(_, after)| after.starts_with('度')) {
                *text_years.entry(year).or_insert(0) += 1;
            }
            let units = may_state_unit(text).then(|| UNIT_STATED.captures_iter(text));
            for found in units.into_iter().flatten() {
                let units = found.iter().skip(1).flatten().map(|unit| unit.as_str());
                stated_units.extend(units.filter(|unit| is_short(unit)).map(comparable));
            }
            if text.chars().count() <= 60 && !text.trim_end().ends_with('。') || block == 0 {
                lines.push(comparable(text));
            }
        }
        // A cover breaks its title over lines: 某某局 / 2024年度部门决算.
        let cover: Vec<String> = lines.windows(2).take(6).map(|pair| pair.concat()).collect();
        lines.splice(0..0, cover);
        lines.extend(sections.iter().filter(|s| s.level == 1).map(|s| comparable(&s.title)));
        Self { lines, stated_units, text_years }
    }

    fn kind(&self) -> Kind {
        let count = |what: &str| self.lines.iter().filter(|line| line.contains(what)).count();
        let final_accounts = count("决算");
        let budget = self.lines.iter().filter(|l| l.contains("预算") && !l.contains("决算")).count();
        // Sections of final accounts name budgets too (政府性基金预算…), so they must clearly prevail.
        let budget_titles =
            count("预算总表") + count("预算表") + count("预算编制") + count("部门预算") + count("单位预算");
        // The accounts of a whole government (财政决算草案), of 三公 alone or a report on performance are other documents.
        let of_a_unit = self.lines.iter().any(|line| OF_A_UNIT.is_match(line));
        let drafted = self
            .lines
            .iter()
            .take(10)
            .any(|line| ["决算（草案）", "决算(草案)", "决算草案"].iter().any(|d| line.contains(d)));
        if final_accounts > 0 && (drafted || !of_a_unit) && budget_titles <= final_accounts {
            return Kind::Other;
        }
        if final_accounts == 0 && budget_titles == 0 || final_accounts + budget < 3 {
            return Kind::Other;
        }
        let unit_level = |what: &str| count(&format!("单位{what}")) > count(&format!("部门{what}"));
        if budget_titles > final_accounts {
            if unit_level("预算") { Kind::UnitBudget } else { Kind::DepartmentBudget }
        } else if final_accounts < 3 {
            Kind::Other
        } else if unit_level("决算") {
            Kind::UnitFinalAccounts
        } else {
            Kind::DepartmentFinalAccounts
        }
    }

    fn fiscal_year(&self) -> Option<u16> {
        let mut votes: HashMap<u16, usize> = HashMap::new();
        for line in &self.lines {
            if let Some(year) = title_year(line) {
                *votes.entry(year).or_insert(0) += 1;
            }
        }
        most(&votes).or_else(|| latest_common(&self.text_years))
    }

    fn unit_name(&self) -> Option<String> {
        let mut votes: HashMap<String, usize> = HashMap::new();
        let generic =
            ["部门", "单位", "本部门", "本单位", "公开", "收入支出", "财政拨款", "年度", "表", "附件", "情况", "经费"];
        let named = |name: &str| {
            name.chars().count() >= 3 && !generic.iter().any(|g| name.contains(g) && !name.contains("委员会"))
        };
        let may_name = |line: &&String| ["概况", "决算", "预算"].iter().any(|word| line.contains(word));
        let in_titles = self
            .lines
            .iter()
            .filter(may_name)
            .filter_map(|line| UNIT_IN_TITLE.captures(line).map(|c| c["unit"].to_owned()))
            .filter(|unit| is_short(unit));
        let titles: Vec<String> = in_titles.filter(|n| named(n) && label(n).is_none()).collect();
        for name in &titles {
            *votes.entry(name.clone()).or_insert(0) += 2;
        }
        for name in &self.stated_units {
            let name = name.trim_start_matches("从").to_owned();
            if name.chars().count() >= 3 && !name.contains("万元") {
                *votes.entry(name).or_insert(0) += 2;
            }
        }
        most(&votes)
    }
}

/// No name of a unit has more characters.
const UNIT_LEN: usize = 40;

fn is_short(unit: &str) -> bool {
    unit.chars().take(UNIT_LEN + 1).count() <= UNIT_LEN
}

/// The years of this century that a text names, each with the words after its 年.
fn years(text: &str) -> impl Iterator<Item = (u16, &str)> {
    text.match_indices('年').filter_map(|(at, mark)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
        Some((digits.parse().ok().filter(|_| is_year)?, &text[at + mark.len()..]))
    })
}

/// No more characters than this stand between the year and 决算 in a title.
const TITLE_GAP: usize = 30;

/// The year of which a title says that these are its accounts.
fn title_year(line: &str) -> Option<u16> {
    let names_accounts = |after: &str| {
        let words = after.strip_prefix('度').unwrap_or(after);
        let sentence = words.split('。').next().unwrap_or(words);
        let at = ["决算", "预算"].iter().filter_map(|word| sentence.find(word)).min();
        at.is_some_and(|at| sentence[..at].chars().count() <= TITLE_GAP)
    };
    // 较2023年度决算数增加 names the year with which a line compares.
    let compares = |after: &str| {
        let before = &line[..line.len() - after.len() - "2000年".len()];
        before.trim_end().ends_with(['与', '比', '较', '同', '和'])
    };
    years(line).find(|(_, after)| names_accounts(after) && !compares(after)).map(|(year, _)| year)
}

/// The latest of the years that the text names often: a comparison names the year before as often as the year itself.
fn latest_common(years: &HashMap<u16, usize>) -> Option<u16> {
    let most = years.values().max()?;
    years.iter().filter(|(_, count)| *count * 3 >= *most).map(|(year, _)| *year).max()
}

/// The key with the most votes; ties go to the smaller key, so that the answer does not depend on hashing.
fn most<K: Clone + Ord>(votes: &HashMap<K, usize>) -> Option<K> {
    votes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(key, _)| key.clone())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern is valid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use juesuan_read::{Format, Paragraph};

    fn document(text: &str) -> Document {
        let blocks = text.lines().filter(|l| !l.trim().is_empty()).map(|l| Block::Paragraph(Paragraph::new(l.trim())));
        Document { path: "test".into(), format: Format::Txt, pages: None, blocks: blocks.collect() }
    }

    #[test]
    fn accounts_of_a_government_are_another_kind() {
        let report = "关于临江县2023年财政决算（草案）的报告\n一、2023年全县财政决算情况\n（一）一般公共预算收支决算情况\n\
                      （二）政府性基金预算收支决算情况\n（三）国有资本经营预算收支决算情况\n二、县级财政决算情况\n";
        assert_eq!(recognize(&document(report)).kind, Kind::Other);
        let fees =
            "临江县水利局2023年度“三公”经费决算公开\n一、“三公”经费支出决算总体情况\n二、“三公”经费支出决算具体情况\n";
        assert_eq!(recognize(&document(fees)).kind, Kind::Other);
    }

    #[test]
    fn sections_of_funds_and_of_all_appropriations() {
        let outline = recognize(&document(
            "临江县水利局2024年度部门决算\n三、2024年度支出决算情况说明\n（一）基本支出情况\n五、财政拨款支出决算情况说明\n\
             八、2024年度政府性基金预算财政拨款收入支出决算情况说明\n",
        ));
        let ids: Vec<_> = outline.sections.iter().map(|s| s.id.as_deref()).collect();
        assert_eq!(ids, [Some("expenditure"), None, Some("all-funds"), Some("fund")]);
    }

    #[test]
    fn divides_a_disclosure() {
        let outline = recognize(&document(
            "临江县水利局\n2024年度部门决算\n目  录\n第一部分 临江县水利局概况\n一、主要职能\n第三部分 2024年度部门决算情况说明\n\
             一、收入支出决算总体情况说明\n第一部分 临江县水利局概况\n一、主要职能\n（一）管水。\n\
             第三部分 2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计10万元。\n\
             五、一般公共预算财政拨款支出决算情况说明\n（一）支出决算总体情况\n全年支出10万元。\n\
             十三、关于国有资产占用情况说明\n截至2024年12月31日，共有车辆1辆。\n第四部分 名词解释\n一、机关运行经费：指…\n",
        ));
        assert_eq!(outline.kind, Kind::DepartmentFinalAccounts);
        assert_eq!(outline.unit_name.as_deref(), Some("临江县水利局"));
        assert_eq!(outline.fiscal_year, Some(2024));
        assert_eq!(outline.toc.len(), 4);
        let ids: Vec<_> = outline.sections.iter().filter_map(|s| s.id.as_deref()).collect();
        assert_eq!(ids, ["profile", "narrative", "overall", "general", "general-total", "assets", "glossary"]);
    }
}
