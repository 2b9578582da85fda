use juesuan_amount::Fen;
use rustc_hash::FxHashMap;

use crate::columns::Choice;
use crate::import::{Fault, Journal, Spot};
use crate::record::{budget, payment};
use crate::{Fund, Nature, Record};

/// 指标: what is paid under a budget line, refunds deducted, is no more than the line holds after all its changes; and
/// unit, fund, function, nature and project of a line are always the same.
#[derive(Default)]
pub(super) struct Availability {
    numbers: FxHashMap<String, usize>,
    lines: Vec<Line>,
}

/// A budget line as its records describe it.
struct Line {
    id: String,
    /// What it is for, as the first record says.
    purpose: Purpose,
    project: String,
    first: Spot,
    /// Whether there is a budget for it, not only payments.
    budgeted: bool,
    available: Fen,
    spent: Fen,
    /// The last payment.
    paid: Option<Spot>,
}

/// What all records of a line have in common, beside the project.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Purpose {
    unit: u32,
    fund: Fund,
    function: u32,
    nature: Nature,
}

/// A record of a line.
struct Entry<'a> {
    id: &'a str,
    purpose: Purpose,
    project: &'a str,
    is_payment: bool,
    amount: Fen,
}

impl<'a> Entry<'a> {
    fn of(record: &Record<'a>, unit: u32) -> Option<Self> {
        Some(match record {
            Record::Payment(p) => Self {
                id: p.line,
                purpose: Purpose { unit, fund: p.fund, function: p.function, nature: p.nature },
                project: p.project,
                is_payment: true,
                amount: p.amount,
            },
            Record::Budget(b) => Self {
                id: b.line,
                purpose: Purpose { unit, fund: b.fund, function: b.function, nature: b.nature },
                project: b.project,
                is_payment: false,
                amount: b.amount,
            },
            _ => return None,
        })
    }
}

/// Fiscal appropriation is paid under a budget line.
pub(super) fn named(record: &Record<'_>) -> Option<Fault> {
    let Record::Payment(payment) = record else { return None };
    (payment.line.is_empty() && payment.fund.is_fiscal()).then(|| Fault {
        rule: "line-missing",
        column: Some(payment::LINE),
        wrong: format!("{}的支付没有指标编号", payment.fund.label()),
        remedy: "请填写支付所用指标的编号，与“预算指标”表一致".to_owned(),
    })
}

impl Availability {
    /// Adds a record to its line; a difference from the line is noted where there is a journal for it.
    pub(super) fn see(&mut self, record: &Record<'_>, unit: u32, spot: Spot, journal: Option<&mut Journal>) {
        let Some(entry) = Entry::of(record, unit).filter(|entry| !entry.id.is_empty()) else { return };
        let number = match self.numbers.get(entry.id) {
            Some(&number) => number,
            None => self.open(&entry, spot),
        };
        let line = &mut self.lines[number];
        if entry.is_payment {
            line.spent += entry.amount;
            line.paid = Some(spot);
        } else {
            line.available += entry.amount;
            line.budgeted = true;
        }
        if line.project.is_empty() && !entry.project.is_empty() {
            entry.project.clone_into(&mut line.project);
        }
        if let Some((journal, (column, what))) = journal.zip(line.differs(&entry)) {
            let first = journal.words(line.first);
            let wrong = format!("{what}与指标“{}”的不一致（见{first}）", line.id);
            let remedy = "同一指标的单位、资金、功能科目、支出性质和项目应相同，请改正".to_owned();
            journal.note(spot, || Fault { rule: "line-differs", column: Some(column), wrong, remedy });
        }
    }

    fn open(&mut self, entry: &Entry<'_>, first: Spot) -> usize {
        let number = self.lines.len();
        self.numbers.insert(entry.id.to_owned(), number);
        self.lines.push(Line {
            id: entry.id.to_owned(),
            purpose: entry.purpose,
            project: entry.project.to_owned(),
            first,
            budgeted: false,
            available: Fen::ZERO,
            spent: Fen::ZERO,
            paid: None,
        });
        number
    }

    /// Lines without a budget, and lines that are overdrawn.
    pub(super) fn close(&self) -> Vec<(Spot, Fault)> {
        self.lines.iter().filter_map(Line::fault).collect()
    }
}

impl Line {
    /// What a record says otherwise than the line's first one: its column and name.
    fn differs(&self, entry: &Entry<'_>) -> Option<(usize, &'static str)> {
        let (own, other) = (&self.purpose, &entry.purpose);
        let column = |of_payment, of_budget| if entry.is_payment { of_payment } else { of_budget };
        if own.unit != other.unit {
            return Some((column(payment::UNIT, budget::UNIT), "单位"));
        }
        if own.fund != other.fund {
            return Some((column(payment::FUND, budget::FUND), "资金性质"));
        }
        if own.function != other.function {
            return Some((column(payment::FUNCTION, budget::FUNCTION), "功能科目"));
        }
        if own.nature != other.nature {
            return Some((column(payment::NATURE, budget::NATURE), "支出性质"));
        }
        let project = !entry.project.is_empty() && self.project != entry.project;
        project.then_some((column(payment::PROJECT, budget::PROJECT), "项目代码"))
    }

    fn fault(&self) -> Option<(Spot, Fault)> {
        let (id, available, spent) = (&self.id, self.available, self.spent);
        match self.paid {
            Some(_) if !self.budgeted => {
                let fault = Fault {
                    rule: "line-unknown",
                    column: Some(payment::LINE),
                    wrong: format!("指标“{id}”不在预算指标表中"),
                    remedy: "请补上这条指标的年初预算或追加，或改正指标编号".to_owned(),
                };
                Some((self.first, fault))
            }
            Some(paid) if spent > available => {
                let over = spent - available;
                let fault = Fault {
                    rule: "budget-exceeded",
                    column: Some(payment::AMOUNT),
                    wrong: format!("指标“{id}”可用 {available} 元，已支付（减退款）{spent} 元，超出 {over} 元"),
                    remedy: "请核对支付金额和指标编号，或补上追加、调入的指标".to_owned(),
                };
                Some((paid, fault))
            }
            None if available < Fen::ZERO => {
                let fault = Fault {
                    rule: "budget-negative",
                    column: Some(budget::AMOUNT),
                    wrong: format!("指标“{id}”调减后为 {available} 元"),
                    remedy: "追减、调出和收回合计不能超过原有指标，请核对".to_owned(),
                };
                Some((self.first, fault))
            }
            _ => None,
        }
    }
}
