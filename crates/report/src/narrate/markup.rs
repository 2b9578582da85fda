//! The template's output becomes blocks: a line each, `#` to `####` for parts and headings, `@tables` for all tables,
//! `@table ID` for one.

use crate::{Block, Run, Table};

/// Stands before a figure's id, between the id and what is printed, and behind it; the last before the id of a text that
/// people write.
pub(super) const MARKS: [char; 4] = ['\u{E000}', '\u{E001}', '\u{E002}', '\u{E003}'];

/// What a figure looks like in the template's output.
pub(super) fn marked(id: &str, printed: &str) -> String {
    format!("{}{id}{}{printed}{}", MARKS[0], MARKS[1], MARKS[2])
}

/// What a text that people write looks like in the template's output.
pub(super) fn written(id: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}{id}{}{text}{}", MARKS[3], MARKS[1], MARKS[2]) }
}

/// Text of the books without the characters that mark figures, on one line.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| !MARKS.contains(c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The blocks of a document with these tables. Where a line asks for a table that there is not, nothing stands.
pub(super) fn blocks(text: &str, tables: &[Table]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line == "@tables" {
            blocks.extend((0..tables.len()).map(Block::Table));
            continue;
        }
        if let Some(id) = line.strip_prefix("@table ") {
            blocks.extend(tables.iter().position(|table| table.id == id.trim()).map(Block::Table));
            continue;
        }
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        let words = line[level..].trim();
        match level {
            0 => blocks.push(Block::Paragraph(runs(words))),
            1 => blocks.push(Block::Part(words.to_owned())),
            _ => blocks.push(Block::Heading(u8::try_from(level - 1).unwrap_or(3), runs(words))),
        }
    }
    blocks
}

/// Words, figures and written texts in turn.
fn runs(line: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find([MARKS[0], MARKS[3]]) {
        let (before, after) = rest.split_at(at);
        let is_figure = after.starts_with(MARKS[0]);
        let after = &after[MARKS[0].len_utf8()..];
        let Some((id, after)) = after.split_once(MARKS[1]) else { break };
        let Some((printed, after)) = after.split_once(MARKS[2]) else { break };
        push(&mut runs, Run { text: before.to_owned(), ..Run::default() });
        let (text, id) = (printed.to_owned(), Some(id.to_owned()));
        let (figure, written) = if is_figure { (id, None) } else { (None, id) };
        push(&mut runs, Run { text, figure, written });
        rest = after;
    }
    push(&mut runs, Run { text: rest.to_owned(), ..Run::default() });
    runs
}

fn push(runs: &mut Vec<Run>, run: Run) {
    if !run.text.is_empty() {
        runs.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(id: &str) -> Table {
        Table {
            id: id.to_owned(),
            number: String::new(),
            title: String::new(),
            unit_line: String::new(),
            money_line: String::new(),
            columns: Vec::new(),
            header: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
            page: crate::Page::Text,
        }
    }

    #[test]
    fn lines_become_blocks_and_marks_become_figures() {
        let text = format!(
            "# 第一部分\n\n## 一、总体\n  收、支总计{}万元。\n@table T2\n@table T3\n@tables\n",
            marked("T1/total/amount", "1.00")
        );
        let blocks = blocks(&text, &[table("T1"), table("T2")]);
        let run = |text: &str, figure: Option<&str>| Run {
            text: text.into(),
            figure: figure.map(Into::into),
            ..Run::default()
        };
        assert_eq!(
            blocks,
            [
                Block::Part("第一部分".into()),
                Block::Heading(1, vec![run("一、总体", None)]),
                Block::Paragraph(vec![
                    run("收、支总计", None),
                    run("1.00", Some("T1/total/amount")),
                    run("万元。", None)
                ]),
                Block::Table(1),
                Block::Table(0),
                Block::Table(1),
            ]
        );
        assert_eq!(clean("a\u{E000}b\nc\u{E003}"), "ab c");
        let found =
            super::runs(&format!("增加{}万元，因为{}。", marked("a@change", "2"), written("a@change", "新增人员")));
        let ids: Vec<_> = found.iter().map(|run| (run.figure.as_deref(), run.written.as_deref())).collect();
        let id = Some("a@change");
        assert_eq!(ids, [(None, None), (id, None), (None, None), (None, id), (None, None)]);
    }
}
