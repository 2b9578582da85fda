use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use juesuan_amount::Decimal;

use crate::understand::{Facts, Figure, Measure, Period, STATED, Value};

/// The printed figures of a document by area and row, and the levels of codes in each area.
pub(super) struct Index<'a> {
    areas: HashMap<&'a str, Area<'a>>,
}

/// One table or section.
#[derive(Default)]
pub(super) struct Area<'a> {
    /// Rows in order of appearance.
    pub(super) order: Vec<&'a str>,
    rows: HashMap<&'a str, Row<'a>>,
    /// Codes one level below a code, or below `total`.
    children: HashMap<&'a str, Vec<&'a str>>,
    /// Codes whose level below is not clear, because a code in it is printed twice.
    unclear: HashSet<&'a str>,
    /// Whether a cell could not be understood, so that a missing figure may be there after all.
    pub(super) torn: bool,
    /// Rows with an amount that is printed without its unit, so that what is missing may be there after all.
    bare: HashSet<&'a str>,
    /// Whether rows that the form does not have hold figures.
    foreign_rows: bool,
    /// Whether the section states amounts of subjects that the form does not have as parts: with a budget or a share.
    foreign_amounts: bool,
    /// Whether it states amounts of them at all.
    foreign_facts: bool,
    /// The units in which it counts what the form does not have.
    foreign_units: HashSet<&'a str>,
}

/// One row.
#[derive(Default)]
pub(super) struct Row<'a> {
    /// Its name as printed.
    pub(super) subject: &'a str,
    /// What is printed of it.
    pub(super) measures: Vec<(&'a Measure, Period)>,
    /// Whether columns that the form does not have hold figures.
    pub(super) foreign_columns: bool,
}

impl<'a> Index<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let mut areas: HashMap<&str, Area<'_>> = HashMap::default();
        let mut blocks: HashMap<usize, &str> = HashMap::default();
        for figure in &facts.figures {
            let Some(key) = &figure.key else { continue };
            let area = areas.entry(&key.area).or_default();
            area.add(figure, &key.row, &key.measure, key.period);
            if matches!(key.measure, Measure::Column(_)) {
                blocks.insert(figure.place.block, &key.area);
            }
        }
        for figure in facts.figures.iter().filter(|figure| figure.key.is_none()) {
            if let Some(area) = blocks.get(&figure.place.block).and_then(|name| areas.get_mut(name)) {
                area.torn = true;
            }
        }
        for (area, row) in &facts.bare {
            areas.entry(area).or_default().bare.insert(row);
        }
        areas.values_mut().for_each(Area::settle);
        Self { areas }
    }

    pub(super) fn area(&self, name: &str) -> Option<&Area<'a>> {
        self.areas.get(name)
    }

    /// What distinguishes the sets of tables that a document prints: nothing for the first, `@2` for the second, ….
    pub(super) fn sets(&self) -> Vec<&'a str> {
        let mut sets: Vec<&str> = self.areas.keys().filter_map(|name| name.find('@').map(|at| &name[at..])).collect();
        sets.push("");
        sets.sort_unstable();
        sets.dedup();
        sets
    }
}

impl<'a> Area<'a> {
    fn add(&mut self, figure: &'a Figure, name: &'a str, measure: &'a Measure, period: Period) {
        let row = self.rows.entry(name).or_insert_with(|| {
            self.order.push(name);
            Row { subject: &figure.subject, ..Row::default() }
        });
        row.measures.push((measure, period));
        let is_foreign_row = (name.contains(':') && !name.contains(":其中")) || name.contains('#');
        if is_nonzero(figure.value) {
            row.foreign_columns |= matches!(measure, Measure::Column(column) if column.starts_with("name:"));
            self.foreign_rows |= is_foreign_row && !name.starts_with(|c: char| c.is_ascii_digit());
            if name.starts_with(STATED) {
                self.add_unlisted(figure, measure, period);
            }
        }
    }

