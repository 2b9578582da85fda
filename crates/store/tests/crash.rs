//! A process that imports, approves, or enters payments by hand is killed at any moment: nothing committed is lost, nothing
//! half done is left.

mod common;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{PAYMENTS, Place, import, run};
use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Kind, Nature, Payment, Record};
use juesuan_store::{Act, HandIn, Page, Request, Source, Store, SubmissionState, Upload, Verdict};

/// Payments of one file.
const EACH: u64 = 300;
const ROUNDS: u64 = 12;
/// Tells the child where the books are.
const FOLDER: &str = "JUESUAN_CRASH_TEST";
/// And their address.
const ADDRESS: &str = "JUESUAN_CRASH_TEST_ADDRESS";

#[test]
fn a_killed_import_loses_nothing_committed() {
    if common::skips() {
        return;
    }
    nothing_is_lost("importing_child", EACH);
}

#[test]
fn killed_entries_by_hand_lose_nothing_committed() {
    if common::skips() {
        return;
    }
    nothing_is_lost("entering_child", 1);
}

/// Lets a child enter so many payments at once, kills it again and again, and looks what the books hold.
fn nothing_is_lost(child: &str, each: u64) {
    let place = Place::new();
    run(async { place.filled().await.close().await.unwrap() });
    let mut committed = 0;
    for round in 0..ROUNDS {
        let reported = run_and_kill(child, &place, 20 + round * 37 % 200);
        committed = reported.unwrap_or(committed);
        let held = run(held(&place, each));
        // One more may have been committed and not been reported yet.
        assert!(held == committed || held == committed + 1, "round {round}: {committed} reported, {held} held");
        committed = held;
    }
    assert!(committed > 0, "nothing was ever entered: the child does not run");
}

#[test]
fn a_killed_approval_has_entered_all_or_nothing() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    run(async { place.filled().await.close().await.unwrap() });
    let mut approved = 0;
    for round in 0..ROUNDS {
        let reported = run_and_kill("approving_child", &place, 20 + round * 31 % 200);
        approved = reported.unwrap_or(approved);
        let held = run(approvals(&place));
        assert!(held == approved || held == approved + 1, "round {round}: {approved} reported, {held} held");
        approved = held;
    }
    assert!(approved > 0, "nothing was ever approved: the child does not run");
}

/// How many of the child's submissions are approved: as many as there are imports of them.
async fn approvals(place: &Place) -> u64 {
    let mut store = Store::open_existing(&place.address()).await.unwrap();
    assert_eq!(store.verify().await.unwrap().flaws, []);
    let all = Page { offset: 0, limit: 10_000 };
    let mut approved = 0;
    for submission in store.submissions(None, None, all).await.unwrap() {
        let done = submission.state() == SubmissionState::Approved;
        let staged = store.staged_files(submission.number).await.unwrap();
        assert_eq!(staged.is_empty(), done, "{submission:?}");
        approved += u64::from(done);
    }
    let log = store.log(0, 100_000).await.unwrap();
    let imports = log.iter().filter(|entry| entry.action == "导入").count() as u64 - 1;
    assert_eq!(imports, approved);
    approved
}

/// In which module of the test program this is.
fn within() -> String {
    module_path!().split_once("::").map_or_else(String::new, |(_, module)| format!("{module}::"))
}

/// The books of the child that this is.
async fn opened() -> Store {
    Store::open(&std::env::var(ADDRESS).unwrap()).await.unwrap()
}

/// Lets a child work, kills it so many milliseconds after it first reported, and tells what it reported last.
fn run_and_kill(child: &str, place: &Place, milliseconds: u64) -> Option<u64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{}{child}", within()), "--ignored", "--nocapture"])
        .env(FOLDER, place.folder.path())
        .env(ADDRESS, place.address())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: std::io::Result<String>| line.ok()?.strip_prefix("committed ")?.parse().ok();
    let first = lines.by_ref().find_map(number);
    std::thread::sleep(Duration::from_millis(milliseconds));
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(number).last().or(first)
}

/// How many of the child's entries, with so many payments each, the books hold, all of them whole.
async fn held(place: &Place, each: u64) -> u64 {
    let mut store = Store::open_existing(&place.address()).await.unwrap();
    let verified = store.verify().await.unwrap();
    assert_eq!(verified.flaws, []);
    let books = store.load("101", 2024).await.unwrap();
    let page = Page { offset: 0, limit: 1 };
    let payments = store.entries(&books, Source::Payments, &|_| true, page).await.unwrap().count;
    let own = PAYMENTS.lines().count() as u64 - 1;
    assert_eq!((payments - own) % each, 0, "{payments} payments");
    let held = (payments - own) / each;
    assert_eq!(held + 1, verified.entries);
    held
}

#[test]
#[ignore = "the child of a test above"]
fn importing_child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let folder = Path::new(&folder);
    run(async {
        let mut store = opened().await;
        let mut number = store.verify().await.unwrap().entries;
        loop {
            let file = folder.join(format!("{}{number}.csv", Kind::Payments.name()));
            std::fs::write(&file, payments(number)).unwrap();
            assert!(import(&mut store, &file).await.unwrap().entry.is_some());
            println!("committed {number}");
            number += 1;
        }
    });
}

#[test]
#[ignore = "the child of the test of approvals"]
fn approving_child() {
    let Ok(_) = std::env::var(FOLDER) else { return };
    run(async {
        let mut store = opened().await;
        let done = store.submissions(None, Some(SubmissionState::Approved), Page { offset: 0, limit: 10_000 }).await;
        let mut number = done.unwrap().len() as u64;
        loop {
            number += 1;
            // Payments that no submission has had, also none that was left over.
            let entries = store.log(0, 100_000).await.unwrap().len() as u64;
            let content = payments(1_000_000 + entries).into_bytes().into();
            let files = [Upload { name: "支付.csv".to_owned(), content }];
            let request = Request::Import { unit: "101", year: 2024, files: &files };
            let hand_in = HandIn { request, reason: "", summary: "{}", by: "张会计" };
            let submission = store.submit(hand_in).await.unwrap().number;
            store.decide(submission, "李主任", Verdict::Approve, "").await.unwrap();
            println!("committed {number}");
        }
    });
}

#[test]
#[ignore = "the child of a test above"]
fn entering_child() {
    let Ok(_) = std::env::var(FOLDER) else { return };
    run(async {
        let mut store = opened().await;
        let mut number = store.head().await.unwrap();
        loop {
            let voucher = format!("H{number}");
            let payment = Payment {
                voucher: &voucher,
                entry: "",
                date: Date::new(2024, 5, 6).unwrap(),
                unit: "101",
                line: "Z1",
                fund: Fund::General,
                function: 2_010_301,
                nature: Nature::Office,
                economic: 30_201,
                project: "",
                amount: Fen(1),
                payee: "文具店",
                purpose: "办公用品",
            };
            let act = Act { actor: "王", action: "登记支付", subject: "2024", before: None, after: None };
            let entry = store.append(2024, &[Record::Payment(payment)], act).await.unwrap();
            assert_eq!(entry.number, number + 1);
            println!("committed {number}");
            number += 1;
        }
    });
}

fn payments(file: u64) -> String {
    let mut text = PAYMENTS.lines().next().unwrap().to_owned() + "\n";
    for number in 0..EACH {
        let economic = 30_201 + number % 2 * 10;
        let line = "101,Z1,一般公共预算财政拨款,2010301,公用经费";
        writeln!(text, "V{file}-{number},,2024-05-06,{line},{economic},0.01,文具店,办公用品").unwrap();
    }
    text
}
