use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::{
    Balance, BudgetChange, ChangeKind, Date, Fund, Nature, Payment, Receipt, Record, UnitKind, UnitRecord,
};

use super::Plan;
use super::codes::Codes;
use super::rng::Rng;
use super::tree::{DISPUTE, Member};
use crate::{Error, Result, UnitId};

/// What takes the records of a unit, each with the unit on the other side of a transfer.
pub(super) type Take<'t> = dyn FnMut(&Record<'_>, Option<&UnitId>) -> Result<()> + 't;

/// A budget line (指标) and how many payments go under each economic code.
struct Purpose {
    fund: Fund,
    function: u32,
    nature: Nature,
    economics: Vec<(u32, u64)>,
    /// Amounts go up to this.
    most: i64,
}

/// A unit's records in the making.
struct Making<'m, 't> {
    plan: &'m Plan,
    members: &'m [Member],
    own: &'m Member,
    rng: Rng,
    take: &'m mut Take<'t>,
    vouchers: u32,
    receipts: u32,
    lines: u32,
    /// What was spent and received by fund and function.
    flows: BTreeMap<(Fund, u32), (Fen, Fen)>,
}

const PAYEES: [&str; 12] = [
    "示范商贸有限公司",
    "示范物业服务有限公司",
    "示范信息技术有限公司",
    "示范建筑工程有限公司",
    "国网示范供电公司",
    "示范自来水公司",
    "示范印务有限公司",
    "示范汽车维修厂",
    "示范酒店",
    "代发工资户",
    "示范会计师事务所",
    "个人",
];
const PURPOSES: [&str; 8] =
    ["日常办公", "设备购置", "运行维护", "工资福利", "委托服务", "培训会议", "工程进度款", "其他"];

/// Gives all records of one unit of a region: the unit, its payments, and then what must agree with these: budget lines
/// large enough, receipts and balances that roll over.
pub(super) fn records(plan: &Plan, codes: &Codes, members: &[Member], place: usize, take: &mut Take<'_>) -> Result<()> {
    let own = &members[place];
    let head = own.head.map(|head| members[head].id.code());
    take(&Record::Unit(UnitRecord { unit: own.id.code(), name: &own.name, parent: head, unit_kind: own.kind }), None)?;
    let names = [plan.seed, 2, plan.edition, own.id.region().parse().unwrap_or(0), place as u64];
    let shape = Rng::of(&[plan.seed, 3, names[3], names[4]]);
    let mut making = Making {
        plan,
        members,
        own,
        rng: Rng::of(&names),
        take,
        vouchers: 0,
        receipts: 0,
        lines: 0,
        flows: BTreeMap::new(),
    };
    for purpose in purposes(shape, codes, own) {
        making.spend(&purpose)?;
    }
    making.transfers(place)?;
    making.income()
}

/// What the unit spends money on.
fn purposes(mut rng: Rng, codes: &Codes, own: &Member) -> Vec<Purpose> {
    let mut wanted = vec![(Fund::General, Nature::Staff, 10, 2_000_000), (Fund::General, Nature::Office, 12, 300_000)];
    for _ in 0..rng.between(1, 4) {
        wanted.push((Fund::General, Nature::Project, 4, 5_000_000));
    }
    let extra = [
        (150, (Fund::GovernmentFund, Nature::Project, 2, 20_000_000)),
        (10, (Fund::StateCapital, Nature::Project, 1, 5_000_000)),
        (250, (Fund::Other, Nature::Project, 2, 400_000)),
    ];
    wanted.extend(extra.into_iter().filter(|(chance, _)| rng.happens(*chance)).map(|(_, purpose)| purpose));
    if own.kind == UnitKind::Institution {
        wanted.push((Fund::Business, Nature::Project, 5, 800_000));
        if rng.happens(100) {
            wanted.push((Fund::Operating, Nature::Operating, 3, 600_000));
        }
    }
    let main = rng.pick(&codes.general).copied().unwrap_or_default();
    let cells: i64 = wanted.iter().map(|(_, _, count, _)| count).sum();
    let mut before = 0;
    let until = |cell: i64| own.payments * u64::try_from(cell).unwrap_or(0) / u64::try_from(cells).unwrap_or(1).max(1);
    let mut of = |(fund, nature, count, most): (Fund, Nature, i64, i64)| {
        let functions = match fund {
            Fund::GovernmentFund => &codes.funds,
            Fund::StateCapital => &codes.capital,
            _ => &codes.general,
        };
        let picked = rng.pick(functions).copied().unwrap_or(main);
        let function = if nature == Nature::Project { picked } else { main };
        let from = match nature {
            Nature::Staff => &codes.staff,
            Nature::Office => &codes.office,
            _ => &codes.project,
        };
        let mut economics = Vec::new();
        for cell in before..before + count {
            economics.extend(rng.pick(from).map(|&code| (code, until(cell + 1) - until(cell))));
        }
        before += count;
        Purpose { fund, function, nature, economics, most }
    };
    wanted.into_iter().map(&mut of).collect()
}

