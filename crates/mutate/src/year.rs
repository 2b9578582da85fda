//! Random books as the accountant's books: what `juesuan compile` is tried on.

use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::{
    Amounts, Books as Year, Contract, Facts, Fund, Gathering, GatheringKind, Indicator, Line, Nature, Performance,
    ProcurementKind, Reception, SupplierSize, Totals, Trip, Unit, UnitKind, VehicleUse, Vehicles,
};

use crate::books::{Books, Flow, Source};

/// Economic codes of the four fees: abroad, purchase, operation, reception.
const FEES: [u32; 4] = [30_212, 31_013, 30_231, 30_217];

/// The books of one year that say what random books say.
#[must_use]
pub fn year(books: &Books) -> Year {
    let kind = if books.items.len().is_multiple_of(3) { UnitKind::Institution } else { UnitKind::Administrative };
    Year {
        year: books.year,
        units: vec![Unit {
            code: "001001".into(),
            name: books.unit.clone(),
            parent: books.single_unit.then(|| "001".into()),
            kind,
        }],
        totals: totals(books),
        notes: Vec::new(),
        facts: facts(books),
        comparatives: comparatives(books),
        reasons: BTreeMap::new(),
    }
}

fn fund(source: Source) -> Fund {
    Fund::ALL[source as usize]
}

fn totals(books: &Books) -> Totals {
    let mut totals = Totals::new();
    let mut basic: Vec<(u32, i64)> = books.economic.iter().map(|(&code, &amount)| (code, amount)).collect();
    let mut fees = outside_basic(books);
    for item in &books.items {
        for source in Source::ALL {
            let flow = item.flow(source);
            let line = |nature, economic| Line { unit: 0, fund: fund(source), function: item.code, nature, economic };
            add_balances(&mut totals, line(None, 0), flow, if item.home == source { item.budget } else { 0 });
            let mut spend = |nature, economic, amount: i64| {
                if amount != 0 {
                    *totals.entry(line(Some(nature), economic)).or_default() +=
                        Amounts { spent: Fen(amount), ..Amounts::default() };
                }
            };
            if source == Source::General {
                for (code, amount) in take(&mut basic, flow.basic) {
                    spend(if matches!(code / 100, 301 | 303) { Nature::Staff } else { Nature::Office }, code, amount);
                }
                let of_fees = take(&mut fees, flow.project);
                let rest = flow.project - of_fees.iter().map(|(_, amount)| amount).sum::<i64>();
                for (code, amount) in of_fees.into_iter().chain([(30_299, rest)]) {
                    spend(Nature::Project, code, amount);
                }
            } else {
                spend(Nature::Office, 30_201, flow.basic);
                spend(Nature::Project, 30_299, flow.project);
            }
            spend(Nature::ToSuperior, 39_999, flow.upward);
            spend(Nature::Operating, 39_999, flow.operating);
            spend(Nature::Affiliated, 39_999, flow.subsidy);
        }
    }
    add_fee_budgets(&mut totals, books);
    totals
}

fn add_balances(totals: &mut Totals, line: Line, flow: &Flow, budget: i64) {
    let amounts = Amounts {
        opening: Fen(flow.opening),
        received: Fen(flow.income),
        surplus_used: Fen(flow.used),
        distributed: Fen(flow.distributed),
        initial: Fen(budget),
        ..Amounts::default()
    };
    if amounts != Amounts::default() {
        *totals.entry(line).or_default() += amounts;
    }
}

/// What the fees cost besides basic expenditure.
fn outside_basic(books: &Books) -> Vec<(u32, i64)> {
    let own = |code: u32| books.economic.get(&code).copied().unwrap_or(0);
    FEES.into_iter().zip(books.fees).map(|(code, fee)| (code, (fee.actual - own(code)).max(0))).collect()
}

/// Takes `amount` from a stock of amounts by code, as far as it goes.
fn take(stock: &mut [(u32, i64)], amount: i64) -> Vec<(u32, i64)> {
    let mut left = amount;
    let mut taken = Vec::new();
    for (code, there) in stock.iter_mut().filter(|(_, there)| *there > 0) {
        let part = left.min(*there);
        if part > 0 {
            *there -= part;
            left -= part;
            taken.push((*code, part));
        }
    }
    taken
}

