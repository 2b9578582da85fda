use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Ledger, Part, Stand, Subject};
use crate::{
    books::{Books, Source},
    catalogue::lineage,
};

const PARTS: [Part; 7] =
    [Part::Opening, Part::Income, Part::Spending, Part::Basic, Part::Project, Part::Closing, Part::Budget];

impl Ledger {
    /// All quantities and laws of a unit's books.
    #[must_use]
    pub fn of(books: &Books) -> Self {
        let mut ledger = Self::default();
        ledger.enter_items(books);
        ledger.enter_tree(books);
        ledger.enter_totals(books);
        ledger.enter_basic(books);
        ledger.enter_fees(books);
        ledger.enter_changes(books);
        ledger.enter_activity(books);
        ledger.enter_performance(books);
        ledger
    }

    /// Adds every item's flows to its own lines, its 款, its 类 and the totals.
    fn enter_items(&mut self, books: &Books) {
        for item in &books.items {
            for code in lineage(item.code).into_iter().chain([0]) {
                for source in Source::ALL {
                    let flow = item.flow(source);
                    let column = (source as u8).saturating_sub(1);
                    let column = if (source as u8) < 3 { 1 } else { column };
                    self.add(Key::Income(code, column), flow.income);
                    self.add(Key::Income(code, 0), flow.income);
                    let kinds = [flow.basic, flow.project, flow.upward, flow.operating, flow.subsidy];
                    for (column, amount) in (1u8..).zip(kinds) {
                        self.add(Key::Spend(code, column), amount);
                    }
                    self.add(Key::Spend(code, 0), flow.spending());
                }
                for source in Source::FISCAL {
                    let flow = item.flow(source);
                    let budget = if item.home == source { item.budget } else { 0 };
                    let amounts =
                        [flow.opening, flow.income, flow.spending(), flow.basic, flow.project, flow.closing, budget];
                    for (part, amount) in PARTS.into_iter().zip(amounts) {
                        self.add(Key::Of(source, code, part), amount);
                        self.add(Key::Fiscal(code, part), amount);
                    }
                }
            }
        }
    }

    /// The laws of rows and columns over the tree of codes.
    fn enter_tree(&mut self, books: &Books) {
        let mut children: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for item in &books.items {
            let codes = lineage(item.code);
            for pair in codes.windows(2) {
                children.entry(pair[1]).or_default().insert(pair[0]);
            }
            children.entry(0).or_default().insert(item.code / 10_000);
        }
        let mut all: BTreeSet<u32> = children.keys().copied().collect();
        all.extend(children.values().flatten());
        for &code in &all {
            self.enter_row(code);
            let Some(below) = children.get(&code) else { continue };
            for column in 0..=6 {
                self.sum(Key::Income(code, column), below.iter().map(|&c| Key::Income(c, column)));
            }
            for column in 0..=5 {
                self.sum(Key::Spend(code, column), below.iter().map(|&c| Key::Spend(c, column)));
            }
            for part in PARTS {
                self.sum(Key::Fiscal(code, part), below.iter().map(|&c| Key::Fiscal(c, part)));
                for source in Source::FISCAL {
                    self.sum(Key::Of(source, code, part), below.iter().map(|&c| Key::Of(source, c, part)));
                }
            }
        }
    }

    /// The laws across one row of every table, and between the tables at that row.
    fn enter_row(&mut self, code: u32) {
        self.sum(Key::Income(code, 0), (1..=6).map(|column| Key::Income(code, column)));
        self.sum(Key::Spend(code, 0), (1..=5).map(|column| Key::Spend(code, column)));
        for part in PARTS {
            self.sum(Key::Fiscal(code, part), Source::FISCAL.map(|source| Key::Of(source, code, part)));
        }
        for source in Source::FISCAL {
            let of = |part| Key::Of(source, code, part);
            self.sum(of(Part::Spending), [of(Part::Basic), of(Part::Project)]);
            self.law(
                vec![(of(Part::Opening), 1), (of(Part::Income), 1), (of(Part::Spending), -1), (of(Part::Closing), -1)],
                true,
            );
        }
        self.equal(Key::Income(code, 1), Key::Fiscal(code, Part::Income));
        self.at_most(Key::Fiscal(code, Part::Spending), Key::Spend(code, 0));
        self.at_most(Key::Fiscal(code, Part::Basic), Key::Spend(code, 1));
        self.at_most(Key::Fiscal(code, Part::Project), Key::Spend(code, 2));
        for source in Source::FISCAL {
            self.at_most(Key::Of(source, code, Part::Spending), Key::Spend(code, 0));
            self.at_most(Key::Of(source, code, Part::Basic), Key::Spend(code, 1));
            self.at_most(Key::Of(source, code, Part::Project), Key::Spend(code, 2));
        }
    }

