//! Problems as honest documents would pose them: hidden exact amounts, printed with rounding.

use juesuan_amount::{Decimal, Interval, Money, MoneyUnit, Percent, Ratio};

use crate::proof::{Observation, Problem, Statement};

/// A small reproducible source of numbers (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// An amount of a random size up to `10^digits` 分, now and then zero.
    fn amount(&mut self, digits: u32) -> i128 {
        let digits = self.below(u64::from(digits)) as u32 + 1;
        if self.once_in(8) { 0 } else { i128::from(self.below(10u64.pow(digits))) }
    }
}

/// A problem under construction with the hidden amounts behind it.
pub struct Sample {
    /// What the engine sees.
    pub problem: Problem,
    /// The exact amounts.
    pub hidden: Vec<i128>,
    /// How the document prints amounts.
    unit: MoneyUnit,
    scale: u32,
}

impl Sample {
    /// An empty document that prints amounts in a unit with a number of decimals.
    pub fn new(unit: MoneyUnit, scale: u32) -> Self {
        Self { problem: Problem::default(), hidden: Vec::new(), unit, scale }
    }

    /// A hidden amount that is not printed.
    pub fn quantity(&mut self, amount: i128) -> usize {
        self.hidden.push(amount);
        self.problem.nonnegative.push(amount >= 0);
        self.hidden.len() - 1
    }

    /// Prints a quantity, dropping trailing zeros if `trimmed`; says which observation it is.
    pub fn print(&mut self, quantity: usize, trimmed: bool) -> usize {
        let mut money = Money::round(self.hidden[quantity], self.unit, self.scale);
        if trimmed {
            money.value = money.value.trimmed();
        }
        let (own, strict) = (money.interval(), money.interval_at(self.scale));
        self.problem.observations.push(Observation::Quantity { quantity, own, strict, suspicion: 0 });
        self.problem.observations.len() - 1
    }

    /// A printed quantity.
    pub fn printed(&mut self, amount: i128) -> usize {
        let quantity = self.quantity(amount);
        self.print(quantity, false);
        quantity
    }

    /// `total = Σ items`, with the total as a new quantity.
    pub fn total(&mut self, items: &[usize]) -> usize {
        let total = self.quantity(items.iter().map(|&item| self.hidden[item]).sum());
        self.sum(total, items);
        total
    }

    /// `total = Σ items`.
    pub fn sum(&mut self, total: usize, items: &[usize]) {
        let terms = std::iter::once((total, -1)).chain(items.iter().map(|&item| (item, 1))).collect();
        self.problem.statements.push(Statement::Linear { terms, lo: Some(0), hi: Some(0) });
    }

    /// `smaller ≤ larger`.
    pub fn at_most(&mut self, smaller: usize, larger: usize) {
        let terms = vec![(smaller, 1), (larger, -1)];
        self.problem.statements.push(Statement::Linear { terms, lo: None, hi: Some(0) });
    }

    /// A printed percentage with two decimals of `Σ part / Σ whole`; of a zero whole it may say anything.
    pub fn percentage(&mut self, part: Vec<(usize, i128)>, whole: Vec<(usize, i128)>, trimmed: bool) -> usize {
        let value = |terms: &[(usize, i128)]| terms.iter().map(|&(q, c)| c * self.hidden[q]).sum::<i128>();
        let mut percent = Percent::of(value(&part), value(&whole), 2).unwrap_or(Percent(Decimal::new(1234, 2)));
        if trimmed {
            percent.0 = percent.0.trimmed();
        }
        let percentage = self.problem.observations.len();
        let (own, strict) = (percent.ratio(), percent.ratio_at(2));
        self.problem.observations.push(Observation::Percentage { own, strict, suspicion: 0 });
        self.problem.statements.push(Statement::Ratio { part, whole, percentage });
        percentage
    }

