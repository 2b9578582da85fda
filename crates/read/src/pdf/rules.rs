//! Rules as drawn (strokes, thin areas, edges of single cells, dashes) become few long rules.

use super::page::Rule;

/// Parallel rules this close (points) are one: a double border, or edges of neighbouring cells. No text fits between.
pub(super) const SAME_PLACE: f32 = 5.0;
/// Pieces of a rule with gaps up to this (points) are one: dashes, or cell edges that do not quite meet.
const GAP: f32 = 3.2;
/// A rule shorter than this (points) is not the edge of a cell.
const MIN_LENGTH: f32 = 4.0;

/// Joins pieces that lie on one line and touch, and drops what stays too short.
pub(super) fn merge(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.retain(|r| r.at.is_finite() && r.from.is_finite() && r.to.is_finite());
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged = Vec::new();
    let mut rest = rules.as_mut_slice();
    while let Some(first) = rest.first() {
        let limit = first.at + SAME_PLACE;
        let count = rest.partition_point(|r| r.at <= limit);
        let (line, later) = rest.split_at_mut(count);
        merge_line(line, &mut merged);
        rest = later;
    }
    merged.retain(|r| r.to - r.from >= MIN_LENGTH);
    merged
}

/// Joins the pieces of one line.
fn merge_line(line: &mut [Rule], merged: &mut Vec<Rule>) {
    let at = f32::midpoint(line[0].at, line[line.len() - 1].at);
    line.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut current = Rule { at, ..line[0] };
    for piece in &line[1..] {
        if piece.from <= current.to + GAP {
            current.to = current.to.max(piece.to);
        } else {
            merged.push(current);
            current = Rule { at, ..*piece };
        }
    }
    merged.push(current);
}

/// Distinct places, ascending: values within [`SAME_PLACE`] of the first of their group are one place, the middle of the group.
pub(super) fn places(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut places = Vec::new();
    let mut rest = values.as_slice();
    while let Some(&first) = rest.first() {
        let count = rest.partition_point(|&v| v <= first + SAME_PLACE);
        places.push(f32::midpoint(first, rest[count - 1]));
        rest = &rest[count..];
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{Rule, merge, places};

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn cell_edges_and_dashes_become_one_rule() {
        let edges = vec![rule(100.0, 0.0, 50.0), rule(100.4, 50.5, 90.0), rule(99.8, 92.0, 120.0)];
        let merged = merge(edges);
        assert_eq!(merged.len(), 1);
        assert!((merged[0].from, merged[0].to) == (0.0, 120.0));
    }

    #[test]
    fn double_borders_are_one_and_rows_are_not() {
        assert_eq!(merge(vec![rule(10.0, 0.0, 50.0), rule(11.5, 0.0, 50.0), rule(20.0, 0.0, 50.0)]).len(), 2);
    }

    #[test]
    fn far_pieces_stay_apart_and_specks_vanish() {
        assert_eq!(merge(vec![rule(10.0, 0.0, 50.0), rule(10.0, 80.0, 120.0), rule(40.0, 0.0, 1.0)]).len(), 2);
        assert!(merge(vec![rule(f32::NAN, 0.0, 50.0)]).is_empty());
    }

    #[test]
    fn near_values_are_one_place() {
        assert_eq!(places(vec![30.0, 10.0, 11.0, 31.0]), vec![10.5, 30.5]);
    }
}