    fn add_unlisted(&mut self, figure: &'a Figure, measure: &Measure, period: Period) {
        match (measure, figure.value) {
            // 上年结转 is money of this year too.
            (_, Value::Money(_)) if period == Period::Prior => self.foreign_facts = true,
            _ if period == Period::Prior => {}
            (Measure::Actual | Measure::Budget | Measure::Share, _) => self.foreign_amounts = true,
            (Measure::Fact, Value::Money(_)) => {
                self.foreign_facts = true;
                // An item that the chart does not have under these names.
                self.foreign_amounts |= ["类)", "款)", "项)"].iter().any(|mark| figure.subject.contains(mark));
            }
            (Measure::Fact | Measure::Count(_), Value::Number(_)) => {
                self.foreign_units.insert(&figure.unit);
            }
            _ => {}
        }
    }

    /// Whether the form may not know all the parts of a whole in this area, so that a sum of parts proves nothing.
    pub(super) fn is_open(&self, measure: &Measure) -> bool {
        match measure {
            Measure::Column(_) => self.foreign_rows || self.torn,
            Measure::Count(unit) => self.foreign_units.contains(unit.as_str()),
            // Items are described with amounts of their own; the parts of other sections are plain amounts.
            _ => self.foreign_rows || self.foreign_amounts || (self.foreign_facts && self.children.is_empty()),
        }
    }

    /// Whether what is not printed of a row is not there: in a sentence it may stand under words that the form does not
    /// know, or without its unit.
    pub(super) fn lacks(&self, row: &str, measure: &Measure) -> bool {
        !self.torn && !self.bare.contains(row) && (matches!(measure, Measure::Column(_)) || !self.is_open(measure))
    }

    /// Puts the codes in their levels.
    fn settle(&mut self) {
        let is_code = |name: &&str| matches!(name.len(), 3 | 5 | 7) && name.bytes().all(|b| b.is_ascii_digit());
        let mut codes: Vec<&str> = self.rows.keys().copied().filter(is_code).collect();
        codes.sort_unstable();
        let mut above: Vec<&str> = Vec::new();
        for code in codes {
            while above.last().is_some_and(|parent| !code.starts_with(parent)) {
                above.pop();
            }
            self.children.entry(above.last().copied().unwrap_or("total")).or_default().push(code);
            above.push(code);
        }
        let parents: HashMap<&str, &str> = self
            .children
            .iter()
            .flat_map(|(parent, children)| children.iter().map(|child| (*child, *parent)))
            .collect();
        for twice in self.rows.keys().filter_map(|name| name.split_once('#').map(|(code, _)| code)) {
            self.unclear.insert(twice);
            self.unclear.extend(parents.get(twice));
        }
    }

    pub(super) fn row(&self, name: &str) -> Option<&Row<'a>> {
        self.rows.get(name)
    }

    /// Whether a figure is printed.
    pub(super) fn prints(&self, row: &str, measure: &Measure, period: Period) -> bool {
        self.row(row).is_some_and(|row| row.measures.iter().any(|&(m, p)| m == measure && p == period))
    }

    /// The codes one level below a row whose figures are printed; a level printed without figures gives way to the one
    /// below it. None if there are no codes below, or it is not clear which.
    pub(super) fn parts(&self, parent: &str, measure: &Measure, period: Period) -> Option<Vec<&'a str>> {
        if self.unclear.contains(parent) {
            return None;
        }
        let mut parts = Vec::new();
        for child in self.children.get(parent)? {
            if self.prints(child, measure, period) {
                parts.push(*child);
            } else {
                parts.extend(self.parts(child, measure, period)?);
            }
        }
        Some(parts)
    }
}

fn is_nonzero(value: Value) -> bool {
    let digits: Decimal = match value {
        Value::Money(money) => money.value,
        Value::Percent(percent) => percent.0,
        Value::Number(number) => number,
        _ => return false,
    };
    !digits.is_zero()
}
