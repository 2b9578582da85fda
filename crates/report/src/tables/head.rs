use crate::HeaderCell;

/// The header of columns with these paths: equal beginnings beside each other are one cell, and a short path's last words
/// reach down to the bottom.
pub(super) fn header(paths: &[Vec<&str>]) -> Vec<Vec<HeaderCell>> {
    let depth = paths.iter().map(Vec::len).max().unwrap_or(0);
    (0..depth).map(|level| row(paths, level, depth)).collect()
}

fn row(paths: &[Vec<&str>], level: usize, depth: usize) -> Vec<HeaderCell> {
    let mut cells: Vec<HeaderCell> = Vec::new();
    for (column, path) in paths.iter().enumerate() {
        let Some(&text) = path.get(level) else { continue };
        let last = path.len() == level + 1;
        let joins = !last && column > 0 && paths[column - 1].get(..=level) == path.get(..=level);
        match cells.last_mut() {
            Some(cell) if joins => cell.columns += 1,
            _ => {
                let rows = if last { depth - level } else { 1 };
                cells.push(HeaderCell { text: text.to_owned(), column, columns: 1, rows });
            }
        }
    }
    cells
}

/// The 栏次 row below a header: a label over the first `labels` columns, then numbers.
pub(super) fn numbers(labels: usize, columns: usize) -> Vec<HeaderCell> {
    let label = HeaderCell { text: "栏次".to_owned(), column: 0, columns: labels, rows: 1 };
    let number = |column: usize| HeaderCell { text: (column + 1 - labels).to_string(), column, columns: 1, rows: 1 };
    std::iter::once(label).filter(|cell| cell.columns > 0).chain((labels..columns).map(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_merged_cells() {
        let paths = [vec!["项目", "编码"], vec!["项目", "名称"], vec!["本年收入"], vec!["本年支出", "小计"]];
        let header = header(&paths);
        let shape: Vec<Vec<_>> =
            header.iter().map(|r| r.iter().map(|c| (c.text.as_str(), c.column, c.columns, c.rows)).collect()).collect();
        assert_eq!(shape[0], [("项目", 0, 2, 1), ("本年收入", 2, 1, 2), ("本年支出", 3, 1, 1)]);
        assert_eq!(shape[1], [("编码", 0, 1, 1), ("名称", 1, 1, 1), ("小计", 3, 1, 1)]);
    }
}
