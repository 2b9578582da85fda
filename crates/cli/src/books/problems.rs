use std::{collections::BTreeMap, fmt::Write};

use juesuan_books::{Problem, Problems};

/// How many problems of one kind in one column are shown: who gave the wrong year has one in every row.
const ALIKE: usize = 5;

/// The problems of an import for the terminal: those of one kind are counted once a few were shown.
pub fn told(problems: &Problems) -> String {
    let all = problems.list.len() as u64 + problems.more;
    let mut text = format!("有 {all} 处问题，一条也没有导入：");
    let mut seen: BTreeMap<_, (usize, &Problem)> = BTreeMap::new();
    for problem in &problems.list {
        let kind = (problem.rule, &problem.file, &problem.sheet, &problem.column);
        let (count, _) = seen.entry(kind).or_insert((0, problem));
        *count += 1;
        if *count <= ALIKE {
            line(&mut text, format_args!("{problem}"));
        }
    }
    for (count, problem) in seen.values().filter(|(count, _)| *count > ALIKE) {
        let column = problem.column.as_ref().map(|column| format!("“{column}”列")).unwrap_or_default();
        let sheet = problem.sheet.as_ref().map(|sheet| format!(" 工作表“{sheet}”")).unwrap_or_default();
        line(&mut text, format_args!("{}{sheet} {column}同类的问题还有 {} 处", problem.file, count - ALIKE));
    }
    if problems.more > 0 {
        line(&mut text, format_args!("后面还有 {} 处", problems.more));
    }
    if problems.incomplete {
        line(&mut text, format_args!("单位、指标和结转结余是否相符，要等以上各处改正、再导入时核对。"));
    }
    text
}

fn line(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = write!(text, "\n  {words}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_alike_are_counted_once_a_few_were_shown() {
        let problem = |row: u64| Problem {
            rule: "date-outside-year",
            file: "支付.csv".into(),
            sheet: None,
            row: Some(row),
            column: Some("日期".into()),
            wrong: "2024-01-02 不在2023年度内".into(),
            remedy: "请核对日期".into(),
        };
        let problems = Problems { list: (2..10).map(problem).collect(), more: 7, incomplete: true };
        let text = told(&problems);
        assert!(text.starts_with("有 15 处问题，一条也没有导入：\n  支付.csv 第2行“日期”列"), "{text}");
        assert!(text.contains("第6行") && !text.contains("第7行"), "{text}");
        assert!(text.contains("\n  支付.csv “日期”列同类的问题还有 3 处\n  后面还有 7 处\n"), "{text}");
    }
}
