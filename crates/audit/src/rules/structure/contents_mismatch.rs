use juesuan_form::{Section, TocEntry, comparable, label};
use juesuan_read::{Block, Place};

use crate::{Context, Finding, Group, Rule, Severity, rules::text::distance};

/// The table of contents and the headings of the body differ.
pub static RULE: Rule = Rule {
    code: "JS0801",
    name: "contents-mismatch",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "目录与正文标题不一致",
    explanation: "逐条核对目录与正文标题：目录列了而正文没有的、正文有而目录没列的、两处措辞不同的。",
    basis: "目录应当与正文标题逐字一致。",
    bad: "目录\n一、收入支出决算总体情况说明\n二、收入决算情况说明\n十一、其他重要事项说明\n一、收入支出决算总体情况说明\n总计10万元。\n\
          二、收入决算情况说明\n收入10万元。\n十一、其他重要事项的情况说明\n车辆0辆。",
    good: "目录\n一、收入支出决算总体情况说明\n二、收入决算情况说明\n十一、其他重要事项的情况说明\n一、收入支出决算总体情况说明\n总计10万元。\n\
           二、收入决算情况说明\n收入10万元。\n十一、其他重要事项的情况说明\n车辆0辆。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let entries = &context.outline.toc;
    let Some(end) = entries.iter().map(|entry| entry.block).max() else { return };
    let text = body_text(context, end + 1);
    let mut absent: Vec<&TocEntry> = Vec::new();
    for entry in entries {
        let title = title(&entry.text);
        if title.is_empty() || text.contains(&title) {
            continue;
        }
        match similar(context, entry, &title) {
            Some(section) => out.push(reworded(context, entry, section)),
            None => absent.push(entry),
        }
    }
    if !absent.is_empty() && absent.len() < entries.len() {
        let names: Vec<&str> = absent.iter().take(12).map(|entry| entry.text.as_str()).collect();
        let places = absent.iter().map(|entry| whole(context, entry.block)).collect();
        let message = format!("目录列出的{}项在正文中没有找到：{}。", absent.len(), names.join("；"));
        out.push(RULE.finding(Severity::Warning, places, message));
    }
    out.extend(unlisted(context));
}

/// The words of a line without its label and page number, as they are compared.
fn title(line: &str) -> String {
    comparable(&line[label(line).map_or(0, |label| label.range.end)..])
}

/// All words after the table of contents, as they are compared, in one: a title may be broken over several lines.
fn body_text(context: &Context<'_>, from: usize) -> String {
    let mut text = String::new();
    for block in context.document.blocks.iter().skip(from) {
        match block {
            Block::Paragraph(para) => text.push_str(&comparable(&para.text)),
            Block::Table(table) => table.cells.iter().for_each(|cell| text.push_str(&comparable(&cell.text))),
        }
    }
    text
}

/// The heading of the same number that says nearly the same.
fn similar<'a>(context: &Context<'a>, entry: &TocEntry, title: &str) -> Option<&'a Section> {
    let label = label(&entry.text)?;
    let length = title.chars().count();
    let near = |section: &&Section| {
        let other = comparable(&section.title);
        let limit = length.max(other.chars().count()) / 2;
        section.number == Some(label.number) && section.level == label.level && distance(title, &other, limit) <= limit
    };
    let nearness = |section: &&Section| distance(title, &comparable(&section.title), 100);
    context.outline.sections.iter().filter(near).min_by_key(nearness)
}

fn reworded(context: &Context<'_>, entry: &TocEntry, section: &Section) -> Finding {
    let heading = Place { block: section.block, cell: None, start: section.heading.start, end: section.heading.end };
    let message = format!("目录写“{}”，正文标题写“{}{}”，应当一致。", entry.text, section.label, section.title);
    RULE.finding(Severity::Info, vec![heading, whole(context, entry.block)], message)
}

/// Official sections of the body that the table of contents leaves out although it lists others of their level.
fn unlisted(context: &Context<'_>) -> Option<Finding> {
    let outline = context.outline;
    let listed: Vec<String> = outline.toc.iter().map(|entry| title(&entry.text)).collect();
    let numbers: Vec<_> = outline.toc.iter().filter_map(|entry| label(&entry.text)).collect();
    if listed.is_empty() || numbers.iter().filter(|label| label.level == 2).count() < 5 {
        return None;
    }
    let is_listed = |section: &Section| {
        let title = comparable(&section.title);
        let same_number = |label: &juesuan_form::Label| label.level == 2 && Some(label.number) == section.number;
        listed.contains(&title) || numbers.iter().any(same_number)
    };
    let missing: Vec<&Section> =
        outline.sections.iter().filter(|s| s.level == 2 && s.id.is_some() && !is_listed(s)).collect();
    let names: Vec<String> = missing.iter().map(|s| format!("{}{}", s.label, s.title)).collect();
    let place = |s: &&Section| Place { block: s.block, cell: None, start: s.heading.start, end: s.heading.end };
    let places: Vec<Place> = missing.iter().map(place).collect();
    let message = format!("正文有而目录没有列出：{}。", names.join("；"));
    (!places.is_empty()).then(|| RULE.finding(Severity::Info, places, message))
}

fn whole(context: &Context<'_>, block: usize) -> Place {
    let place = Place { block, cell: None, start: 0, end: 0 };
    Place { end: context.document.text_of(place).len(), ..place }
}
