//! Relations as the form data states them, for the figures that a document prints.

use juesuan_form::{ClaimSpec, Closed, Complete, MeasureRef, Need, Order, Reference, RelationSpec, RowRef, table_form};
use smol_str::format_smolstr;

use super::{
    complete,
    index::{Area, Index},
};
use crate::{
    Claim, Comparison, Relation, Wording,
    understand::{Facts, Key, Measure, Period},
};

/// States the relations of the form data wherever everything that they need is printed.
pub(crate) fn stated(facts: &Facts) -> Vec<Relation> {
    let index = Index::new(facts);
    let mut relations = Vec::new();
    for set in index.sets() {
        for spec in juesuan_form::relations() {
            let stating = Stating { facts, index: &index, spec, set };
            if set.is_empty() || spec.claim.references().all(|r| table_form(&r.area).is_some()) {
                stating.everywhere(&mut relations);
            }
        }
    }
    relations
}

/// One relation of the form data, being stated for one set of tables.
struct Stating<'a> {
    facts: &'a Facts,
    index: &'a Index<'a>,
    spec: &'static RelationSpec,
    set: &'a str,
}

/// What `$r` and `$c` stand for.
#[derive(Clone, Copy)]
struct Each<'a> {
    row: &'a str,
    measure: Option<&'a Measure>,
}

type Terms = Vec<(Key, i128)>;

impl<'a> Stating<'a> {
    fn everywhere(&self, out: &mut Vec<Relation>) {
        if self.spec.unless.as_ref().is_some_and(|reference| self.is_printed(reference)) {
            return;
        }
        let Some(each) = &self.spec.each else {
            out.extend(self.relation(Each { row: "", measure: None }));
            return;
        };
        let Some(area) = self.area(each) else { return };
        let one;
        let rows: &[&str] = match &each.row {
            RowRef::Id(row) => {
                one = [row.as_str()];
                &one
            }
            _ => &area.order,
        };
        let joins = self.spec.claim.references().any(|reference| reference.area != each.area);
        for &name in rows {
            // Rows that the form does not have, or that are printed twice, are not the same in two tables.
            let (Some(row), false) = (area.row(name), joins && name.contains([':', '#'])) else { continue };
            match &each.measure {
                Some(MeasureRef::Each) => {
                    let columns =
                        row.measures.iter().filter(|(m, period)| *period == Period::Current && is_official(m));
                    out.extend(columns.filter_map(|(m, _)| self.relation(Each { row: name, measure: Some(m) })));
                }
                Some(measure) => {
                    if area.prints(name, &self.measure(measure, None), Period::Current) {
                        out.extend(self.relation(Each { row: name, measure: None }));
                    }
                }
                None => out.extend(self.relation(Each { row: name, measure: None })),
            }
        }
    }

    fn relation(&self, each: Each<'a>) -> Option<Relation> {
        let claim = match &self.spec.claim {
            ClaimSpec::Linear { terms, order } => {
                let terms = self.terms(terms, each)?;
                let comparison = match order {
                    Order::Equal if self.may_lack_parts(&terms) => Comparison::AtLeast,
                    Order::Equal => Comparison::Equal,
                    Order::AtMost => Comparison::AtMost,
                    Order::AtLeast => Comparison::AtLeast,
                };
                Claim::Linear { terms, comparison }
            }
            ClaimSpec::Ratio { percent, part, whole } => {
                let (part, whole) = (self.terms(part, each)?, self.terms(whole, each)?);
                let percent = self.terms(&[(1, percent.clone())], each)?.pop()?.0;
                Claim::Ratio { part, whole, percent }
            }
        };
        Some(Relation {
            rule: &self.spec.rule,
            id: &self.spec.id,
            text: self.wording(each, &claim),
            either: self.spec.either.as_deref(),
            alone: self.spec.alone,
            claim,
        })
    }