    /// 公开01表 and 公开04表: balances and grand totals.
    fn enter_totals(&mut self, books: &Books) {
        for source in Source::ALL {
            self.add(Key::Balance(0), books.sum(source, |f| f.used));
            self.add(Key::Balance(1), books.sum(source, |f| f.opening));
            self.add(Key::Balance(2), books.sum(source, |f| f.distributed));
            self.add(Key::Balance(3), books.sum(source, |f| f.closing));
        }
        self.set(Key::Balance(4), books.grand_total());
        self.sum(Key::Balance(4), [Key::Income(0, 0), Key::Balance(0), Key::Balance(1)]);
        self.sum(Key::Balance(4), [Key::Spend(0, 0), Key::Balance(2), Key::Balance(3)]);
        self.set(Key::Fiscal(0, Part::Grand), books.fiscal_total());
        self.sum(Key::Fiscal(0, Part::Grand), [Part::Income, Part::Opening].map(|p| Key::Fiscal(0, p)));
        self.sum(Key::Fiscal(0, Part::Grand), [Part::Spending, Part::Closing].map(|p| Key::Fiscal(0, p)));
        for source in Source::FISCAL {
            let of = |part| Key::Of(source, 0, part);
            self.set(of(Part::Grand), books.sum(source, |f| f.opening + f.income));
            self.sum(of(Part::Grand), [of(Part::Income), of(Part::Opening)]);
            self.sum(of(Part::Grand), [of(Part::Spending), of(Part::Closing)]);
        }
        self.at_most(Key::Fiscal(0, Part::Opening), Key::Balance(1));
        self.at_most(Key::Fiscal(0, Part::Closing), Key::Balance(3));
    }

    /// 公开06表
    fn enter_basic(&mut self, books: &Books) {
        let mut classes: BTreeMap<u32, Vec<Key>> = [301, 302, 303, 310].map(|class| (class, Vec::new())).into();
        for (&code, &amount) in &books.economic {
            self.set(Key::Economic(code), amount);
            self.add(Key::Economic(code / 100), amount);
            self.add(if matches!(code / 100, 301 | 303) { Key::Personnel } else { Key::Public }, amount);
            classes.entry(code / 100).or_default().push(Key::Economic(code));
        }
        for (class, parts) in classes {
            self.sum(Key::Economic(class), parts);
        }
        self.sum(Key::Personnel, [301, 303].map(Key::Economic));
        self.sum(Key::Public, [302, 310].map(Key::Economic));
        self.sum(Key::Of(Source::General, 0, Part::Basic), [Key::Personnel, Key::Public]);
    }

    /// 公开09表
    fn enter_fees(&mut self, books: &Books) {
        for (line, fee) in [1u8, 3, 4, 5].into_iter().zip(books.fees) {
            for above in [Some(line), matches!(line, 3 | 4).then_some(2), Some(0)].into_iter().flatten() {
                self.add(Key::Fee(above, Stand::Budget), fee.budget);
                self.add(Key::Fee(above, Stand::Actual), fee.actual);
                self.add(Key::Prior(Subject::Fee(above)), fee.prior);
            }
        }
        for stand in [Stand::Budget, Stand::Actual] {
            self.sum(Key::Fee(0, stand), [1, 2, 5].map(|line| Key::Fee(line, stand)));
            self.sum(Key::Fee(2, stand), [3, 4].map(|line| Key::Fee(line, stand)));
        }
        self.sum(Key::Prior(Subject::Fee(0)), [1, 2, 5].map(|line| Key::Prior(Subject::Fee(line))));
        self.sum(Key::Prior(Subject::Fee(2)), [3, 4].map(|line| Key::Prior(Subject::Fee(line))));
        for (line, code) in [(1, 30212), (3, 31013), (4, 30231), (5, 30217)] {
            self.at_most(Key::Economic(code), Key::Fee(line, Stand::Actual));
        }
    }

