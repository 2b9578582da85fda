//! Subjects that stand for another one.

use std::collections::BTreeSet;

use juesuan_form::{Subjects, subjects};

use crate::understand::{Area, Facts, Measure};

/// Lets a subject stand for another one where its section does not state that: 收入总计 for 收入合计.
pub(super) fn stand_in(facts: &mut Facts) {
    let areas: BTreeSet<Area> =
        facts.figures.iter().filter_map(|figure| Some(figure.key.as_ref()?.area.clone())).collect();
    for area in areas {
        for (row, other) in subjects(&area).into_iter().flat_map(Subjects::instead) {
            let mut rows = facts.figures.iter().filter_map(|figure| figure.key.as_ref()).filter(|key| key.area == area);
            if !rows.any(|key| key.row == other) {
                rename(facts, &area, row, other);
            }
        }
    }
}

/// Gives everything that is said of a row to another one.
fn rename(facts: &mut Facts, area: &str, row: &str, other: &str) {
    let share = Measure::ShareOf(row.into());
    for key in facts.figures.iter_mut().filter_map(|figure| figure.key.as_mut()).filter(|key| key.area == area) {
        if key.row == row {
            key.row = other.into();
        } else if key.measure == share {
            key.measure = if other == "total" { Measure::Share } else { Measure::ShareOf(other.into()) };
        }
    }
    for verdict in facts.verdicts.iter_mut().filter(|verdict| verdict.area == area && verdict.row == row) {
        verdict.row = other.into();
    }
}
