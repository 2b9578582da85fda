//! How fast books come in and out, beside `sqlite3`'s own `.import` of the same file in the same run.
//!
//! `cargo bench -p juesuan-store -- [PAYMENTS] [RUNS]` prints a table for `docs/BENCHMARKS.md`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Kind, Line, Nature, Payment, Record};
use juesuan_store::{Act, Cursor, Filter, ImportOptions, Page, Source, Store};

const FUNCTIONS: [u32; 5] = [2_010_301, 2_010_302, 2_080_505, 2_101_101, 2_210_201];
const ECONOMICS: [u32; 8] = [30_201, 30_202, 30_207, 30_211, 30_213, 30_215, 30_216, 30_217];

/// The same as in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Wall and CPU seconds.
#[derive(Clone, Copy, Default)]
struct Cost {
    wall: f64,
    cpu: f64,
}

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let payments = numbers.first().copied().unwrap_or(1_000_000);
    let runs = numbers.get(1).copied().unwrap_or(3);
    let folder = tempfile::tempdir().expect("a folder");
    write_records(folder.path(), payments).expect("files of records");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut results: Vec<Vec<(String, Cost)>> = vec![runtime.block_on(run(folder.path(), payments))];
    // Later runs would add what the allocator keeps of earlier ones.
    let memory = peak_memory();
    results.extend((1..runs).map(|_| runtime.block_on(run(folder.path(), payments))));
    println!("| 测什么 | 用时（秒） | CPU（秒） | 每秒笔数 |\n|---|--:|--:|--:|");
    for (number, (name, _)) in results[0].iter().enumerate() {
        let mut costs: Vec<Cost> = results.iter().map(|run| run[number].1).collect();
        costs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
        let Cost { wall, cpu } = costs[costs.len() / 2];
        let rate = payments as f64 / wall;
        let rate = if number < 2 { format!("{rate:.0}") } else { String::new() };
        println!("| {name} | {wall:.4} | {cpu:.4} | {rate} |");
    }
    println!("| 内存峰值（一遍全部步骤） | {memory} MB | | |");
}

async fn run(folder: &Path, payments: usize) -> Vec<(String, Cost)> {
    let mut costs = Vec::new();
    let plain = folder.join("plain.db");
    remove(&plain);
    if let Some(cost) = sqlite3(&plain, &folder.join("账/支付.csv")) {
        costs.push(("`sqlite3` 的 `.import`（不查、无索引）".to_owned(), cost));
    }
    let file = folder.join("账簿.db");
    remove(&file);
    let mut store = Store::open(&format!("sqlite:{}", file.display())).await.expect("a database");
    let options = ImportOptions { year: 2024, paths: vec![folder.join("账")], actor: "测量".to_owned() };
    let clock = Clock::start();
    store.import(&options, &mut |_| ()).await.expect("an import");
    costs.push(("导入（逐笔校验、索引、摘要、落盘）".to_owned(), clock.stop()));

    let clock = Clock::start();
    let books = store.load("101", 2024).await.expect("books");
    costs.push(("取全年账（填表用）".to_owned(), clock.stop()));
    let spent: i64 = books.totals.values().map(|amounts| amounts.spent.0).sum();
    assert_ne!(spent, 0);

    let takes: fn(&Line) -> bool = |line| line.economic / 100 == 302;
    let page = Page { offset: payments as u64 / 4, limit: 50 };
    let clock = Clock::start();
    let entries = store.entries(&books, Source::Payments, &takes, page).await.expect("entries");
    costs.push(("一个数追溯到凭证，取中间一页50笔".to_owned(), clock.stop()));
    assert_eq!(entries.page.len(), 50);
    let number = &entries.page[7].cells[0];
    let clock = Clock::start();
    let found = store.voucher(&books, number).await.expect("entries");
    costs.push(("凭证号查分录".to_owned(), clock.stop()));
    assert_eq!(found.len(), 1);

    let clock = Clock::start();
    let again = store.import(&options, &mut |_| ()).await.expect("an import");
    costs.push(("同样的文件再导一次（未作改动）".to_owned(), clock.stop()));
    assert_eq!(again.entry, None);
    let more = ImportOptions { paths: vec![folder.join("支付（补）.csv")], ..options };
    let clock = Clock::start();
    store.import(&more, &mut |_| ()).await.expect("an import");
    costs.push(("在已有的账上再导入1万笔新的".to_owned(), clock.stop()));
    costs.extend(appends(&mut store, payments + 10_000, 1, 500).await);
    costs.extend(appends(&mut store, payments + 20_000, 100, 50).await);
    costs.extend(searches(&mut store, 100).await);
    let clock = Clock::start();
    assert_eq!(store.verify().await.expect("a verification").flaws, []);
    costs.push(("核验全部记录、日志和累计数".to_owned(), clock.stop()));
    let clock = Clock::start();
    store.backup(&folder.join("备份.db"), true).await.expect("a backup");
    costs.push(("备份（含核验）".to_owned(), clock.stop()));
    store.close().await.expect("closed");
    costs
}

