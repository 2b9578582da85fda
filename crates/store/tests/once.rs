//! Requests that come twice are done once; the second is answered as the first was.

mod common;

use common::{BUDGET, PAYMENTS, Place, RECEIPTS, UNITS, run};
use juesuan_books::{Reason, Record};
use juesuan_store::{
    Act, Answer, Done, Error, HandIn, Imported, LogEntry, Once, Refused, Request, Result, Store, Upload,
};

const FIRST: Once<'_> = Once { token: "令牌1", key: "k-1'; --", request: "abc" };

fn told(entry: &LogEntry) -> Answer {
    Answer { status: 201, body: format!("{{\"entry\":{}}}", entry.number) }
}

async fn append(store: &mut Store, once: Once<'_>, text: &str) -> Result<Done<LogEntry>> {
    let records = [Record::Reason(Reason { figure: "T1/total", text, unit: "101" })];
    let act = Act { actor: "王", action: "记入", subject: "2024 101", before: None, after: None };
    store.append_once(once, 2024, &records, act, &told).await
}

#[test]
fn a_repeated_request_has_the_answer_of_the_first() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let Done::Now(entry) = append(&mut store, FIRST, "设备更新").await.unwrap() else { panic!("it is new") };
        let again = append(&mut store, FIRST, "设备更新").await.unwrap();
        assert_eq!(again, Done::Before(told(&entry)));
        let error = append(&mut store, Once { request: "abd", ..FIRST }, "别的").await.unwrap_err();
        assert!(error.to_string().contains("请换一个键"), "{error}");
        assert!(matches!(error, Error::NotDone(Refused::OtherRequest(key)) if key == FIRST.key));
        let other = append(&mut store, Once { token: "令牌2", ..FIRST }, "人员增加").await.unwrap();
        assert!(matches!(other, Done::Now(_)), "another token has keys of its own");
        assert_eq!(store.log(0, 9).await.unwrap().len(), 3);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn what_failed_may_come_again() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        append(&mut store, Once { key: "k-0", ..FIRST }, "设备更新").await.unwrap();
        let repeated = append(&mut store, FIRST, "设备更新").await.unwrap_err();
        assert!(matches!(repeated, Error::Repeated(_)), "{repeated}");
        let now = append(&mut store, FIRST, "人员增加").await.unwrap();
        assert!(matches!(now, Done::Now(_)));
        let long = "k".repeat(501);
        let error = append(&mut store, Once { key: &long, ..FIRST }, "别的").await.unwrap_err();
        assert!(matches!(error, Error::NotDone(Refused::LongText { .. })));
    });
}

#[test]
fn answers_expire() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        append(&mut store, FIRST, "一").await.unwrap();
        place.behind("UPDATE answer SET at = at - 8 * 86400").await.unwrap();
        let now = append(&mut store, Once { request: "另一个", ..FIRST }, "二").await.unwrap();
        assert!(matches!(now, Done::Now(_)));
        assert_eq!(place.number("SELECT count(*) FROM answer").await, 1);
    });
}

#[test]
fn imports_and_submissions_come_once_too() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().open().await;
        let file = |name: &str, text: &str| Upload { name: name.to_owned(), content: text.as_bytes().into() };
        let files = [
            file("单位.csv", UNITS),
            file("预算指标.csv", BUDGET),
            file("收入.csv", RECEIPTS),
            file("支付.csv", PAYMENTS),
        ];
        let answer = |imported: &Imported| told(imported.entry.as_ref().expect("something new"));
        let Done::Now(imported) = store.import_once(FIRST, 2024, &files, "张", &answer).await.unwrap() else {
            panic!("it is new")
        };
        let again = store.import_once(FIRST, 2024, &files, "张", &answer).await.unwrap();
        assert_eq!(again, Done::Before(answer(&imported)));
        let request = Request::Import { unit: "101", year: 2024, files: &files };
        let hand_in = HandIn { request, reason: "", summary: "{}", by: "张" };
        let once = Once { key: "k-2", ..FIRST };
        let answer = |s: &juesuan_store::Submission| Answer { status: 202, body: s.number.to_string() };
        let Done::Now(handed) = store.submit_once(once, hand_in, &answer).await.unwrap() else { panic!("it is new") };
        assert_eq!(store.submit_once(once, hand_in, &answer).await.unwrap(), Done::Before(answer(&handed)));
        assert_eq!(store.log(0, 9).await.unwrap().len(), 2);
    });
}

#[test]
fn of_two_at_once_one_is_done() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    run(async { place.filled().await.close().await.unwrap() });
    let address = place.address();
    let send = || {
        let address = address.clone();
        std::thread::spawn(move || {
            run(async move { append(&mut Store::open_existing(&address).await.unwrap(), FIRST, "一").await.unwrap() })
        })
    };
    let senders = [send(), send(), send()];
    let results = senders.map(|sender| sender.join().unwrap());
    assert_eq!(results.iter().filter(|done| matches!(done, Done::Now(_))).count(), 1, "{results:?}");
    assert_eq!(run(async { place.open().await.log(0, 9).await.unwrap().len() }), 2);
}
