//! Tables without rules, told by figures that stand in columns.

use super::line::{Line, Segment};
use super::table::{Piece, PieceCell, cell_text, is_amount};

/// Rows with figures that make a table; two lines may look alike by chance.
const MIN_ROWS: usize = 3;
/// Lines of one table are at most so far apart (em).
const MAX_STEP: f32 = 5.0;
/// Lines of one wrapped cell stand this close (em) to the line of figures of their row.
const WRAP: f32 = 1.3;

/// Takes tables without rules out of the lines of a page.
pub(super) fn tables(page: u32, lines: Vec<Line>) -> (Vec<Line>, Vec<Piece>) {
    let (mut rest, mut pieces) = (Vec::with_capacity(lines.len()), Vec::new());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        if !is_tabular(&line) {
            rest.push(line);
            continue;
        }
        let mut block = vec![line];
        while let Some(next) = lines.next_if(|next| belongs(&block, next)) {
            block.push(next);
        }
        let end = block.iter().rposition(is_tabular).map_or(0, |last| last + 1);
        let after = block.split_off(end);
        match piece(page, &block) {
            Some(piece) => pieces.push(piece),
            None => rest.extend(block),
        }
        rest.extend(after);
    }
    (rest, pieces)
}

/// Three parts or more, or a name and an amount.
fn is_tabular(line: &Line) -> bool {
    line.segments.len() >= 3 || (line.segments.len() == 2 && is_amount(&line.segments[1].text))
}

/// Whether a line may belong to the table of the lines so far: a row, or a short text beside or between rows.
fn belongs(block: &[Line], next: &Line) -> bool {
    let Some(last) = block.last() else { return false };
    let near = next.mid_y() - last.mid_y() <= MAX_STEP * next.size;
    let width = block.iter().map(|l| l.x1).fold(0.0, f32::max) - block.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    near && (is_tabular(next) || (next.x1 - next.x0 < 0.6 * width && !next.text.contains('。')))
}

fn is_figure(text: &str) -> bool {
    text.chars().any(|ch| ch.is_ascii_digit()) && text.chars().all(|ch| ch.is_ascii_digit() || ",.-%".contains(ch))
}

/// The table of a block of lines, if enough of them have figures in columns.
fn piece(page: u32, block: &[Line]) -> Option<Piece> {
    let data = || {
        block.iter().filter(|l| is_tabular(l) && l.segments.iter().any(|s| is_amount(&s.text) || is_figure(&s.text)))
    };
    if data().count() < MIN_ROWS {
        return None;
    }
    let columns = columns(data().flat_map(|line| &line.segments));
    if columns.len() < 2 {
        return None;
    }
    let rows = rows(block, &columns);
    let mut xs = vec![columns[0].0];
    xs.extend(columns.windows(2).map(|pair| f32::midpoint(pair[0].1, pair[1].0)));
    xs.push(columns[columns.len() - 1].1);
    let mut cells = Vec::new();
    for (row, parts) in rows.iter().enumerate() {
        for col in 0..columns.len() {
            let lines: Vec<Line> =
                parts.cells[col].iter().map(|text| Line { text: text.clone(), ..Line::default() }).collect();
            cells.push(PieceCell { row, col, row_span: 1, col_span: 1, text: cell_text(&lines), full: false });
        }
    }
    Some(Piece { page, top: block[0].top, ruled: false, xs, rows: rows.len(), cells })
}

/// The horizontal stretches that parts cover together.
fn columns<'s>(segments: impl Iterator<Item = &'s Segment>) -> Vec<(f32, f32)> {
    let mut stretches: Vec<(f32, f32)> = segments.map(|s| (s.x0, s.x1)).collect();
    stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (x0, x1) in stretches {
        match columns.last_mut() {
            Some(last) if x0 < last.1 => last.1 = last.1.max(x1),
            _ => columns.push((x0, x1)),
        }
    }
    columns
}

/// The texts of a row by column, from top to bottom.
struct Row {
    middle: f32,
    cells: Vec<Vec<String>>,
    wrapped: Option<usize>,
}