impl Making<'_, '_> {
    /// The payments of a budget line, and then the line itself with what they need.
    fn spend(&mut self, purpose: &Purpose) -> Result<()> {
        let number = self.next_line();
        let mut spent = Fen::ZERO;
        for &(economic, count) in &purpose.economics {
            for index in 0..count {
                // Of any magnitude up to the most: many small ones, few large ones.
                let magnitude = 1 << self.rng.between(12, 40);
                let mut amount = Fen(self.rng.between(1_000, magnitude) % purpose.most + 100);
                if self.rng.happens(5) && spent > amount {
                    amount = -amount;
                }
                let day = u16::try_from(index * 360 / count.max(1)).unwrap_or(0) + 1;
                spent += amount;
                self.pay(purpose, &number, economic, day, amount, None)?;
            }
        }
        if purpose.economics.iter().any(|(_, count)| *count > 0) {
            self.budget(purpose, &number, spent)?;
            self.flows.entry((purpose.fund, purpose.function)).or_default().0 += spent;
        }
        Ok(())
    }

    fn next_line(&mut self) -> String {
        self.lines += 1;
        // Numbers of budget lines are told apart over all units of a set of books.
        format!("ZB{}{:03}", self.own.id.code(), self.lines)
    }

    fn pay(
        &mut self,
        purpose: &Purpose,
        line: &str,
        economic: u32,
        day: u16,
        amount: Fen,
        to: Option<&Member>,
    ) -> Result<()> {
        self.vouchers += 1;
        let voucher = format!("ZF{:07}", self.vouchers);
        let payee = to.map_or_else(|| self.rng.pick(&PAYEES).copied().unwrap_or_default(), |to| to.name.as_str());
        let payment = Payment {
            voucher: &voucher,
            entry: "",
            date: self.day(day)?,
            unit: self.own.id.code(),
            line,
            fund: purpose.fund,
            function: purpose.function,
            nature: purpose.nature,
            economic,
            project: "",
            amount,
            payee,
            purpose: self.rng.pick(&PURPOSES).copied().unwrap_or_default(),
        };
        (self.take)(&Record::Payment(payment), to.map(|to| &to.id))
    }

    /// The budget line: what was spent and a little more, most of it from the year's beginning.
    fn budget(&mut self, purpose: &Purpose, number: &str, spent: Fen) -> Result<()> {
        let whole = spent.0.max(0) / 10_000 * 10_000 + 10_000 * self.rng.between(1, 50);
        let initial = whole / 10_000 * self.rng.between(70, 100) / 100 * 10_000;
        let parts = [(ChangeKind::Initial, initial, 1), (ChangeKind::Added, whole - initial, 180)];
        for (change, amount, day) in parts.into_iter().filter(|(_, amount, _)| *amount > 0) {
            let record = BudgetChange {
                line: number,
                unit: self.own.id.code(),
                fund: purpose.fund,
                function: purpose.function,
                nature: purpose.nature,
                project: "",
                project_name: "",
                economic: 0,
                change,
                amount: Fen(amount),
                date: Some(self.day(day)?),
                document: "",
                purpose: "",
            };
            (self.take)(&Record::Budget(record), None)?;
        }
        Ok(())
    }

