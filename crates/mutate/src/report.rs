//! Runs the audit on generated documents and counts what it finds.

mod table;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use juesuan_audit::{Finding, Options, Severity, check};
use juesuan_read::Place;
use rayon::prelude::*;
pub use table::{Format, print};

use crate::{
    faults::{Evidence, Expected, Fault, Kind, inject, owed, still_contradicts},
    rng::Rng,
    sample::{Sample, generate, overlap},
};

/// Counts of one kind of fault.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Faults injected.
    pub injected: usize,
    /// Faults found.
    pub found: usize,
    /// Faults whose finding puts the changed place first.
    pub named: usize,
}

/// What came out of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Documents without faults.
    pub clean: usize,
    /// Documents with faults.
    pub mutated: usize,
    /// Single faults by kind.
    pub single: BTreeMap<Kind, Tally>,
    /// Faults in documents with several.
    pub several: Tally,
    /// Errors reported, in mutated documents.
    pub errors: usize,
    /// Errors that have nothing to do with a fault: in clean, in mutated documents.
    pub false_errors: [usize; 2],
    /// Warnings and remarks on clean documents, by code.
    pub remarks: BTreeMap<&'static str, usize>,
    /// The longest time in the audit of a clean document, and its index.
    pub slowest: (Duration, u64),
    /// Numerals of clean documents, and those understood.
    pub numerals: [usize; 2],
    /// Time in the audit.
    pub spent: Duration,
    /// Some false errors and missed faults, to look at.
    pub examples: Vec<String>,
}

/// How much to run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Documents with faults.
    pub mutated: u64,
    /// Documents without.
    pub clean: u64,
    /// First seed.
    pub seed: u64,
    /// How many examples to keep.
    pub examples: usize,
    /// Only this kind of single fault.
    pub only: Option<Kind>,
}

/// Runs clean documents, then mutated ones, on all cores.
#[must_use]
pub fn run(plan: &Plan) -> Outcome {
    let clean = (0..plan.clean).into_par_iter().map(|index| clean_document(plan, index));
    let mutated = (0..plan.mutated).into_par_iter().map(|index| mutated_document(plan, index));
    clean.chain(mutated).reduce(Outcome::default, |left, right| left.merge(right, plan.examples))
}

fn clean_document(plan: &Plan, index: u64) -> Outcome {
    let sample = clean_sample(plan, index);
    let (report, spent) = audit(&sample);
    let mut outcome = Outcome { clean: 1, spent, slowest: (spent, index), ..Outcome::default() };
    outcome.numerals = [report.coverage.numerals, report.coverage.understood];
    for finding in &report.findings {
        match finding.severity {
            Severity::Error => {
                outcome.false_errors[0] += 1;
                outcome.examples.push(format!("误报 第{index}份: {}", describe(&sample, finding)));
            }
            Severity::Warning | Severity::Info => *outcome.remarks.entry(finding.code).or_default() += 1,
        }
    }
    outcome
}

fn audit(sample: &Sample) -> (juesuan_audit::Report, Duration) {
    let started = Instant::now();
    let report = check(&sample.document, &Options::default());
    (report, started.elapsed())
}

fn mutated_document(plan: &Plan, index: u64) -> Outcome {
    mutated_sample(plan, index).map_or_else(Outcome::default, |mutated| judge(index, &mutated))
}

/// A document with faults.
pub struct Mutated {
    /// The document.
    pub sample: Sample,
    /// Its faults.
    pub faults: Vec<Fault>,
    several: bool,
}

/// The mutated document of an index. Two of three carry one fault, the kinds in turn; the others carry two to five.
#[must_use]
pub fn mutated_sample(plan: &Plan, index: u64) -> Option<Mutated> {
    let mut rng = Rng::new(plan.seed.wrapping_add((index << 20) + 1));
    let several = index % 3 == 2 && plan.only.is_none();
    for _ in 0..20 {
        let mut sample = generate(&mut rng);
        let kinds: Vec<Kind> = if several {
            (0..rng.between(2, 5)).map(|_| *rng.pick(&Kind::NUMERIC)).collect()
        } else {
            let turn = usize::try_from(index - index / 3).unwrap_or(0);
            vec![plan.only.unwrap_or(Kind::ALL[turn % Kind::ALL.len()])]
        };
        let mut faults: Vec<Fault> = kinds.into_iter().filter_map(|kind| inject(kind, &mut sample, &mut rng)).collect();
        if several {
            faults.retain(|fault| still_contradicts(&sample, fault));
        }
        if !faults.is_empty() {
            return Some(Mutated { sample, faults, several });
        }
    }
    None
}

/// The clean document of an index.
#[must_use]
pub fn clean_sample(plan: &Plan, index: u64) -> Sample {
    generate(&mut Rng::new(plan.seed.wrapping_add(index << 20)))
}