    /// Changes on last year: `now − prior = ± change`.
    fn enter_changes(&mut self, books: &Books) {
        self.set(Key::Agency, books.agency);
        self.at_most(Key::Agency, Key::Public);
        let subjects = [Subject::Total, Subject::Fiscal, Subject::General, Subject::Agency];
        for (subject, amount) in subjects.into_iter().zip(books.prior) {
            self.set(Key::Prior(subject), amount);
        }
        for subject in subjects.into_iter().chain((0..=5).map(Subject::Fee)) {
            let now = subject.now();
            let change = self.value(now) - self.value(Key::Prior(subject));
            self.set(Key::Change(subject), i64::try_from(change.abs()).unwrap_or(i64::MAX));
            let sign = if change < 0 { 1 } else { -1 };
            self.law(vec![(now, 1), (Key::Prior(subject), -1), (Key::Change(subject), sign)], true);
        }
        self.signed_changes(0, &[1, 2, 5]);
        self.signed_changes(2, &[3, 4]);
    }

    /// The changes of the parts add up to that of the whole, each with its sign.
    fn signed_changes(&mut self, whole: u8, parts: &[u8]) {
        let signed = |ledger: &Self, line: u8| {
            let subject = Subject::Fee(line);
            let down = ledger.value(subject.now()) < ledger.value(Key::Prior(subject));
            (Key::Change(subject), if down { -1 } else { 1 })
        };
        let (key, sign) = signed(self, whole);
        let mut terms = vec![(key, -sign)];
        terms.extend(parts.iter().map(|&line| signed(self, line)));
        self.law(terms, true);
    }

    /// Meetings, procurement, vehicles and counts.
    fn enter_activity(&mut self, books: &Books) {
        for (index, amount) in (0u8..).zip(books.meetings) {
            self.set(Key::Meeting(index), amount);
        }
        let buying = &books.procurement;
        for (index, (spent, small)) in (1u8..).zip(buying.spent.into_iter().zip(buying.small)) {
            for (key, amount) in [(index, spent), (0, spent), (index + 4, small), (4, small)] {
                self.add(Key::Procurement(key), amount);
            }
            self.at_most(Key::Procurement(index + 4), Key::Procurement(index));
        }
        self.set(Key::Procurement(8), buying.micro);
        self.sum(Key::Procurement(0), [1, 2, 3].map(Key::Procurement));
        self.sum(Key::Procurement(4), [5, 6, 7].map(Key::Procurement));
        self.at_most(Key::Procurement(4), Key::Procurement(0));
        self.at_most(Key::Procurement(8), Key::Procurement(4));
        for (index, count) in (1u8..).zip(books.vehicles) {
            self.set(Key::Vehicles(index), count);
            self.add(Key::Vehicles(0), count);
        }
        self.sum(Key::Vehicles(0), (1..=8).map(Key::Vehicles));
        self.set(Key::Equipment, books.equipment);
        for (index, count) in (0u8..).zip(books.trips) {
            self.set(Key::Trip(index), count);
        }
    }

    /// Scores and counts of projects.
    fn enter_performance(&mut self, books: &Books) {
        let performance = &books.performance;
        for (index, &(_, weight, score)) in (1u8..).zip(&performance.scores) {
            for (key, amount) in [
                (Key::Weight(index), weight),
                (Key::Weight(0), weight),
                (Key::Score(index), score),
                (Key::Score(0), score),
                (Key::Lost(index), weight - score),
            ] {
                self.add(key, amount);
            }
            self.sum(Key::Weight(index), [Key::Score(index), Key::Lost(index)]);
        }
        let count = u8::try_from(performance.scores.len()).unwrap_or(0);
        self.sum(Key::Weight(0), (1..=count).map(Key::Weight));
        self.sum(Key::Score(0), (1..=count).map(Key::Score));
        for (index, (number, money)) in (0u8..).zip(performance.projects) {
            self.set(Key::Projects(index), number);
            self.set(Key::ProjectMoney(index), money);
        }
        for (index, number) in (0u8..).zip(performance.grades) {
            self.set(Key::Grade(index), number);
        }
        self.sum(Key::Projects(2), (0..4).map(Key::Grade));
        self.at_most(Key::Projects(2), Key::Projects(0));
        self.set(Key::Average, performance.average);
        for (index, number) in (0u8..).zip(performance.problems) {
            self.set(Key::Problems(index), number);
        }
        self.sum(Key::Problems(0), [1, 2].map(Key::Problems));
    }
}

impl Subject {
    /// This year's amount.
    #[must_use]
    pub const fn now(self) -> Key {
        match self {
            Self::Total => Key::Balance(4),
            Self::Fiscal => Key::Fiscal(0, Part::Grand),
            Self::General => Key::Of(Source::General, 0, Part::Spending),
            Self::Agency => Key::Agency,
            Self::Fee(line) => Key::Fee(line, Stand::Actual),
        }
    }
}
