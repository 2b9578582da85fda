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
    /// Numbers of the rows; none when the whole file is meant.
    pub rows: Vec<u64>,
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
    let mut groups: Vec<Group> = Vec::new();
    for problem in &problems.list {
        let place = groups.iter().position(|group| group.takes(problem)).unwrap_or_else(|| {
            groups.push(Group::new(problem));
            groups.len() - 1
        });
        let items = &mut groups[place].items;
        match items.iter_mut().find(|item| item.wrong == problem.wrong) {
            Some(item) => item.rows.extend(problem.row),
            None => items.push(Item { rows: problem.row.into_iter().collect(), wrong: problem.wrong.clone() }),
        }
    }
    groups
}

impl Group {
    /// The group that a problem begins, without it.
    fn new(problem: &Problem) -> Self {
        Self {
            file: problem.file.clone(),
            sheet: problem.sheet.clone().unwrap_or_default(),
            column: problem.column.clone().unwrap_or_default(),
            remedy: problem.remedy.clone(),
            items: Vec::new(),
            rule: problem.rule,
        }
    }

    fn takes(&self, problem: &Problem) -> bool {
        let Self { file, sheet, column, remedy, rule, .. } = self;
        let place = (&problem.file, problem.sheet.as_deref(), problem.column.as_deref());
        (file, Some(sheet.as_str()), Some(column.as_str())) == (place.0, place.1.or(Some("")), place.2.or(Some("")))
            && (*remedy == problem.remedy && *rule == problem.rule)
    }

    /// How many problems there are in it.
    pub fn count(&self) -> usize {
        self.items.iter().map(|item| item.rows.len().max(1)).sum()
    }
}

impl Item {
    /// Where: `第3行`, `第3、5行`; empty when the whole file is meant.
    pub fn place(&self) -> String {
        let rows: Vec<String> = self.rows.iter().map(u64::to_string).collect();
        if rows.is_empty() { String::new() } else { format!("第{}行", rows.join("、")) }
    }
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
        let rows: Vec<String> = groups[0].items.iter().map(Item::place).collect();
        assert_eq!((rows.join(" "), groups[0].count()), ("第2、5行 第3行".to_owned(), 3));
    }
}