fn judge(index: u64, mutated: &Mutated) -> Outcome {
    let Mutated { sample, faults, several } = mutated;
    let (report, spent) = audit(sample);
    let mut outcome = Outcome { mutated: 1, spent, ..Outcome::default() };
    for fault in faults {
        let owed = owed(sample, fault);
        let found: Vec<&Finding> =
            report.findings.iter().filter(|f| counts(owed, f) && about(sample, fault, f)).collect();
        let tally = if *several { &mut outcome.several } else { outcome.single.entry(fault.kind).or_default() };
        tally.injected += 1;
        tally.found += usize::from(!found.is_empty());
        tally.named += usize::from(found.iter().any(|finding| points_at(sample, fault, finding.places[0])));
        if found.is_empty() {
            outcome.examples.push(missed(index, sample, fault));
        }
    }
    for finding in report.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        outcome.errors += 1;
        let about_marks = places(finding).any(|place| sample.is_marked(place));
        if !about_marks && !faults.iter().any(|fault| about(sample, fault, finding)) && !is_structural(faults) {
            outcome.false_errors[1] += 1;
            let what: Vec<String> = faults.iter().map(|f| format!("{}→{}", f.before, f.after)).collect();
            outcome.examples.push(format!(
                "误报 第{index}份含错文档（{}）: {}",
                what.join("；"),
                describe(sample, finding)
            ));
        }
    }
    outcome
}

/// Whether a part of the document is gone, so that errors may stand anywhere.
fn is_structural(faults: &[Fault]) -> bool {
    faults.iter().any(|fault| matches!(fault.evidence, Evidence::Group(_)))
}

/// Whether a finding is severe enough for what is owed.
fn counts(owed: Expected, finding: &Finding) -> bool {
    match owed {
        Expected::Proven => finding.severity == Severity::Error,
        Expected::Noticed => true,
    }
}

fn places(finding: &Finding) -> impl Iterator<Item = Place> + '_ {
    let terms = finding.proof.iter().flat_map(|proof| proof.terms.iter().filter_map(|term| term.place));
    finding.places.iter().copied().chain(terms)
}

/// Whether a finding is about a fault.
fn about(sample: &Sample, fault: &Fault, finding: &Finding) -> bool {
    match &fault.evidence {
        Evidence::Group(group) => finding.code.starts_with(group),
        _ => places(finding).any(|place| points_at(sample, fault, place)),
    }
}

fn points_at(sample: &Sample, fault: &Fault, place: Place) -> bool {
    let at = |marks: &[usize]| marks.iter().any(|&mark| overlap(sample.marks[mark], place));
    match &fault.evidence {
        Evidence::Marks(marks) => at(marks),
        Evidence::Blocks(blocks, marks) => blocks.contains(&place.block) || at(marks),
        Evidence::Group(_) => true,
    }
}

/// The words around a place.
fn around(sample: &Sample, place: Place) -> String {
    let text = sample.document.text_of(place);
    let from = text[..place.start].char_indices().rev().nth(24).map_or(0, |(index, _)| index);
    let to = text[place.end..].char_indices().nth(16).map_or(text.len(), |(index, _)| place.end + index);
    format!(
        "块{}{}「{}⟦{}⟧{}」",
        place.block,
        place.cell.map_or(String::new(), |c| format!("格{c}")),
        &text[from..place.start],
        &text[place.start..place.end],
        &text[place.end..to]
    )
}

/// A finding in one line: code, message, its places.
#[must_use]
pub fn describe(sample: &Sample, finding: &Finding) -> String {
    let quotes: Vec<String> = finding.places.iter().take(4).map(|&place| around(sample, place)).collect();
    format!("{} {} | {}", finding.code, finding.message, quotes.join(" "))
}

fn missed(index: u64, sample: &Sample, fault: &Fault) -> String {
    let place = match &fault.evidence {
        Evidence::Marks(marks) | Evidence::Blocks(_, marks) => {
            marks.first().map(|&mark| around(sample, sample.marks[mark]))
        }
        Evidence::Group(_) => None,
    };
    format!("漏报 第{index}份 {}: {} → {} {}", fault.kind.name(), fault.before, fault.after, place.unwrap_or_default())
}

impl Outcome {
    fn merge(mut self, other: Self, examples: usize) -> Self {
        self.clean += other.clean;
        self.mutated += other.mutated;
        for (kind, tally) in other.single {
            self.single.entry(kind).or_default().add(tally);
        }
        self.several.add(other.several);
        self.errors += other.errors;
        for (code, count) in other.remarks {
            *self.remarks.entry(code).or_default() += count;
        }
        self.slowest = self.slowest.max(other.slowest);
        for index in 0..2 {
            self.false_errors[index] += other.false_errors[index];
            self.numerals[index] += other.numerals[index];
        }
        self.spent += other.spent;
        self.examples.extend(other.examples);
        self.examples.truncate(examples);
        self
    }
}

impl Tally {
    const fn add(&mut self, other: Self) {
        self.injected += other.injected;
        self.found += other.found;
        self.named += other.named;
    }
}
