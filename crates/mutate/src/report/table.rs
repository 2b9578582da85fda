use std::fmt::Write;

use super::{Outcome, Tally};

/// How the outcome is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// A Markdown table for the documentation.
    Md,
}

/// The outcome as a table with a summary below.
#[must_use]
pub fn print(outcome: &Outcome, format: Format) -> String {
    let mut text = String::new();
    let (head, edge) = match format {
        Format::Md => ("| 类别 | 注入 | 发现 | 召回率 | 首疑正确 |\n|---|--:|--:|--:|--:|\n", "|"),
        Format::Text => ("类别\t注入\t发现\t召回率\t首疑正确\n", ""),
    };
    text.push_str(head);
    let rows =
        outcome.single.iter().map(|(kind, tally)| (kind.name(), *tally)).chain([("多处同时出错", outcome.several)]);
    let mut all = Tally::default();
    for (name, tally) in rows {
        all.add(tally);
        line(&mut text, name, tally, edge);
    }
    line(&mut text, "合计", all, edge);
    let documents = outcome.clean + outcome.mutated;
    let average = outcome.spent.as_secs_f64() * 1000.0 / documents.max(1) as f64;
    let false_errors: usize = outcome.false_errors.iter().sum();
    let _ = writeln!(
        text,
        "\n无错文档 {} 份，误报 error {} 条；含错文档 {} 份，error {} 条，其中误报 {} 条；error 精确率 {}；数字理解率 {}；每份审核 {average:.2} 毫秒，最慢 {:.1} 毫秒（无错文档第{}份）。",
        outcome.clean,
        outcome.false_errors[0],
        outcome.mutated,
        outcome.errors,
        outcome.false_errors[1],
        percent(outcome.errors + outcome.false_errors[0] - false_errors, outcome.errors + outcome.false_errors[0]),
        percent(outcome.numerals[1], outcome.numerals[0]),
        outcome.slowest.0.as_secs_f64() * 1000.0,
        outcome.slowest.1,
    );
    if !outcome.remarks.is_empty() {
        let remarks: Vec<String> = outcome.remarks.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let _ = writeln!(text, "\n无错文档上的 warning 与 info：{}。", remarks.join("，"));
    }
    text
}

fn line(text: &mut String, name: &str, tally: Tally, edge: &str) {
    let fields = [
        name.to_owned(),
        tally.injected.to_string(),
        tally.found.to_string(),
        percent(tally.found, tally.injected),
        percent(tally.named, tally.injected),
    ];
    let _ = if edge.is_empty() {
        writeln!(text, "{}", fields.join("\t"))
    } else {
        writeln!(text, "| {} |", fields.join(" | "))
    };
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "—".into() } else { format!("{:.2}%", 100.0 * part as f64 / whole as f64) }
}
