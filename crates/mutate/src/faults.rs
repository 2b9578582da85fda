//! Known faults: each changes a consistent document in one way that a reader could prove or see.

mod direction;
mod numbers;
mod structure;
mod wording;

use juesuan_read::Place;

use crate::{
    oracle::Oracle,
    rng::Rng,
    sample::{Direction, Sample},
};

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// One digit changed.
    Digit,
    /// Two digits transposed.
    Transposed,
    /// Decimal point shifted.
    Point,
    /// A percentage off by 0.07 or more.
    Percent,
    /// A share of another total.
    OtherTotal,
    /// A completion rate wrong.
    Completion,
    /// The same figure different in two places.
    Elsewhere,
    /// Fund money counted in the general public budget.
    Scope,
    /// 万元 became 元.
    Unit,
    /// Vehicles by use.
    Vehicles,
    /// Procurement.
    Procurement,
    /// Counts without amounts.
    Counts,
    /// Scores and counts of projects.
    Score,
    /// A direction word turned round.
    Direction,
    /// A row of a table dropped.
    Row,
    /// An item sentence dropped.
    ItemDropped,
    /// An item sentence doubled.
    ItemDoubled,
    /// A classification name wrong.
    Name,
    /// A wrong year.
    Year,
    /// A section missing.
    Section,
    /// A table missing.
    Table,
    /// Template residue.
    Residue,
    /// Doubled punctuation.
    Punctuation,
    /// Missing % or 万元.
    MissingUnit,
    /// An unfinished sentence.
    Unfinished,
    /// A typo in a fixed term.
    Term,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 26] = [
        Self::Digit,
        Self::Transposed,
        Self::Point,
        Self::Percent,
        Self::OtherTotal,
        Self::Completion,
        Self::Elsewhere,
        Self::Scope,
        Self::Unit,
        Self::Vehicles,
        Self::Procurement,
        Self::Counts,
        Self::Score,
        Self::Direction,
        Self::Row,
        Self::ItemDropped,
        Self::ItemDoubled,
        Self::Name,
        Self::Year,
        Self::Section,
        Self::Table,
        Self::Residue,
        Self::Punctuation,
        Self::MissingUnit,
        Self::Unfinished,
        Self::Term,
    ];

    /// The kinds that change one figure or direction word and can stand together in one document.
    pub const NUMERIC: [Self; 13] = [
        Self::Digit,
        Self::Transposed,
        Self::Point,
        Self::Percent,
        Self::OtherTotal,
        Self::Completion,
        Self::Elsewhere,
        Self::Scope,
        Self::Unit,
        Self::Vehicles,
        Self::Procurement,
        Self::Score,
        Self::Direction,
    ];

    /// Chinese name for the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Digit => "改一位数字",
            Self::Transposed => "数字换位",
            Self::Point => "小数点移位",
            Self::Percent => "百分比错误",
            Self::OtherTotal => "占比基数错误",
            Self::Completion => "完成率错误",
            Self::Elsewhere => "同一数两处不同",
            Self::Scope => "基金混入一般公共预算",
            Self::Unit => "万元误作元",
            Self::Vehicles => "车辆分类",
            Self::Procurement => "政府采购分项",
            Self::Counts => "数量与金额不符",
            Self::Score => "绩效分数与项目数",
            Self::Direction => "方向词",
            Self::Row => "表行遗漏",
            Self::ItemDropped => "项级说明遗漏",
            Self::ItemDoubled => "项级说明重复",
            Self::Name => "科目名称错误",
            Self::Year => "年度错误",
            Self::Section => "缺节",
            Self::Table => "缺表",
            Self::Residue => "模板残留",
            Self::Punctuation => "标点重复",
            Self::MissingUnit => "漏写%或万元",
            Self::Unfinished => "句子未完",
            Self::Term => "固定用语错字",
        }
    }

    /// What the audit owes for this kind.
    #[must_use]
    pub const fn expected(self) -> Expected {
        match self {
            Self::Year | Self::Name | Self::Residue | Self::Punctuation | Self::Term => Expected::Noticed,
            Self::MissingUnit | Self::Unfinished | Self::Counts | Self::ItemDropped => Expected::Noticed,
            Self::ItemDoubled | Self::Row | Self::Section | Self::Table => Expected::Noticed,
            _ => Expected::Proven,
        }
    }
}

