//! A department's office at work: many people reading pages and some writing, with very many payments in the books.
//!
//! `cargo bench -p juesuan-web -- [PAYMENTS] [USERS] [SECONDS]` prints tables for `docs/BENCHMARKS.md`. The server is a process of
//! its own, so that its memory is its own; it shares the machine with the users.

#[path = "../../desk/benches/department/mod.rs"]
mod department;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant, UNIX_EPOCH},
};

use http_body_util::{BodyExt, Full};
use hyper::{Request, StatusCode, body::Bytes, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use juesuan_rights::Right;
use juesuan_store::{ImportOptions, Store, TokenRequest};
use juesuan_web::{Config, Server, demo};
use tokio::net::TcpStream;

/// The same as in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Fiscal year.
const YEAR: u16 = 2024;
/// One request in so many writes.
const WRITES: u64 = 20;
/// How long somebody looks at a page before the next click, on average.
const THINK: Duration = Duration::from_millis(1_000);
/// Where a child finds the books that it is to serve.
const BOOKS: &str = "JUESUAN_BENCH_BOOKS";

/// What people look at, and who: login, address, name in the table.
const PAGES: [(&str, &str, &str); 10] = [
    ("kuaiji", "/d/2024/101", "首页"),
    ("kuaiji", "/d/2024/101/books/payments", "支付列表"),
    ("kuaiji", "/d/2024/101/books/payments?number=2024-04", "按凭证号查支付"),
    ("kuaiji", "/d/2024/101/books/payments?from=2024-06-01&to=2024-06-30", "按日期查支付"),
    ("kuaiji", "/d/2024/101/tables/1", "决算表"),
    ("kuaiji", "/d/2024/101/trace?figure=T1/income-total/amount", "追溯"),
    ("jixiao", "/d/2024/101/goals", "绩效目标"),
    ("jixiao", "/d/2024/101/monitor", "监控看板"),
    ("jixiao", "/d/2024/101/corrections", "整改"),
    ("-", "/open", "公开页面"),
];

fn main() {
    if let Ok(books) = std::env::var(BOOKS) {
        return serve(&books);
    }
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let number = |place: usize, usual: u64| numbers.get(place).copied().unwrap_or(usual);
    let (payments, users, seconds) = (number(0, 1_000_000), number(1, 100), number(2, 30));
    let folder = tempfile::tempdir().expect("a folder");
    department::write_records(folder.path(), payments).expect("files of records");
    let books = format!("sqlite:{}", folder.path().join("账簿.db").display());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let token = runtime.block_on(prepare(&books, folder.path()));
    let mut server = Process::start(&books, folder.path());
    let clock = Instant::now();
    let office = runtime.block_on(Office::enter(server.address, token));
    println!("第一次打开看板（装入{payments}笔支付）：{:.1} 秒\n", clock.elapsed().as_secs_f64());
    for (what, think) in [("每人平均每秒点一次", THINK), ("不停地点", Duration::ZERO)] {
        let times = runtime.block_on(office.work(users, Duration::from_secs(seconds), think));
        report(what, users, seconds, times);
    }
    println!("\n服务器内存峰值 {} MB", server.peak_memory());
    server.child.kill().expect("a process to end");
}

/// Serves books on a free port, and says on which.
fn serve(books: &str) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            today: Some("2024-11-25".to_owned()),
            requests_per_second: 1_000_000,
            ..Config::default()
        };
        let server = Server::bind(books, config).await.expect("a server");
        println!("{}", server.address().expect("an address"));
        server.run(std::future::pending()).await.expect("a run");
    });
}

/// Imports the records, makes people, and a token for a program that writes.
async fn prepare(books: &str, folder: &Path) -> String {
    let mut store = Store::open(books).await.expect("new books");
    let options = ImportOptions { year: YEAR, paths: vec![folder.join("账")], actor: "测量".to_owned() };
    store.import(&options, &mut |_| ()).await.expect("an import");
    demo::furnish(&mut store, "101").await.expect("people");
    let accounts = store.accounts().await.expect("accounts");
    let id = |login: &str| accounts.iter().find(|account| account.login == login).expect("an account").id;
    let rights = [Right::SubmitBooks];
    let now = i64::try_from(UNIX_EPOCH.elapsed().expect("a clock").as_secs()).expect("a time");
    let request = TokenRequest { name: "支付系统", unit: "101", rights: &rights, ends: now + 86_400 };
    let (token, secret) = store.ask_token(id("kuaiji"), request, now).await.expect("a token");
    store.approve_token(id("security"), token, now).await.expect("an approval");
    store.close().await.expect("closed books");
    secret.reveal()
}

/// The server in its own process.
struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(books: &str, folder: &Path) -> Self {
        let output: PathBuf = folder.join("address");
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        let file = std::fs::File::create(&output).expect("a file");
        let child = command.env(BOOKS, books).stdout(Stdio::from(file)).spawn().expect("a server");
        let address = loop {
            std::thread::sleep(Duration::from_millis(50));
            if let Ok(address) = std::fs::read_to_string(&output).unwrap_or_default().trim().parse() {
                break address;
            }
        };
        Self { child, address }
    }

    /// MB; 0 where the system does not tell.
    fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default() / 1024
    }
}