    /// Moves what an observation says by `by` printed units of its last place.
    pub fn corrupt(&mut self, observation: usize, by: i128) {
        let ulp = self.unit.fen() / 10i128.pow(self.scale);
        let moved = |interval: Interval| Interval::new(interval.lo + by * ulp, interval.hi + by * ulp);
        match &mut self.problem.observations[observation] {
            Observation::Quantity { own, strict, .. } => (*own, *strict) = (moved(*own), moved(*strict)),
            Observation::Percentage { own, strict, .. } => {
                let moved = |ratio: Ratio| {
                    let shift = by * ratio.den / 10_000;
                    Ratio { lo: ratio.lo + shift, hi: ratio.hi + shift, den: ratio.den }
                };
                (*own, *strict) = (moved(*own), moved(*strict));
            }
        }
    }
}

/// A table of `items` in groups by `columns`: every group and the whole has a total, and every line has one. Returns the
/// cells line by line, each line's total first; the last line is the grand total.
pub fn table(sample: &mut Sample, dice: &mut Dice, items: usize, columns: usize, digits: u32) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    let mut subtotals: Vec<usize> = Vec::new();
    let mut group: Vec<usize> = Vec::new();
    for item in 0..items {
        let cells: Vec<usize> = (0..columns).map(|_| dice.amount(digits)).map(|a| sample.quantity(a)).collect();
        let total = sample.total(&cells);
        lines.push(std::iter::once(total).chain(cells).collect());
        group.push(lines.len() - 1);
        if item + 1 == items || dice.once_in(4) {
            subtotals.push(add_up(sample, &mut lines, &group));
            group.clear();
        }
    }
    add_up(sample, &mut lines, &subtotals);
    for &cell in lines.iter().flatten() {
        let trimmed = dice.once_in(2);
        sample.print(cell, trimmed);
    }
    lines
}

/// Adds the line that is the sum of others, and says which it is.
fn add_up(sample: &mut Sample, lines: &mut Vec<Vec<usize>>, parts: &[usize]) -> usize {
    let width = lines[parts[0]].len();
    let sums: Vec<usize> = (0..width)
        .map(|column| sample.total(&parts.iter().map(|&part| lines[part][column]).collect::<Vec<_>>()))
        .collect();
    sample.sum(sums[0], &sums[1..]);
    lines.push(sums);
    lines.len() - 1
}

/// A document: two tables of the same total, figures repeated in the text, shares, growth on unprinted amounts of last
/// year, and amounts that are at most others.
pub fn document(dice: &mut Dice, items: usize, columns: usize) -> Sample {
    let units =
        [(MoneyUnit::Wan, 2), (MoneyUnit::Yuan, 2), (MoneyUnit::Yuan, 0), (MoneyUnit::Yi, 4), (MoneyUnit::Wan, 0)];
    let (unit, scale) = units[dice.below(units.len() as u64) as usize];
    let mut sample = Sample::new(unit, scale);
    let lines = table(&mut sample, dice, items, columns, 14);
    let grand = *lines.last().unwrap().first().unwrap();
    for line in &lines {
        if dice.once_in(2) {
            let trimmed = dice.once_in(2);
            sample.print(line[0], trimmed);
            sample.percentage(vec![(line[0], 1)], vec![(grand, 1)], trimmed);
        }
        sample.at_most(line[1], line[0]);
        if dice.once_in(3) {
            growth(&mut sample, dice, line[0]);
        }
    }
    // The grand total again as a sum of other parts, equal to the first.
    let split = dice.below(sample.hidden[grand].unsigned_abs() as u64 + 1) as i128;
    let parts = [sample.printed(split), sample.printed(sample.hidden[grand] - split)];
    let again = sample.total(&parts);
    sample.print(again, false);
    sample.sum(again, &[grand]);
    sample
}

/// `this year − last year = difference` and `difference / last year`, with last year's amount unprinted.
fn growth(sample: &mut Sample, dice: &mut Dice, this_year: usize) {
    let last_year = sample.quantity(dice.amount(14));
    let difference = sample.printed(sample.hidden[this_year] - sample.hidden[last_year]);
    sample.sum(this_year, &[last_year, difference]);
    if sample.hidden[last_year] == 0 && sample.hidden[difference] != 0 {
        return;
    }
    sample.percentage(vec![(difference, 1)], vec![(last_year, 1)], false);
}