/// Enters payments by hand, so many at once and so often, with numbers from `first` on: the median and the 99th percentile.
async fn appends(store: &mut Store, first: usize, each: usize, times: usize) -> [(String, Cost); 2] {
    let mut costs = Vec::new();
    let all = Clock::start();
    for time in 0..times {
        let numbers = first + time * each..first + (time + 1) * each;
        let vouchers: Vec<String> = numbers.map(|number| format!("2024-{number:07}")).collect();
        let payments: Vec<Record<'_>> =
            vouchers.iter().map(|voucher| Record::Payment(payment(voucher, time))).collect();
        let act = Act { actor: "测量", action: "登记支付", subject: "2024", before: None, after: None };
        let clock = Clock::start();
        store.append(2024, &payments, act).await.expect("an entry");
        costs.push(clock.stop().wall);
    }
    percentiles(&format!("已有全部账时登记{each}笔支付"), costs, all.stop().cpu)
}

/// The median and the 99th percentile of times; the CPU time of one on average, because one alone is too short for the
/// system's clock.
fn percentiles(what: &str, mut walls: Vec<f64>, cpu: f64) -> [(String, Cost); 2] {
    walls.sort_by(f64::total_cmp);
    let times = walls.len();
    let row = |share: &str, place: usize| {
        (format!("{what}，{times}次的{share}"), Cost { wall: walls[place], cpu: cpu / times as f64 })
    };
    [row("中位数", times / 2), row("99%分位", times * 99 / 100)]
}

/// Searches in full books, each so often.
async fn searches(store: &mut Store, times: usize) -> Vec<(String, Cost)> {
    let filter = Filter::default;
    let few = Filter { text: "第2999供应商".to_owned(), most: Some(Fen(10_000)), ..filter() };
    let number = Filter { number: "2024-05000".to_owned(), ..filter() };
    // Somewhere on the hundred and sixtieth of the 320 accounts.
    let middle: Cursor = ((160_i64 << 32) + 100).to_string().parse().expect("a place");
    let mut costs = Vec::new();
    for (what, filter, after) in [
        ("查找：首页50笔，另有全部笔数和金额", &filter(), None),
        ("查找：中间一页50笔", &filter(), Some(&middle)),
        ("查找：凭证号开头", &number, None),
        ("查找：文字，极少命中，看到10万笔为止", &few, None),
    ] {
        let all = Clock::start();
        let mut walls = Vec::new();
        for _ in 0..times {
            let clock = Clock::start();
            store.search("101", 2024, Kind::Payments, filter, after, 50).await.expect("a page");
            walls.push(clock.stop().wall);
        }
        costs.extend(percentiles(what, walls, all.stop().cpu));
    }
    costs
}

