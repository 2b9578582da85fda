//! What another program writes reaches who watches, and the lights change.

mod common;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::http::StatusCode;
use common::{Office, UNIT, YEAR};
use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Nature, Payment, Receipt, Record};
use juesuan_store::{Act, Store};
use juesuan_web::{Config, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
    time::timeout,
};

const LONGEST: Duration = Duration::from_secs(20);
const ACT: Act<'_> = Act { actor: "另一程序", action: "登记", subject: "2024", before: None, after: None };

fn config() -> Config {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    Config { listen, today: Some("2024-06-20".to_owned()), ..Config::default() }
}

/// Three payments under the limit to one payee in a week, and where the money comes from.
fn split() -> Vec<Record<'static>> {
    let day = |text| Date::parse(text).unwrap();
    let pay = |(voucher, date)| {
        Record::Payment(Payment {
            voucher,
            entry: "",
            date: day(date),
            unit: UNIT,
            line: "Z14",
            fund: Fund::General,
            function: 2_010_302,
            nature: Nature::Project,
            economic: 30_226,
            project: "X01",
            amount: Fen(4_500_000),
            payee: "新来的公司",
            purpose: "服务",
        })
    };
    let receipt = Receipt {
        number: "SR-新",
        date: day("2024-06-18"),
        unit: UNIT,
        fund: Fund::General,
        function: 2_010_302,
        amount: Fen(13_500_000),
        payer: "财政局",
        purpose: "拨款",
    };
    let payments = [("ZF-新1", "2024-06-18"), ("ZF-新2", "2024-06-19"), ("ZF-新3", "2024-06-20")];
    let mut records = vec![Record::Receipt(receipt)];
    records.extend(payments.map(pay));
    records
}

/// Reads a stream until some text has come.
async fn until(stream: &mut TcpStream, text: &str) -> String {
    let mut all = Vec::new();
    let mut part = [0; 4096];
    while !String::from_utf8_lossy(&all).contains(text) {
        let read = timeout(LONGEST, stream.read(&mut part)).await;
        let read = read.unwrap_or_else(|_| panic!("no {text} in {}", String::from_utf8_lossy(&all))).unwrap();
        assert!(read > 0, "the stream ended without {text}: {}", String::from_utf8_lossy(&all));
        all.extend(&part[..read]);
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_by_another_program_reaches_who_watches() {
    let office = Office::with(config()).await;
    let books = format!("sqlite:{}", office.path("账簿.db").display());
    let board = format!("/d/{YEAR}/{UNIT}/monitor");
    let before = office.get("jixiao", &board).await.ok().text();
    assert!(!before.contains("新来的公司"));
    let server = Server::bind(&books, config()).await.unwrap();
    let address = server.address().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async { drop(stopped.await) }));

    let mut stream = TcpStream::connect(address).await.unwrap();
    let (host, cookie) = (address.to_string(), office.cookie("jixiao").await);
    let request = format!("GET /d/{YEAR}/{UNIT}/live HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let head = until(&mut stream, "event: hello").await;
    assert!(head.contains("text/event-stream"), "{head}");

    let mut other = Store::open_existing(&books).await.unwrap();
    other.append(YEAR, &split(), ACT).await.unwrap();
    let paid = Instant::now();
    let news = until(&mut stream, "\"after\"").await;
    // One second between two looks, and a lot of time for busy machines.
    assert!(paid.elapsed() < Duration::from_secs(5), "{:?}", paid.elapsed());
    assert!(news.contains("拆分支付") && news.contains(r#""before":"绿灯""#), "{news}");
    office.app.refresh().await.unwrap();
    let after = office.get("jixiao", &board).await.ok().text();
    assert!(after.contains("新来的公司"), "{after}");

    // Who watches does not keep the server from stopping.
    stop.send(()).unwrap();
    timeout(LONGEST, running).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn strangers_hear_nothing() {
    let office = Office::new().await;
    let stream = format!("/d/{YEAR}/{UNIT}/live");
    assert!(office.get("-", &stream).await.to.starts_with("/login"));
    assert_eq!(office.get("admin", &stream).await.status, StatusCode::FORBIDDEN);
}
