//! All problems of an import, those that are alike together.

use juesuan_books::{Problem, Problems};

/// Files that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, what is alike together.
    pub groups: Vec<Group>,
    /// How many problems there are.
    pub count: u64,
    /// How many of them are not listed.
    pub more: u64,
    /// Whether some checks were not made, because they need what could not be read.
    pub incomplete: bool,
}

/// Problems of one kind in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet; empty for files that have none.
    pub sheet: String,
    /// Heading of the column; empty when whole rows are meant.
    pub column: String,
    /// What to do about them.
    pub remedy: String,
    /// Each with its row, in the order in which they were found.
    pub items: Vec<Item>,
    rule: &'static str,
}

/// What is wrong in some rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `第3行`, `第3、5行`; empty when the whole file is meant.
    pub rows: String,
    /// What is wrong.
    pub wrong: String,
}

impl Wrong {
    /// What problems tell.
    pub fn new(problems: &Problems) -> Self {
        let count = problems.list.len() as u64 + problems.more;
        Self { groups: groups(problems), count, more: problems.more, incomplete: problems.incomplete }
    }
}

/// Problems with the same check, place and remedy, together, in the order in which the first of each was found.
fn groups(problems: &Problems) -> Vec<Group> {
    let mut groups: Vec<(Group, Vec<(String, Vec<u64>)>)> = Vec::new();
    for problem in &problems.list {
        let own = group(problem);
        let place = groups.iter().position(|(group, _)| *group == own).unwrap_or_else(|| {
            groups.push((own, Vec::new()));
            groups.len() - 1
        });
        let items = &mut groups[place].1;
        match items.iter_mut().find(|(wrong, _)| *wrong == problem.wrong) {
            Some((_, rows)) => rows.extend(problem.row),
            None => items.push((problem.wrong.clone(), problem.row.into_iter().collect())),
        }
    }
    let item = |(wrong, rows): (String, Vec<u64>)| Item { rows: words(&rows), wrong };
    groups.into_iter().map(|(group, items)| Group { items: items.into_iter().map(item).collect(), ..group }).collect()
}

fn group(problem: &Problem) -> Group {
    Group {
        file: problem.file.clone(),
        sheet: problem.sheet.clone().unwrap_or_default(),
        column: problem.column.clone().unwrap_or_default(),
        remedy: problem.remedy.clone(),
        items: Vec::new(),
        rule: problem.rule,
    }
}

fn words(rows: &[u64]) -> String {
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    if rows.is_empty() { String::new() } else { format!("第{}行", rows.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(row: u64, wrong: &str) -> Problem {
        Problem {
            rule: "date-outside-year",
            file: "支付.csv".into(),
            sheet: None,
            row: Some(row),
            column: Some("日期".into()),
            wrong: wrong.into(),
            remedy: "请改".into(),
        }
    }

    #[test]
    fn what_is_alike_stands_together() {
        let list = vec![
            problem(2, "甲"),
            problem(3, "乙"),
            Problem { file: "别的.csv".into(), ..problem(2, "甲") },
            problem(5, "甲"),
        ];
        let groups = groups(&Problems { list, more: 0, incomplete: false });
        assert_eq!(groups.len(), 2);
        let rows: Vec<&str> = groups[0].items.iter().map(|item| item.rows.as_str()).collect();
        assert_eq!(rows, ["第2、5行", "第3行"]);
    }
}
