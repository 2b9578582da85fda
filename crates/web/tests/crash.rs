//! The server is killed at any moment while clients hand in payments over the network: what it acknowledged is there, what it did
//! not is there whole or not at all, and asking again with the same idempotency key enters nothing twice.

mod common;

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use common::{Office, UNIT, YEAR, address};
use juesuan_books::Kind;
use juesuan_rights::Right;
use juesuan_store::{Filter, Store};
use juesuan_web::{Config, Server};

const ROUNDS: u64 = 10;
const CLIENTS: u64 = 4;
/// Tells the child where the books are.
const BOOKS: &str = "JUESUAN_WEB_CRASH_TEST";

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_acknowledged() {
    let office = Office::new().await;
    let token = office.token("kuaiji", "测试", &[Right::SubmitBooks]).await;
    let books = office.books();
    let mut next = [0; CLIENTS as usize];
    for round in 0..ROUNDS {
        let (child, server) = serving(&books);
        work_until_killed(child, server, &token, &mut next, 30 + round * 53 % 300);
        let held = held(&books).await;
        for (client, &next) in next.iter().enumerate() {
            let own = held.iter().filter(|(owner, _)| *owner == client).count() as u64;
            // One more may have been entered whose answer was never heard.
            assert!(own == next || own == next + 1, "round {round}: {next} acknowledged, {own} held");
        }
    }
    assert!(next.iter().all(|&next| next > 0), "a client was never answered: {next:?}");
    // What was asked last and not answered is asked again.
    let (mut child, server) = serving(&books);
    for (client, next) in next.iter_mut().enumerate() {
        assert!(hand_in(server, &token, client, *next), "client {client}");
        *next += 1;
    }
    child.kill().expect("a child to kill");
    child.wait().expect("its end");
    let wanted = (0..).zip(next).flat_map(|(client, next)| (0..next).map(move |number| (client, number)));
    assert_eq!(held(&books).await, wanted.collect());
}

/// Lets the clients hand in one file after the other, and kills the server so many milliseconds after its first answers.
fn work_until_killed(mut child: Child, server: SocketAddr, token: &str, next: &mut [u64], milliseconds: u64) {
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (client, next) in next.iter_mut().enumerate() {
            let answered = &answered;
            scope.spawn(move || {
                while hand_in(server, token, client, *next) {
                    *next += 1;
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while answered.load(Ordering::Relaxed) < CLIENTS as usize {
            assert!(child.try_wait().expect("its state").is_none(), "the server ended by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("a child to kill");
        child.wait().expect("its end");
    });
}

/// Hands in a payment and its refund; whether the server acknowledged them before it was gone.
fn hand_in(server: SocketAddr, token: &str, client: usize, number: u64) -> bool {
    let row = |part: u8, amount: &str| {
        format!(
            "CRASH{client}-{number}-{part},2024-12-20,{UNIT},Z02,一般公共预算财政拨款,2010301,公用经费,30211,,{amount},出差人员,交通费\n"
        )
    };
    let headings = "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途\n";
    let table = headings.to_owned() + &row(1, "5.00") + &row(2, "-5.00");
    let body = format!(
        "--L\r\nContent-Disposition: form-data; name=\"file\"; filename=\"支付.csv\"\r\n\r\n{table}\r\n--L--\r\n"
    );
    let head = format!(
        "POST /api/v1/d/{YEAR}/{UNIT}/imports HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Idempotency-Key: {client}-{number}\r\nContent-Type: multipart/form-data; boundary=L\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let Ok(answer) = ask(server, &(head + &body)) else { return false };
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 201"), "{answer}");
    !answer.is_empty()
}

/// Sends a request; the answer is empty when the server was gone before it began one.
fn ask(server: SocketAddr, request: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(server)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// What the clients entered, by client and number, all of it whole and once.
async fn held(books: &Path) -> BTreeSet<(usize, u64)> {
    let mut store = Store::open_existing(&address(books)).await.expect("the books");
    assert_eq!(store.verify().await.expect("books to verify").flaws, []);
    let filter = Filter { number: "CRASH".to_owned(), ..Filter::default() };
    let found = store.search(UNIT, YEAR, Kind::Payments, &filter, None, 1_000_000).await.expect("payments");
    assert!(found.next.is_none());
    let mut parts = BTreeSet::new();
    for hit in found.hits {
        let voucher = hit.cells[0].strip_prefix("CRASH").expect("its number");
        let numbers: Vec<u64> = voucher.split('-').map(|number| number.parse().expect("a number")).collect();
        let [client, number, part] = numbers[..] else { panic!("{voucher}") };
        assert!(parts.insert((client as usize, number, part)), "{voucher} twice");
    }
    let whole: BTreeSet<_> = parts.iter().map(|&(client, number, _)| (client, number)).collect();
    assert_eq!(parts.len(), 2 * whole.len(), "half a file");
    whole
}

/// Starts the server as a process of its own, and waits until it listens.
fn serving(books: &Path) -> (Child, SocketAddr) {
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "serving_child", "--ignored", "--nocapture"])
        .env(BOOKS, books)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut addresses = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("listens ")?.parse().ok());
    (child, addresses.next().expect("its address"))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "the child of the test above"]
async fn serving_child() {
    let Ok(books) = std::env::var(BOOKS) else { return };
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config { listen, requests_per_second: u32::MAX, ..Config::default() };
    let server = Server::bind(&address(Path::new(&books)), config).await.expect("a server");
    println!("listens {}", server.address().expect("its address"));
    server.run(std::future::pending()).await.expect("a network");
}
