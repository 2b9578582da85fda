use juesuan_books::{Fund, Line, Nature, Record};
use rustc_hash::FxHashMap;

/// What an account (账户) is: the finest classification that any figure or any control tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Key<'a> {
    pub unit: &'a str,
    pub fund: Option<Fund>,
    pub function: u32,
    pub nature: Option<Nature>,
    pub economic: u32,
    pub budget_line: &'a str,
    pub project: &'a str,
}

impl<'a> Key<'a> {
    /// The account on which a record stands.
    pub fn of(record: &Record<'a>) -> Self {
        match *record {
            Record::Payment(p) => Self {
                unit: p.unit,
                fund: Some(p.fund),
                function: p.function,
                nature: Some(p.nature),
                economic: p.economic,
                budget_line: p.line,
                project: p.project,
            },
            Record::Budget(b) => Self {
                unit: b.unit,
                fund: Some(b.fund),
                function: b.function,
                nature: Some(b.nature),
                economic: b.economic,
                budget_line: b.line,
                project: b.project,
            },
            Record::Receipt(r) => Self { unit: r.unit, fund: Some(r.fund), function: r.function, ..Self::default() },
            Record::Balance(b) => Self { unit: b.unit, fund: Some(b.fund), function: b.function, ..Self::default() },
            ref other => Self { unit: other.unit(), ..Self::default() },
        }
    }

    /// Writes it such that different keys are different bytes.
    fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.clear();
        bytes.extend(self.function.to_le_bytes());
        bytes.extend(self.economic.to_le_bytes());
        bytes.push(self.fund.map_or(u8::MAX, |fund| fund as u8));
        bytes.push(self.nature.map_or(u8::MAX, |nature| nature as u8));
        for text in [self.unit, self.budget_line, self.project] {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
    }
}

/// An account as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub id: u32,
    pub unit: String,
    pub fund: Option<Fund>,
    pub function: u32,
    pub nature: Option<Nature>,
    pub economic: u32,
    pub budget_line: String,
    pub project: String,
}

impl Account {
    /// What stands for an account that is gone.
    pub fn missing(id: u32) -> Self {
        let (unit, budget_line, project) = Default::default();
        Self { id, unit, fund: None, function: 0, nature: None, economic: 0, budget_line, project }
    }

    /// What it is.
    pub fn key(&self) -> Key<'_> {
        Key {
            unit: &self.unit,
            fund: self.fund,
            function: self.function,
            nature: self.nature,
            economic: self.economic,
            budget_line: &self.budget_line,
            project: &self.project,
        }
    }

    /// Its line of classification in books that number its unit so; none for accounts without money.
    pub fn line(&self, unit: u16) -> Option<Line> {
        let (function, nature, economic) = (self.function, self.nature, self.economic);
        self.fund.map(|fund| Line { unit, fund, function, nature, economic })
    }

    /// What a digest says of it, so that its records cannot be moved to another classification unnoticed.
    pub fn words(&self, year: u16) -> String {
        format!(
            "{year}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}",
            self.unit,
            self.fund.map_or("", Fund::id),
            self.function,
            self.nature.map_or("", Nature::name),
            self.economic,
            self.budget_line,
            self.project
        )
    }
}

/// The accounts of a year, old and new.
#[derive(Debug, Default)]
pub(crate) struct Accounts {
    all: Vec<Account>,
    /// Encoded key to its place in `all`.
    places: FxHashMap<Box<[u8]>, u32>,
    encoded: Vec<u8>,
    /// The id of the next new account.
    next: u32,
    /// How many are in the database.
    stored: usize,
}

impl Accounts {
    /// Those that the database has; `next` is the first id that no account of any year has.
    pub fn new(all: Vec<Account>, next: u32) -> Self {
        let mut accounts = Self { stored: all.len(), next, ..Self::default() };
        for (account, place) in all.iter().zip(0..) {
            let mut encoded = Vec::new();
            account.key().encode(&mut encoded);
            accounts.places.insert(encoded.into(), place);
        }
        accounts.all = all;
        accounts
    }

    /// The place of the account of a key, which is opened if need be.
    pub fn place(&mut self, key: &Key<'_>) -> u32 {
        key.encode(&mut self.encoded);
        if let Some(&place) = self.places.get(self.encoded.as_slice()) {
            return place;
        }
        let place = self.all.len() as u32;
        self.places.insert(self.encoded.as_slice().into(), place);
        self.all.push(Account {
            id: self.next,
            unit: key.unit.to_owned(),
            fund: key.fund,
            function: key.function,
            nature: key.nature,
            economic: key.economic,
            budget_line: key.budget_line.to_owned(),
            project: key.project.to_owned(),
        });
        self.next += 1;
        place
    }

    /// The account at a place.
    pub fn at(&self, place: u32) -> &Account {
        &self.all[place as usize]
    }

    /// Those that are not in the database yet; from now on they count as being there.
    pub fn take_new(&mut self) -> Vec<Account> {
        let new = self.all[self.stored..].to_vec();
        self.stored = self.all.len();
        new
    }
}
