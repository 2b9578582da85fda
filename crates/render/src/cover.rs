//! Which cells of a table's body are covered by merged ones.

use juesuan_report::Table;

/// For each row and column, the cell (row, column) that covers the place, if it is not its own. Cells that reach over the edge of
/// the table are cut.
#[must_use]
pub fn covered(table: &Table) -> Vec<Vec<Option<(usize, usize)>>> {
    let (height, width) = (table.rows.len(), table.columns.len());
    let mut covered = vec![vec![None; width]; height];
    for (top, row) in table.rows.iter().enumerate() {
        for (left, cell) in row.cells.iter().enumerate().take(width) {
            if covered[top][left].is_some() || (cell.covers == 0 && cell.below == 0) {
                continue;
            }
            let right = (left + usize::from(cell.covers)).min(width - 1);
            let bottom = (top + usize::from(cell.below)).min(height - 1);
            for place in (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))) {
                if place != (top, left) {
                    covered[place.0][place.1] = Some((top, left));
                }
            }
        }
    }
    covered
}