/// What the audit owes for a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An error that names the place, or whose proof does.
    Proven,
    /// A finding of any severity that names the place.
    Noticed,
}

/// Where a finding must point to be about a fault.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// At one of the sample's marks: index into [`Sample::marks`].
    Marks(Vec<usize>),
    /// Anywhere in these blocks, or at one of the marks.
    Blocks(Vec<usize>, Vec<usize>),
    /// To a rule of this group (first four letters of the code) anywhere.
    Group(&'static str),
}

/// One fault in a document.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its kind.
    pub kind: Kind,
    /// Where it can be seen.
    pub evidence: Evidence,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// Attempts to find a place where a fault of a kind contradicts something.
const ATTEMPTS: usize = 12;

/// Injects one fault; none where the document offers no place for it.
pub fn inject(kind: Kind, sample: &mut Sample, rng: &mut Rng) -> Option<Fault> {
    (0..ATTEMPTS).find_map(|_| match kind {
        Kind::Direction => direction::inject(sample, rng),
        Kind::Row | Kind::ItemDropped | Kind::ItemDoubled | Kind::Section | Kind::Table | Kind::Name | Kind::Year => {
            structure::inject(kind, sample, rng)
        }
        Kind::Residue | Kind::Punctuation | Kind::MissingUnit | Kind::Unfinished | Kind::Term => {
            wording::inject(kind, sample, rng)
        }
        _ => numbers::inject(kind, sample, rng),
    })
}

/// What the audit owes for a fault. A score that is off by no more than rounding can explain is not proven wrong.
#[must_use]
pub fn owed(sample: &Sample, fault: &Fault) -> Expected {
    let oracle = || Oracle::new(sample).with_rounded_points();
    match fault.kind {
        Kind::Score if !contradicts(&oracle(), sample, fault) => Expected::Noticed,
        kind => kind.expected(),
    }
}

/// Whether a numeric fault still contradicts something after others were injected beside it.
#[must_use]
pub fn still_contradicts(sample: &Sample, fault: &Fault) -> bool {
    contradicts(&Oracle::new(sample), sample, fault)
}

fn contradicts(oracle: &Oracle<'_>, sample: &Sample, fault: &Fault) -> bool {
    let Evidence::Marks(marks) = &fault.evidence else { return true };
    marks.iter().any(|&mark| {
        let place = sample.marks[mark];
        let same = |other: Place| (other.block, other.cell, other.start) == (place.block, place.cell, place.start);
        let figure = sample.figures.iter().position(|figure| same(figure.place));
        figure.is_some_and(|index| oracle.contradicts(index))
            || sample
                .words
                .iter()
                .any(|word| same(word.place) && matches!(word.direction, Direction::Change(_) | Direction::Compare(..)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate;

    #[test]
    fn every_kind_finds_a_place_and_changes_the_document() {
        for kind in Kind::ALL {
            let changed = (0..40).any(|seed| {
                let mut rng = Rng::new(seed);
                let mut sample = generate(&mut rng);
                let before = sample.text();
                inject(kind, &mut sample, &mut rng).is_some() && sample.text() != before
            });
            assert!(changed, "{kind:?}");
        }
    }

    #[test]
    fn places_follow_the_text_through_faults() {
        for seed in 0..4 {
            let mut rng = Rng::new(seed);
            let mut sample = generate(&mut rng);
            for kind in Kind::ALL {
                inject(kind, &mut sample, &mut rng);
                for figure in &sample.figures {
                    let words = sample.printed(figure);
                    assert!(words.chars().all(|c| "0123456789.,-".contains(c)), "seed {seed} {kind:?}: {words}");
                }
            }
        }
    }
}
