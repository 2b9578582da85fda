//! How fast the monitor takes in one event, with very much loaded.
//!
//! `cargo bench -p juesuan-performance --bench monitor -- [PROJECTS] [PAYMENTS] [EVENTS]` prints a table for `docs/BENCHMARKS.md`.

use std::time::{Duration, Instant};

use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    Aggregation, BudgetChange, ChangeKind, Comparison, Date, Dimension, EvidenceRecord, Fund, Nature, Payment, Record,
    Scoring, TargetRecord, TargetValue, Trajectory,
};
use juesuan_performance::monitor::Monitor;
use juesuan_performance::{FactsBuilder, Plan, PlanBuilder, Settings};

/// The same as in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const YEAR: u16 = 2024;
/// 25 November: almost the whole year is behind.
const TODAY: u16 = 330;
/// Evidence for each indicator.
const ITEMS: u64 = 20;

/// A project's indicators: register, second level, aggregation, comparison, target.
const TARGETS: [(&str, Dimension, Aggregation, Comparison, i64); 10] = [
    ("办件", Dimension::Quantity, Aggregation::Count, Comparison::AtLeast, 22),
    ("产量", Dimension::Quantity, Aggregation::Sum, Comparison::AtLeast, 1000),
    ("合格", Dimension::Quality, Aggregation::Ratio, Comparison::AtLeast, 50),
    ("及时", Dimension::Timeliness, Aggregation::Share, Comparison::AtLeast, 40),
    ("产量", Dimension::EconomicCost, Aggregation::UnitCost, Comparison::AtMost, 1000),
    ("效益", Dimension::EconomicBenefit, Aggregation::Sum, Comparison::AtLeast, 1000),
    ("惠及", Dimension::SocialBenefit, Aggregation::Count, Comparison::AtLeast, 22),
    ("水质", Dimension::EcologicalBenefit, Aggregation::Latest, Comparison::AtLeast, 90),
    ("问卷", Dimension::Satisfaction, Aggregation::Share, Comparison::AtLeast, 60),
    ("", Dimension::Execution, Aggregation::Execution, Comparison::AtLeast, 95),
];

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let number = |place: usize, default| numbers.get(place).copied().unwrap_or(default);
    let (projects, payments, events) = (number(0, 1000), number(1, 1_000_000), number(2, 20_000));
    let mut random = Random(88_172_645_463_325_252);
    let names = Names::new(projects, payments + events * 2 + projects * TARGETS.len() as u64 * ITEMS);
    let plan = plan(&names);

    let clock = Instant::now();
    let mut facts = FactsBuilder::new(&plan);
    for project in 0..projects as usize {
        facts.add(&budget(&names, project, 1, 100_000_000));
    }
    // As they are kept: by account, not by day.
    for payment in 0..payments {
        let project = (payment * projects / payments) as usize;
        facts.add(&pay(&names, payment, project, day(&mut random, TODAY), &mut random));
    }
    for item in 0..projects * TARGETS.len() as u64 * ITEMS {
        let (project, register) = ((item / ITEMS / 10) as usize, (item / ITEMS % 10) as usize);
        facts.add(&witness(&names, payments + item, project, register, day(&mut random, TODAY), &mut random));
    }
    let facts = facts.finish();
    let counted = clock.elapsed();
    let clock = Instant::now();
    let mut monitor = Monitor::new(plan, facts, Settings::default().monitor, TODAY);
    let evaluated = clock.elapsed();

    let first = payments + projects * TARGETS.len() as u64 * ITEMS;
    let kinds = [("当日", 0), ("补登1～30天前的", 30)];
    println!("| 测什么 | 次数 | 中位数 | 99%分位 | 最大 |\n|---|--:|--:|--:|--:|");
    let mut all = Vec::new();
    for (kind, (called, late)) in kinds.into_iter().enumerate() {
        // Most events are of the day.
        let number = if kind == 0 { events * 7 / 10 } else { events * 3 / 10 };
        let numbers = first + kind as u64 * events..first + kind as u64 * events + number;
        for (what, mut times) in
            ["支付", "佐证", "预算变动"].into_iter().zip(take(&mut monitor, &names, numbers, late, &mut random))
        {
            row(&format!("{called}{what}"), &mut times);
            all.append(&mut times);
        }
    }
    row("全部", &mut all);
    let clock = Instant::now();
    monitor.advance(TODAY + 1);
    let advanced = clock.elapsed();
    let board = monitor.board();
    println!("\n| 测什么 | 结果 |\n|---|--:|");
    println!("| 计入预算、{payments}笔支付和佐证 | {:.2} 秒 |", counted.as_secs_f64());
    println!("| 从1月1日起逐日评估到{TODAY}日 | {:.2} 秒 |", evaluated.as_secs_f64());
    println!("| 全部前进一天 | {:.1} 毫秒 |", advanced.as_secs_f64() * 1000.0);
    println!("| 当日的偏差 | {} |", board.deviations.len());
    println!("| 内存峰值 | {} MB |", peak_memory());
}

