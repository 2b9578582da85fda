//! Squarified layout (Bruls, Huizing, van Wijk 2000): areas in proportion, shapes near squares.

use crate::place::Rect;

/// Divides `rect` in proportion to `weights`, which are positive and descend; one rectangle for each.
pub(super) fn squarify(weights: &[i128], rect: Rect) -> Vec<Rect> {
    let total: f64 = weights.iter().map(|&weight| weight as f64).sum();
    let scale = rect.w * rect.h / total.max(1.0);
    let areas: Vec<f64> = weights.iter().map(|&weight| weight as f64 * scale).collect();
    let (mut placed, mut free) = (Vec::with_capacity(areas.len()), rect);
    let mut rest = &areas[..];
    while !rest.is_empty() {
        let side = free.w.min(free.h);
        let mut count = 1;
        while count < rest.len() && worst(&rest[..=count], side) <= worst(&rest[..count], side) {
            count += 1;
        }
        let (row, after) = rest.split_at(count);
        free = lay(row, free, after.is_empty(), &mut placed);
        rest = after;
    }
    placed
}

/// The worst ratio of long to short side when `row` stands along `side`.
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    // The row descends: its extremes are its ends.
    let (max, min) = (row[0], row[row.len() - 1]);
    let square = side * side;
    (square * max / (sum * sum)).max(sum * sum / (square * min))
}

/// Lays a row along the shorter side of `free`; gives what remains.
fn lay(row: &[f64], free: Rect, is_last: bool, placed: &mut Vec<Rect>) -> Rect {
    let sum: f64 = row.iter().sum();
    let is_column = free.w >= free.h;
    let (side, most) = if is_column { (free.h, free.w) } else { (free.w, free.h) };
    // The last row takes all that remains, so that no rounding leaves a gap.
    let thick = if is_last || side <= 0.0 { most } else { (sum / side).min(most) };
    let mut along = 0.0;
    for area in row {
        let long = if sum > 0.0 { area / sum * side } else { 0.0 };
        placed.push(if is_column {
            Rect { x: free.x, y: free.y + along, w: thick, h: long }
        } else {
            Rect { x: free.x + along, y: free.y, w: long, h: thick }
        });
        along += long;
    }
    if is_column {
        Rect { x: free.x + thick, w: free.w - thick, ..free }
    } else {
        Rect { y: free.y + thick, h: free.h - thick, ..free }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn areas_are_in_proportion_and_do_not_overlap(mut weights in prop::collection::vec(1i128..1_000_000_000, 1..60)) {
            weights.sort_by_key(|&weight| std::cmp::Reverse(weight));
            let whole = Rect { x: 10.0, y: 20.0, w: 700.0, h: 400.0 };
            let rects = squarify(&weights, whole);
            let total: i128 = weights.iter().sum();
            for (rect, &weight) in rects.iter().zip(&weights) {
                let area = weight as f64 / total as f64 * whole.w * whole.h;
                prop_assert!((rect.w * rect.h - area).abs() < 1e-6 * whole.w * whole.h, "{rect:?} {area}");
                prop_assert!(rect.x >= 10.0 - 1e-6 && rect.x + rect.w <= 710.0 + 1e-6);
                prop_assert!(rect.y >= 20.0 - 1e-6 && rect.y + rect.h <= 420.0 + 1e-6);
            }
            for (i, a) in rects.iter().enumerate() {
                for b in &rects[..i] {
                    let w = (a.x + a.w).min(b.x + b.w) - a.x.max(b.x);
                    let h = (a.y + a.h).min(b.y + b.h) - a.y.max(b.y);
                    prop_assert!(w <= 1e-6 || h <= 1e-6, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn survives_extremes() {
        let rects = squarify(&[i128::from(i64::MAX), 1, 1], Rect { x: 0.0, y: 0.0, w: 100.0, h: 50.0 });
        assert!(rects.iter().all(|r| [r.x, r.y, r.w, r.h].iter().all(|v| v.is_finite() && *v >= 0.0)));
    }
}