/// A payment under one of the budget lines.
fn payment(voucher: &str, number: usize) -> Payment<'_> {
    const LINES: [&str; 5] = ["ZB000", "ZB001", "ZB002", "ZB003", "ZB004"];
    let line = number % LINES.len();
    Payment {
        voucher,
        entry: "",
        date: Date::new(2024, 6, 3).expect("a day"),
        unit: "101",
        line: LINES[line],
        fund: Fund::General,
        function: FUNCTIONS[line],
        nature: Nature::Office,
        economic: ECONOMICS[number % ECONOMICS.len()],
        project: "",
        amount: Fen(12_345),
        payee: "示例市供应商有限公司",
        purpose: "支付办公费用",
    }
}

/// Imports a file with the command line tool; none where it is not installed.
fn sqlite3(database: &Path, csv: &Path) -> Option<Cost> {
    let clock = Clock::start();
    let import = format!(".import '{}' payment", csv.display());
    let status = Command::new("sqlite3").arg(database).args(["-cmd", ".mode csv", &import]).status().ok()?;
    status.success().then(|| clock.stop())
}

/// Units, budget and payments of a made-up department with 40 budget lines.
fn write_records(folder: &Path, payments: usize) -> std::io::Result<()> {
    let records = folder.join("账");
    std::fs::create_dir(&records)?;
    let open = |name: &str| File::create(records.join(name)).map(BufWriter::new);
    let mut units = open("单位.csv")?;
    writeln!(units, "单位代码,单位名称,部门代码,单位类型\n101,示例市某某局,101,行政单位")?;
    let mut budget = open("预算指标.csv")?;
    writeln!(budget, "指标编号,单位代码,资金性质,功能科目,支出性质,变动类型,金额,指标说明")?;
    for line in 0..40 {
        let function = FUNCTIONS[line % FUNCTIONS.len()];
        writeln!(budget, "ZB{line:03},101,一般公共预算财政拨款,{function},公用经费,年初预算,9000000000,")?;
    }
    let mut receipts = open("收入.csv")?;
    writeln!(receipts, "收入凭证号,日期,单位代码,资金性质,功能科目,金额,付款人,摘要")?;
    for (number, function) in FUNCTIONS.iter().enumerate() {
        writeln!(receipts, "S{number},2024-01-02,101,一般公共预算财政拨款,{function},72000000000,市财政局,拨款")?;
    }
    write_payments(&records.join("支付.csv"), 0..payments)?;
    write_payments(&folder.join("支付（补）.csv"), payments..payments + 10_000)
}

fn write_payments(path: &Path, numbers: std::ops::Range<usize>) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,部门经济分类,金额,收款人,用途")?;
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % limit
    };
    for number in numbers {
        let line = below(40) as usize;
        let (function, economic) = (FUNCTIONS[line % FUNCTIONS.len()], ECONOMICS[below(8) as usize]);
        let (month, day, yuan, fen) = (below(12) + 1, below(28) + 1, below(100_000), below(100));
        let (payee, use_month) = (below(3000), below(12) + 1);
        writeln!(
            file,
            "2024-{number:07},2024-{month:02}-{day:02},101,ZB{line:03},一般公共预算财政拨款,{function},公用经费,\
             {economic},{yuan}.{fen:02},示例市第{payee}供应商有限公司,支付{use_month}月办公费用",
        )?;
    }
    file.flush()
}

fn remove(database: &Path) {
    for side in ["", "-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(side);
        std::fs::remove_file(name).ok();
    }
}

/// Measures from a moment on.
struct Clock {
    began: Instant,
    cpu: f64,
}

impl Clock {
    fn start() -> Self {
        Self { began: Instant::now(), cpu: cpu_seconds() }
    }

    fn stop(self) -> Cost {
        Cost { wall: self.began.elapsed().as_secs_f64(), cpu: cpu_seconds() - self.cpu }
    }
}

/// User and system time of this process and of its finished children; 0 where the system does not tell.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = fields.get(11..15).unwrap_or_default().iter().filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory that this process had at once, MB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}