/// Rows of a block. A lone text right above or below a row that has nothing in its column is a wrapped cell of that row.
fn rows(block: &[Line], columns: &[(f32, f32)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut waiting: Option<(&Line, usize)> = None;
    for line in block {
        let lone = Segment { text: line.text.clone(), x0: line.x0, x1: line.x1 };
        let parts = if line.segments.is_empty() { std::slice::from_ref(&lone) } else { &line.segments };
        let mut cells = vec![Vec::new(); columns.len()];
        for part in parts {
            cells[column_of(part, columns)].push(part.text.clone());
        }
        let near = |other: f32| (line.mid_y() - other).abs() <= WRAP * line.size;
        let column = column_of(&parts[0], columns);
        if let [part] = parts {
            if let Some(row) =
                rows.last_mut().filter(|r| near(r.middle) && (r.wrapped == Some(column) || r.cells[column].is_empty()))
            {
                row.cells[column].push(part.text.clone());
                row.wrapped = Some(column);
                continue;
            }
            flush(&mut rows, waiting.replace((line, column)), columns);
            continue;
        }
        let mut row = Row { middle: line.mid_y(), cells, wrapped: None };
        match waiting.take() {
            Some((above, column)) if near(above.mid_y()) && row.cells[column].is_empty() => {
                row.cells[column].push(above.text.clone());
                row.wrapped = Some(column);
            }
            other => flush(&mut rows, other, columns),
        }
        rows.push(row);
    }
    flush(&mut rows, waiting, columns);
    rows
}

/// A lone text that belongs to no row is a row of its own.
fn flush(rows: &mut Vec<Row>, waiting: Option<(&Line, usize)>, columns: &[(f32, f32)]) {
    if let Some((line, column)) = waiting {
        let mut cells = vec![Vec::new(); columns.len()];
        cells[column].push(line.text.clone());
        rows.push(Row { middle: line.mid_y(), cells, wrapped: None });
    }
}

/// The column that a part covers most, or the nearest one.
fn column_of(part: &Segment, columns: &[(f32, f32)]) -> usize {
    let common = |(x0, x1): (f32, f32)| part.x1.min(x1) - part.x0.max(x0);
    let best = (0..columns.len()).max_by(|&a, &b| common(columns[a]).total_cmp(&common(columns[b])));
    best.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Line, Segment, tables};

    fn line(y: f32, parts: &[(&str, f32, f32)]) -> Line {
        let segment = |&(text, x0, x1): &(&str, f32, f32)| Segment { text: text.to_owned(), x0, x1 };
        let segments: Vec<Segment> = parts.iter().map(segment).collect();
        let text = segments.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
        let (x0, x1) = (parts[0].1, parts[parts.len() - 1].2);
        let segments = if segments.len() > 1 { segments } else { Vec::new() };
        Line { text, x0, x1, top: y, bottom: y + 10.0, size: 10.0, first_token: 10.0, segments }
    }

    #[test]
    fn figures_in_columns_are_a_table_and_wrapped_names_are_whole() {
        let lines = vec![
            line(0.0, &[("支出决算表", 100.0, 150.0)]),
            line(20.0, &[("科目编码", 0.0, 40.0), ("科目名称", 50.0, 90.0), ("合计", 170.0, 190.0)]),
            line(40.0, &[("201", 0.0, 15.0), ("一般公共服务", 50.0, 110.0), ("2,106.66", 160.0, 200.0)]),
            line(60.0, &[("机关事业单位", 50.0, 110.0)]),
            line(66.0, &[("208", 0.0, 15.0), ("326.72", 170.0, 200.0)]),
            line(72.0, &[("养老保险缴费", 50.0, 110.0)]),
            line(92.0, &[("210", 0.0, 15.0), ("卫生健康支出", 50.0, 110.0), ("60.99", 175.0, 200.0)]),
            line(130.0, &[("注：本表反映支出。", 0.0, 90.0)]),
        ];
        let (rest, pieces) = tables(1, lines);
        assert_eq!(rest.len(), 2);
        let texts: Vec<&str> = pieces[0].cells.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "科目编码",
                "科目名称",
                "合计",
                "201",
                "一般公共服务",
                "2,106.66",
                "208",
                "机关事业单位养老保险缴费",
                "326.72",
                "210",
                "卫生健康支出",
                "60.99"
            ]
        );
    }

    #[test]
    fn sentences_and_contents_are_no_table() {
        let lines = vec![
            line(0.0, &[("一、主要职能", 0.0, 60.0), ("3", 190.0, 195.0)]),
            line(20.0, &[("二、机构设置", 0.0, 60.0), ("4", 190.0, 195.0)]),
            line(40.0, &[("三、收入情况", 0.0, 60.0), ("5", 190.0, 195.0)]),
        ];
        assert!(tables(1, lines).1.is_empty());
    }
}