/// Budgets of the fees: a part of the general budget of the first item, moved there during the year.
fn add_fee_budgets(totals: &mut Totals, books: &Books) {
    let Some(item) = books.items.iter().find(|item| item.home == Source::General) else { return };
    let line = |economic| Line { unit: 0, fund: Fund::General, function: item.code, nature: None, economic };
    for (code, fee) in FEES.into_iter().zip(books.fees) {
        let moved = Fen(fee.budget);
        *totals.entry(line(code)).or_default() += Amounts { changed: moved, ..Amounts::default() };
        *totals.entry(line(0)).or_default() += Amounts { changed: -moved, ..Amounts::default() };
    }
}

fn comparatives(books: &Books) -> BTreeMap<String, Fen> {
    let ids =
        ["T1/income-grand-total/amount", "T4/income-grand-total/amount", "T5/total/total", "operation/total/amount"];
    let totals = ids.into_iter().zip(books.prior).map(|(id, amount)| (id.to_owned(), amount));
    let fee = |row: &str, amount: i64| (format!("T9/{row}/actual"), amount);
    let prior = |index: usize| books.fees[index].prior;
    let vehicle = prior(1) + prior(2);
    let fees = [
        fee("abroad", prior(0)),
        fee("vehicle-purchase", prior(1)),
        fee("vehicle-operation", prior(2)),
        fee("vehicle", vehicle),
        fee("reception", prior(3)),
        fee("total", prior(0) + vehicle + prior(3)),
    ];
    // Last year's figures are known as they were printed.
    let printed = |amount: i64| Fen((amount + 5_000).div_euclid(10_000) * 10_000);
    totals.chain(fees).map(|(id, amount)| (id, printed(amount))).collect()
}

fn facts(books: &Books) -> Facts {
    let count = |index: usize| u32::try_from(books.trips[index]).unwrap_or(0);
    let by_use = VehicleUse::ALL.into_iter().zip(books.vehicles.map(|n| u32::try_from(n).unwrap_or(0))).collect();
    Facts {
        duties: vec!["贯彻执行国家有关方针政策。".into()],
        offices: vec!["办公室".into(), "计划财务科".into()],
        trips: vec![Trip { groups: count(0), persons: count(1), purpose: String::new() }],
        receptions: vec![Reception { batches: count(2), guests: count(3), foreign: false, purpose: String::new() }],
        vehicles: Vehicles { by_use, kept: count(5), bought: count(4), other_means: String::new() },
        equipment: u32::try_from(books.equipment).unwrap_or(0),
        contracts: contracts(books),
        gatherings: vec![Gathering {
            kind: GatheringKind::Meeting,
            name: "年度工作会议".into(),
            persons: 60,
            content: "部署全年工作".into(),
            amount: Fen(books.meetings[0]),
        }],
        performance: performance(books),
    }
}

fn contracts(books: &Books) -> Vec<Contract> {
    let kinds = [ProcurementKind::Goods, ProcurementKind::Works, ProcurementKind::Services];
    let mut micro = books.procurement.micro;
    let mut contracts = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let (spent, small) = (books.procurement.spent[index], books.procurement.small[index]);
        let of_micro = micro.min(small);
        micro -= of_micro;
        let parts = [
            (SupplierSize::Large, spent - small),
            (SupplierSize::Medium, small - of_micro),
            (SupplierSize::Small, of_micro),
        ];
        for (supplier, amount) in parts {
            contracts.push(Contract { number: String::new(), kind, amount: Fen(amount), supplier });
        }
    }
    contracts
}

fn performance(books: &Books) -> Performance {
    let points = |points: i64| u32::try_from(points).unwrap_or(0);
    let indicator = |&(name, weight, score): &(&str, i64, i64)| Indicator {
        level: 1,
        name: name.into(),
        weight: points(weight),
        score: points(score),
        text: String::new(),
    };
    Performance {
        management: vec!["按照预算绩效管理要求组织开展绩效自评。".into()],
        overview: Vec::new(),
        indicators: books.performance.scores.iter().map(indicator).collect(),
        problems: Vec::new(),
    }
}