    /// What the unit hands to others of its department and gets from them.
    fn transfers(&mut self, place: usize) -> Result<()> {
        let (members, own) = (self.members, self.own);
        let head = own.head.map(|head| &members[head]);
        if let Some(head) = head {
            self.hand_over(Fund::Business, Nature::ToSuperior, own.up, head)?;
            self.receive(Fund::Superior, own.down, head, own.disputed)?;
        }
        for child in members.iter().filter(|child| child.head == Some(place)) {
            self.hand_over(Fund::Other, Nature::Affiliated, child.down, child)?;
            self.receive(Fund::Affiliated, child.up, child, child.disputed)?;
        }
        Ok(())
    }

    fn hand_over(&mut self, fund: Fund, nature: Nature, amount: Fen, to: &Member) -> Result<()> {
        if amount.is_zero() {
            return Ok(());
        }
        let purpose = Purpose { fund, function: FUNCTION, nature, economics: Vec::new(), most: 0 };
        let number = self.next_line();
        self.pay(&purpose, &number, 39_999, 200, amount, Some(to))?;
        self.budget(&purpose, &number, amount)?;
        self.flows.entry((fund, FUNCTION)).or_default().0 += amount;
        Ok(())
    }

    fn receive(&mut self, fund: Fund, amount: Fen, from: &Member, disputed: bool) -> Result<()> {
        if amount.is_zero() {
            return Ok(());
        }
        let amount = if disputed { amount + DISPUTE } else { amount };
        self.flows.entry((fund, FUNCTION)).or_default().1 += amount;
        self.receipt(fund, FUNCTION, amount, Some(from))
    }

    /// Receipts and balances: what came in is what was spent, with something brought forward and something left.
    fn income(&mut self) -> Result<()> {
        for ((fund, function), (spent, received)) in std::mem::take(&mut self.flows) {
            let part = |rng: &mut Rng, percent| Fen(spent.0.max(0) / 100 * rng.between(0, percent));
            let (opening, left) = (part(&mut self.rng, 6), part(&mut self.rng, 5));
            let surplus_used = if fund == Fund::Business { part(&mut self.rng, 2) } else { Fen::ZERO };
            let distributed = if fund == Fund::Operating { part(&mut self.rng, 3) } else { Fen::ZERO };
            // What was handed to the unit by others has come in already.
            let closing = if spent.is_zero() { received } else { left };
            let more = closing + spent + distributed - opening - surplus_used - received;
            for amount in [Fen(more.0 / 2), Fen(more.0 - more.0 / 2)].into_iter().filter(|amount| !amount.is_zero()) {
                self.receipt(fund, function, amount, None)?;
            }
            let balance = Balance {
                unit: self.own.id.code(),
                fund,
                function,
                opening,
                closing: Some(closing),
                surplus_used,
                distributed,
            };
            (self.take)(&Record::Balance(balance), None)?;
        }
        Ok(())
    }

    fn receipt(&mut self, fund: Fund, function: u32, amount: Fen, from: Option<&Member>) -> Result<()> {
        self.receipts += 1;
        let number = format!("SR{:06}", self.receipts);
        let receipt = Receipt {
            number: &number,
            date: self.day(u16::try_from(self.receipts % 300).unwrap_or(1) + 20)?,
            unit: self.own.id.code(),
            fund,
            function,
            amount,
            payer: from.map_or("", |from| from.name.as_str()),
            purpose: "",
        };
        (self.take)(&Record::Receipt(receipt), from.map(|from| &from.id))
    }

    fn day(&self, day: u16) -> Result<Date> {
        let year = self.plan.year;
        Date::of_year(year, day).ok_or_else(|| Error::Refused(format!("{year}年度不在1900至2200年之间")))
    }
}

/// 其他一般公共服务支出: where transfers are booked.
const FUNCTION: u32 = 2_019_999;