    /// The quantities of a sum; none if one that must be printed is not.
    fn terms(&self, spec: &[(i128, Reference)], each: Each<'a>) -> Option<Terms> {
        let mut terms = Terms::with_capacity(spec.len());
        for (factor, reference) in spec {
            let Some(area) = self.area(reference) else {
                // A section of the narrative that is not there states nothing; a table that is not there may.
                if reference.need == Need::Optional && table_form(&reference.area).is_none() {
                    continue;
                }
                return None;
            };
            let measure = self.measure(reference.measure.as_ref()?, each.measure);
            let period = if reference.prior { Period::Prior } else { Period::Current };
            let below = match &reference.row {
                RowRef::ChildrenOf(parent) => Some(parent.as_str()),
                RowRef::ChildrenOfEach => Some(each.row),
                RowRef::Id(_) | RowRef::Each => None,
            };
            if self.spec.closed == Some(Closed::Rows) && area.is_open(&measure) {
                return None;
            }
            let rows = match (below, &reference.row) {
                (Some(parent), _) => area.parts(parent, &measure, period)?,
                (None, RowRef::Id(row)) => vec![row.as_str()],
                (None, _) => vec![each.row],
            };
            // The rows of one reference differ from each other.
            let before = terms.len();
            for row in rows {
                if self.spec.closed == Some(Closed::Columns) && area.row(row).is_some_and(|row| row.foreign_columns) {
                    return None;
                }
                match (area.prints(row, &measure, period), reference.need) {
                    (true, _) | (false, Need::Hidden) => {
                        let area = format_smolstr!("{}{}", reference.area, self.set);
                        let key = Key { area, row: row.into(), measure: measure.clone(), period };
                        add(&mut terms, before, key, *factor);
                    }
                    (false, Need::Optional) if area.lacks(row, &measure) => {}
                    (false, _) => return None,
                }
            }
        }
        Some(terms)
    }

    /// Whether nothing tells that the parts of a sum are all there are.
    fn may_lack_parts(&self, terms: &[(Key, i128)]) -> bool {
        let shown = |complete: &Complete| match complete {
            Complete::Shares => complete::by_shares(self.facts, terms),
            Complete::Table(table) => self.index.area(table).is_some_and(|area| {
                let amounts = Measure::Column("total".into());
                !area.is_open(&amounts) && complete::by_table(self.facts, table, &area.order, terms)
            }),
            Complete::Printed(reference) => self.is_printed(reference),
        };
        !self.spec.complete.is_empty() && !self.spec.complete.iter().any(shown)
    }

    fn is_printed(&self, reference: &Reference) -> bool {
        let (Some(area), Some(measure), RowRef::Id(row)) = (self.area(reference), &reference.measure, &reference.row)
        else {
            return false;
        };
        area.prints(row, &self.measure(measure, None), Period::Current)
    }

    fn area(&self, reference: &Reference) -> Option<&'a Area<'a>> {
        if self.set.is_empty() {
            return self.index.area(&reference.area);
        }
        self.index.area(&format!("{}{}", reference.area, self.set))
    }

    fn measure(&self, measure: &MeasureRef, each: Option<&Measure>) -> Measure {
        match measure {
            MeasureRef::Column(column) => Measure::Column(column.into()),
            MeasureRef::Count(counted) => Measure::Count(counted.into()),
            MeasureRef::Each => each.cloned().unwrap_or(Measure::Actual),
            MeasureRef::Word(word) => match *word {
                "budget" => Measure::Budget,
                "share" => Measure::Share,
                "completion" => Measure::Completion,
                "change" => Measure::Change,
                "change_rate" => Measure::ChangeRate,
                "score_full" => Measure::ScoreFull,
                "score" => Measure::Score,
                "deduction" => Measure::Deduction,
                _ => Measure::Actual,
            },
        }
    }

    /// What is said of the relation.
    fn wording(&self, each: Each<'_>, claim: &Claim) -> Wording {
        let spec = self.spec;
        let area = spec.each.as_ref().and_then(|pattern| self.area(pattern));
        Wording::Form {
            spec,
            subject: area.and_then(|area| area.row(each.row)).map_or("", |row| row.subject).into(),
            column: match each.measure {
                Some(Measure::Column(id)) => Some(id.clone()),
                _ => None,
            },
            lacks_parts: matches!(claim, Claim::Linear { comparison: Comparison::AtLeast, .. })
                && !spec.complete.is_empty(),
        }
    }
}

/// Whether a measure is no column that the form does not have: such a one may hold what cannot be added, like rates.
fn is_official(measure: &Measure) -> bool {
    !matches!(measure, Measure::Column(column) if column.starts_with("name:"))
}

/// Adds a term, so that each quantity stands once; only the first `before` terms can be about the same quantity.
fn add(terms: &mut Terms, before: usize, key: Key, factor: i128) {
    match terms.iter_mut().take(before).find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum += factor,
        None => terms.push((key, factor)),
    }
}