/// What users need: where the server is, and their papers.
#[derive(Clone)]
struct Office {
    address: SocketAddr,
    token: String,
    cookies: Vec<(&'static str, String)>,
}

/// How long one request took.
struct Took {
    name: &'static str,
    time: Duration,
    status: StatusCode,
}

impl Office {
    /// Signs in, and opens each page once.
    async fn enter(address: SocketAddr, token: String) -> Self {
        let mut office = Self { address, token, cookies: Vec::new() };
        let mut user = User::new(address).await;
        for login in ["kuaiji", "jixiao"] {
            let form = format!("login={login}&password={}", demo::PASSWORD);
            let request = Request::post("/login").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = office.own(request).body(Full::from(form)).expect("a request");
            let answer = user.send(request).await;
            let cookie = answer.0.headers().get(header::SET_COOKIE).expect("a cookie").to_str().expect("text");
            office.cookies.push((login, cookie.split(';').next().unwrap_or_default().to_owned()));
        }
        for number in 0..PAGES.len() as u64 {
            let took = user.read(&office, number).await;
            assert_eq!(took.status, StatusCode::OK, "{}", took.name);
        }
        office
    }

    fn own(&self, request: hyper::http::request::Builder) -> hyper::http::request::Builder {
        request
            .header(header::HOST, self.address.to_string())
            .header(header::ORIGIN, format!("http://{}", self.address))
    }

    /// Lets users work, and tells how long each of their requests took.
    async fn work(&self, users: u64, time: Duration, think: Duration) -> Vec<Took> {
        let until = Instant::now() + time;
        let tasks: Vec<_> = (0..users)
            .map(|number| {
                let office = self.clone();
                tokio::spawn(async move {
                    let mut random = department::Random::new(number + 1);
                    let mut user = User::new(office.address).await;
                    let mut times = Vec::new();
                    while Instant::now() < until {
                        let millis = think.as_millis() as u64;
                        tokio::time::sleep(Duration::from_millis(random.below(2 * millis + 1))).await;
                        times.push(match random.below(WRITES) {
                            0 => user.write(&office).await,
                            _ => user.read(&office, random.below(PAGES.len() as u64)).await,
                        });
                    }
                    times
                })
            })
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.expect("a user's times"));
        }
        times
    }
}

/// Counts the payments that are written.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// The form of a file with one payment of the last day.
fn one_payment(key: &str) -> String {
    let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"支付.csv\"\r\n\r\n";
    let columns = "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,部门经济分类,金额,收款人,用途";
    let row = format!(
        "新{key},2024-11-25,101,ZB001,一般公共预算财政拨款,2010302,项目支出,30201,123.45,示例市第1供应商有限公司,支付费用"
    );
    format!("{head}{columns}\n{row}\n\r\n--line--\r\n")
}

/// One person's browser.
struct User {
    connection: http1::SendRequest<Full<Bytes>>,
}

impl User {
    async fn new(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("an option");
        let (connection, driver) = http1::handshake(TokioIo::new(stream)).await.expect("a handshake");
        tokio::spawn(driver);
        Self { connection }
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> (hyper::Response<()>, Bytes) {
        self.connection.ready().await.expect("a connection");
        let (parts, body) = self.connection.send_request(request).await.expect("an answer").into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (hyper::Response::from_parts(parts, ()), body)
    }

    async fn read(&mut self, office: &Office, number: u64) -> Took {
        let (login, path, name) = PAGES[number as usize];
        let cookie = office.cookies.iter().find(|(known, _)| *known == login).map(|(_, cookie)| cookie.as_str());
        let request = office.own(Request::get(path)).header(header::COOKIE, cookie.unwrap_or_default());
        let clock = Instant::now();
        let (answer, _) = self.send(request.body(Full::default()).expect("a request")).await;
        Took { name, time: clock.elapsed(), status: answer.status() }
    }

    /// A program hands in one payment.
    async fn write(&mut self, office: &Office) -> Took {
        let key = format!("负载-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let request = office
            .own(Request::post("/api/v1/d/2024/101/imports"))
            .header(header::AUTHORIZATION, format!("Bearer {}", office.token))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=line")
            .header("idempotency-key", key.trim_start_matches("负载-"));
        let body = one_payment(&key);
        let clock = Instant::now();
        let (answer, body) = self.send(request.body(Full::from(body)).expect("a request")).await;
        let status = answer.status();
        assert!(status.is_success(), "{status} {}", String::from_utf8_lossy(&body));
        Took { name: "写入一笔支付", time: clock.elapsed(), status }
    }
}

fn report(what: &str, users: u64, seconds: u64, times: Vec<Took>) {
    let wrong = times.iter().filter(|took| !took.status.is_success()).count();
    println!("{users} 人{what}：{} 次请求，每秒 {} 次，出错 {wrong} 次\n", times.len(), times.len() as u64 / seconds);
    println!("| 页面 | 次数 | 中位数（毫秒） | 99%（毫秒） | 最大（毫秒） |\n|---|--:|--:|--:|--:|");
    let names = PAGES.iter().map(|(.., name)| *name).chain(["写入一笔支付"]);
    let pages = times.iter().filter(|took| took.name != "写入一笔支付").map(|took| took.time).collect();
    row("全部页面", pages);
    for name in names {
        row(name, times.iter().filter(|took| took.name == name).map(|took| took.time).collect());
    }
    println!();
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let Some(last) = times.len().checked_sub(1) else { return };
    let at = |percent: usize| format!("{:.1}", times[last * percent / 100].as_secs_f64() * 1000.0);
    println!("| {name} | {} | {} | {} | {} |", times.len(), at(50), at(99), at(100));
}
