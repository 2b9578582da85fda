//! How long a snapshot of a department with very many payments takes to load, what it holds, and how fast it takes in one more.
//!
//! `cargo bench -p juesuan-desk -- [PAYMENTS] [EVENTS]` prints a table for `docs/BENCHMARKS.md`.

mod department;

use std::path::Path;
use std::time::{Duration, Instant};

use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Nature, Payment, Record};
use juesuan_desk::{Snapshot, Took};
use juesuan_performance::Settings;
use juesuan_store::{ImportOptions, Store};

use department::{LINES, Random, write_records};

/// The same as in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const YEAR: u16 = 2024;

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let payments = numbers.first().copied().unwrap_or(1_000_000);
    let events = numbers.get(1).copied().unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("账簿.db").display());
    match std::env::var("JUESUAN_BENCH_IMPORTED") {
        // The same program again, so that what the import held is not counted.
        Ok(address) => measure(&address, payments, events),
        Err(_) => {
            write_records(folder.path(), payments).expect("files of records");
            runtime().block_on(import(&address, &folder.path().join("账")));
            let program = std::env::current_exe().expect("this program");
            let mut again = std::process::Command::new(program);
            again.args(std::env::args().skip(1)).env("JUESUAN_BENCH_IMPORTED", address);
            assert!(again.status().expect("a run").success());
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime")
}

async fn import(address: &str, records: &Path) {
    let mut store = Store::open(address).await.expect("a database");
    let options = ImportOptions { year: YEAR, paths: vec![records.to_owned()], actor: "测量".to_owned() };
    store.import(&options, &mut |_| ()).await.expect("an import");
    store.close().await.expect("closed");
}

fn measure(address: &str, payments: u64, events: u64) {
    let clock = Instant::now();
    let before = memory("VmRSS:");
    let mut snapshot = runtime().block_on(async {
        let mut store = Store::open_existing(address).await.expect("books");
        let day = Date::new(YEAR, 11, 25);
        Snapshot::load(&mut store, "101", YEAR, day, &Settings::default()).await.expect("a snapshot")
    });
    let (loaded, held) = (clock.elapsed(), memory("VmRSS:").saturating_sub(before));
    let mut random = Random::new(88_172_645_463_325_252);
    let mut kinds = [("当日的支付", 0, Vec::new()), ("补登1～300天前的支付", 300, Vec::new())];
    for (_, late, times) in &mut kinds {
        for number in 0..events {
            let day = 330 - random.below(*late + 1) as u16;
            let (line, voucher) = (format!("ZB{:03}", random.below(LINES)), format!("新{late}-{number}"));
            let record = payment(&line, &voucher, day);
            let entry = snapshot.entry() + 1;
            let clock = Instant::now();
            let took = snapshot.take(entry, &[record]);
            times.push(clock.elapsed());
            assert!(matches!(took, Took::Changed(_)));
        }
    }
    println!("| 测什么 | 结果 |\n|---|--:|");
    println!("| 取一个部门的年度快照（{payments}笔支付） | {:.2} 秒 |", loaded.as_secs_f64());
    println!("| 快照占用内存 | {held} MB |\n| 内存峰值 | {} MB |", memory("VmHWM:"));
    for (name, _, times) in &mut kinds {
        times.sort_unstable();
        let at = |percent: usize| millis(times[(times.len() - 1) * percent / 100]);
        println!("| 计入一笔{name}（中位数／99%／最大） | {}／{}／{} 毫秒 |", at(50), at(99), at(100));
    }
    let clock = Instant::now();
    let report = snapshot.report(None, juesuan_report::Rounding::Honest).expect("a report");
    println!("| 编出决算公开（{}个数） | {} 毫秒 |", report.figures.len(), millis(clock.elapsed()));
}

fn payment<'a>(line: &'a str, voucher: &'a str, day: u16) -> Record<'a> {
    Record::Payment(Payment {
        voucher,
        entry: "",
        date: Date::of_year(YEAR, day).expect("a day"),
        unit: "101",
        line,
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        economic: 30_201,
        project: "",
        amount: Fen(12_345),
        payee: "示例市第1供应商有限公司",
        purpose: "",
    })
}

fn millis(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1000.0)
}

/// A measure of this process's memory, MB; 0 where the system does not tell.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