/// Takes in events, up to so many days late; gives the times of payments, evidence and budget changes.
fn take(
    monitor: &mut Monitor,
    names: &Names,
    numbers: std::ops::Range<u64>,
    late: u64,
    random: &mut Random,
) -> [Vec<Duration>; 3] {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for number in numbers {
        let project = random.below(names.projects.len() as u64) as usize;
        let day = TODAY - if late == 0 { 0 } else { 1 + random.below(late) as u16 };
        let what = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2][random.below(10) as usize];
        let register = random.below(9) as usize;
        let record = match what {
            0 => pay(names, number, project, day, random),
            1 => witness(names, number, project, register, day, random),
            _ => budget(names, project, day, random.below(2_000_000) as i64 - 1_000_000),
        };
        let clock = Instant::now();
        std::hint::black_box(monitor.take(&record));
        times[what].push(clock.elapsed());
    }
    times
}

fn row(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
    let text =
        |time: Option<&Duration>| time.map_or(String::new(), |time| format!("{:.3} 毫秒", time.as_secs_f64() * 1000.0));
    println!("| {name} | {} | {} | {} | {} |", times.len(), text(at(50)), text(at(99)), text(times.last()));
}

/// The texts of the records.
struct Names {
    projects: Vec<String>,
    targets: Vec<String>,
    numbers: Vec<String>,
    payees: Vec<String>,
}

impl Names {
    fn new(projects: u64, numbers: u64) -> Self {
        Self {
            projects: (0..projects).map(|number| format!("P{number:04}")).collect(),
            targets: (0..projects * TARGETS.len() as u64).map(|number| format!("T{number:05}")).collect(),
            numbers: (0..numbers).map(|number| format!("2024-{number:08}")).collect(),
            payees: (0..3000).map(|number| format!("示例市第{number}供应商有限公司")).collect(),
        }
    }
}

fn plan(names: &Names) -> Plan {
    let mut plan = PlanBuilder::new(YEAR);
    for (project, code) in names.projects.iter().enumerate() {
        plan.add(&budget(names, project, 1, 0));
        for (number, &(register, dimension, aggregation, comparison, value)) in TARGETS.iter().enumerate() {
            plan.add(&Record::Target(TargetRecord {
                unit: "101",
                target: &names.targets[project * TARGETS.len() + number],
                goal: "",
                project: code,
                dimension,
                // The worst case: all projects are peers.
                name: register,
                comparison,
                value: TargetValue::Number(Quantity(value * 10_000)),
                measure: "件",
                weight: 1000,
                baseline: None,
                register,
                aggregation,
                threshold: Some(Quantity::whole(30)),
                trajectory: Trajectory::EVEN,
                scoring: Scoring::Proportional,
                pass: None,
                section: "",
                source: "",
            }));
        }
    }
    plan.finish()
}

fn budget(names: &Names, project: usize, day: u16, yuan: i64) -> Record<'_> {
    let code = &names.projects[project];
    Record::Budget(BudgetChange {
        line: code,
        unit: "101",
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        project: code,
        project_name: code,
        economic: 0,
        change: if day == 1 { ChangeKind::Initial } else { ChangeKind::Added },
        amount: Fen(yuan * 100),
        date: Date::of_year(YEAR, day),
        document: "",
        purpose: "",
    })
}

fn pay<'n>(names: &'n Names, number: u64, project: usize, day: u16, random: &mut Random) -> Record<'n> {
    Record::Payment(Payment {
        voucher: &names.numbers[number as usize],
        entry: "",
        date: Date::of_year(YEAR, day).expect("a day"),
        unit: "101",
        line: &names.projects[project],
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        economic: 30_227,
        project: &names.projects[project],
        amount: Fen(random.below(18_000_000) as i64),
        payee: &names.payees[random.below(3000) as usize],
        purpose: "",
    })
}

fn witness<'n>(
    names: &'n Names,
    number: u64,
    project: usize,
    register: usize,
    day: u16,
    random: &mut Random,
) -> Record<'n> {
    Record::Evidence(EvidenceRecord {
        unit: "101",
        register: TARGETS[register].0,
        item: &names.numbers[number as usize],
        date: Date::of_year(YEAR, day).expect("a day"),
        value: Quantity(random.below(100) as i64 * 10_000),
        base: Quantity::whole(100),
        project: &names.projects[project],
        source: "",
        attachment: "",
        manual: false,
        signer: "",
        text: "",
    })
}

/// A day of the year until another.
fn day(random: &mut Random, until: u16) -> u16 {
    1 + random.below(u64::from(until)) as u16
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }
}

/// The most memory that this process had at once, MB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
