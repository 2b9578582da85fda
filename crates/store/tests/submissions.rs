//! What is handed in is decided by another person (双人复核), and enters the books with the decision or not at all.

mod common;

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use common::{BUDGET, PAYMENTS, Place, RECEIPTS, UNITS, run};
use juesuan_books::Kind;
use juesuan_store::{
    Decided, Error, HandIn, Matter, Page, Refused, Request, Result, Store, Submission, SubmissionState, Upload, Verdict,
};

const ALL: Page = Page { offset: 0, limit: 100 };

fn upload(name: &str, text: &str) -> Upload {
    Upload { name: name.to_owned(), content: text.as_bytes().into() }
}

fn books() -> Vec<Upload> {
    vec![
        upload("单位.csv", UNITS),
        upload("预算指标.csv", BUDGET),
        upload("收入.csv", RECEIPTS),
        upload("支付.csv", PAYMENTS),
    ]
}

async fn hand_in(store: &mut Store, unit: &str, files: &[Upload]) -> Result<Submission> {
    let request = Request::Import { unit, year: 2024, files };
    store.submit(HandIn { request, reason: "", summary: "{\"支付\":4}", by: "张会计" }).await
}

async fn approve(store: &mut Store, number: i64, who: &str) -> Result<Decided> {
    store.decide(number, who, Verdict::Approve, "").await
}

fn refused(error: Error) -> Refused {
    match error {
        Error::NotDone(refused) => refused,
        other => panic!("{other}"),
    }
}

/// How many rows a table has.
async fn count(place: &Place, table: &str) -> i64 {
    place.number(&format!("SELECT count(*) FROM {table}")).await
}

#[test]
fn an_import_enters_with_its_approval() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let handed = hand_in(&mut store, "101", &books()).await.unwrap();
        assert_eq!((handed.matter, handed.state()), (Matter::Import, SubmissionState::HandedIn));
        assert_eq!(store.staged_files(handed.number).await.unwrap(), books());
        assert!(store.years().await.unwrap().is_empty(), "nothing is entered yet");
        assert_eq!(store.verify().await.unwrap().flaws, []);

        let Decided { submission, imported } = approve(&mut store, handed.number, "李主任").await.unwrap();
        let decision = submission.decision.as_ref().unwrap();
        let entry = imported.unwrap().entry.unwrap();
        assert_eq!((decision.brought, decision.by.as_str()), (Some(entry.number), "李主任"));
        assert_eq!((entry.actor.as_str(), entry.action.as_str()), ("张会计", "导入"));
        assert_eq!(Some(submission), store.submission(handed.number).await.unwrap());
        assert_eq!(store.load("101", 2024).await.unwrap().units.len(), 2);

        assert_eq!(store.staged_files(handed.number).await.unwrap(), [], "the bytes are let go");
        assert_eq!((count(&place, "staged").await, count(&place, "submission_file").await), (0, 4));
        assert_eq!(store.verify().await.unwrap().flaws, []);
        let told: Vec<String> = store.log(0, 10).await.unwrap().into_iter().map(|entry| entry.action).collect();
        assert_eq!(told, ["送审", "导入", "复核通过"]);
    });
}

#[test]
fn the_same_person_does_not_decide() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let number = hand_in(&mut store, "", &books()).await.unwrap().number;
        for who in ["张会计", " 张会计 "] {
            let error = approve(&mut store, number, who).await.unwrap_err();
            assert!(error.to_string().contains("请由另一人复核"), "{error}");
            assert!(matches!(refused(error), Refused::SamePerson { .. }));
            let error = store.decide(number, who, Verdict::Refuse, "不对").await.unwrap_err();
            assert!(matches!(refused(error), Refused::SamePerson { .. }));
        }
        let other = store.decide(number, "李主任", Verdict::TakeBack, "").await.unwrap_err();
        assert_eq!(refused(other), Refused::NotOwn { number, by: "张会计".to_owned() });
        assert_eq!(refused(approve(&mut store, number, " ").await.unwrap_err()), Refused::NoActor);
        assert_eq!(refused(approve(&mut store, 99, "李主任").await.unwrap_err()), Refused::NoSubmission(99));
        let silent = store.decide(number, "李主任", Verdict::Refuse, " ").await.unwrap_err();
        assert_eq!(refused(silent), Refused::NoReason);
        assert_eq!(store.log(0, 10).await.unwrap().len(), 1, "nothing but the handing in");

        let back = store.decide(number, "张会计", Verdict::TakeBack, "").await.unwrap();
        assert_eq!(back.submission.state(), SubmissionState::TakenBack);
        assert_eq!(count(&place, "staged").await, 0);
        let again = hand_in(&mut store, "", &books()).await.unwrap().number;
        let no = store.decide(again, "李主任", Verdict::Refuse, "金额有误").await.unwrap();
        assert_eq!(no.submission.decision.unwrap().reason, "金额有误");
        assert!(store.years().await.unwrap().is_empty());
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn of_two_who_decide_at_once_one_wins() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    let number = run(async {
        let mut store = place.open().await;
        hand_in(&mut store, "101", &books()).await.unwrap().number
    });
    let address = place.address();
    let decide = |who: &'static str, verdict| {
        let address = address.clone();
        std::thread::spawn(move || {
            run(async move {
                let mut store = Store::open_existing(&address).await.unwrap();
                store.decide(number, who, verdict, "已看过").await
            })
        })
    };
    let racers = [decide("李主任", Verdict::Approve), decide("王主任", Verdict::Refuse)];
    let results = racers.map(|racer| racer.join().unwrap());
    let [won, lost] = match results {
        [Ok(won), Err(lost)] | [Err(lost), Ok(won)] => [Ok(won), Err(lost)],
        other => panic!("{other:?}"),
    };
    let (won, lost) = (won.unwrap(), lost.unwrap_err());
    assert!(lost.to_string().contains("请刷新后再看"), "{lost}");
    let by = won.submission.decision.clone().unwrap().by;
    assert_eq!(refused(lost), Refused::Decided { number, state: won.submission.state(), by });
    run(async {
        let mut store = place.open().await;
        assert_eq!(store.verify().await.unwrap().flaws, []);
        assert_eq!(store.years().await.unwrap().is_empty(), won.submission.state() == SubmissionState::Refused);
    });
}

#[test]
fn what_the_door_refuses_stays_handed_in() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let heading = PAYMENTS.lines().next().unwrap();
        let row = "P9,,2024-05-08,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,999999,文具店,办公用品";
        let wrong = [upload("支付.csv", &format!("{heading}\n{row}\n"))];
        let number = hand_in(&mut store, "101", &wrong).await.unwrap().number;
        let before = store.log(0, 100).await.unwrap();
        let error = approve(&mut store, number, "李主任").await.unwrap_err();
        assert!(matches!(&error, Error::Problems(problems) if problems.list.len() == 1), "{error}");
        assert_eq!(store.log(0, 100).await.unwrap(), before);
        assert_eq!(store.submission(number).await.unwrap().unwrap().state(), SubmissionState::HandedIn);
        assert_eq!(store.staged_files(number).await.unwrap(), wrong);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn records_of_other_units_are_not_let_in() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let heading = PAYMENTS.lines().next().unwrap();
        let row = "P9,,2024-05-08,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,1,文具店,办公用品";
        let files = [upload("支付.csv", &format!("{heading}\n{row}\n"))];
        let below = hand_in(&mut store, "101002", &files).await.unwrap().number;
        let error = approve(&mut store, below, "李主任").await.unwrap_err();
        let outside = Refused::Outside { unit: "101002".to_owned(), others: "101".to_owned() };
        assert_eq!(refused(error), outside);
        let payments = |preview: juesuan_store::Preview| preview.summary.counts[&Kind::Payments];
        let preview = store.preview("101", 2024, &files).await.unwrap();
        assert_eq!(
            (payments(preview.clone()).new, preview.sums[&Kind::Payments].0),
            (1, 100),
            "it is not in the books"
        );
        assert_eq!((preview.units.len(), preview.outside.len()), (1, 0));
        let preview = store.preview("101002", 2024, &files).await.unwrap();
        assert_eq!(preview.outside.into_iter().collect::<Vec<_>>(), ["101"]);
        let above = hand_in(&mut store, "101", &files).await.unwrap().number;
        approve(&mut store, above, "李主任").await.unwrap();
        let request = Request::Withdrawal { unit: "101002", entry: 1 };
        let number = store.submit(HandIn { request, reason: "重复", summary: "null", by: "张" }).await.unwrap().number;
        assert!(matches!(refused(approve(&mut store, number, "李").await.unwrap_err()), Refused::Outside { .. }));
    });
}

#[test]
fn a_withdrawal_is_decided_too() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let ask = |entry, reason| {
            let request = Request::Withdrawal { unit: "101", entry };
            HandIn { request, reason, summary: "{}", by: "张会计" }
        };
        assert_eq!(refused(store.submit(ask(1, " ")).await.unwrap_err()), Refused::NoReason);
        assert!(matches!(store.submit(ask(9, "重复")).await.unwrap_err(), Error::NoImport(9)));
        let number = store.submit(ask(1, "重复")).await.unwrap().number;
        assert_eq!(refused(store.submit(ask(1, "重复")).await.unwrap_err()), Refused::Waiting(number));
        let done = approve(&mut store, number, "李主任").await.unwrap();
        let brought = done.submission.decision.unwrap().brought.unwrap();
        assert_eq!(store.log(brought - 1, 1).await.unwrap()[0].action, "撤销导入");
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn a_preview_lists_all_problems_and_changes_nothing() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let preview = store.preview("101", 2024, &books()).await.unwrap();
        assert_eq!(preview.summary.files, 4);
        assert_eq!(preview.sums[&Kind::Payments].0, 330_000);
        assert_eq!(preview.units.iter().collect::<Vec<_>>(), ["101", "101002"]);
        assert!(preview.outside.is_empty(), "the same files tell who is below whom: {:?}", preview.outside);
        let wrong = [upload("支付.csv", &PAYMENTS.replace("2024-0", "2023-0")), upload("坏.xlsx", "PK\u{3}\u{4}坏")];
        let Error::Problems(problems) = store.preview("", 2024, &wrong).await.unwrap_err() else {
            panic!("no problems")
        };
        assert!(problems.list.len() >= 5, "{problems}");
        assert!(store.log(0, 1).await.unwrap().is_empty());
        assert!(store.years().await.unwrap().is_empty());
    });
}

#[test]
fn what_is_too_large_or_misnamed_is_not_taken() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().open().await;
        let large: std::sync::Arc<[u8]> = vec![b'x'; 65 << 20].into();
        let large = ["a.csv", "b.csv"].map(|name| Upload { name: name.to_owned(), content: large.clone() });
        let error = hand_in(&mut store, "101", &large).await.unwrap_err();
        assert!(error.to_string().contains("128 MB"), "{error}");
        let many: Vec<Upload> = (0..101).map(|n| upload(&format!("{n}.csv"), "")).collect();
        assert!(matches!(refused(hand_in(&mut store, "", &many).await.unwrap_err()), Refused::ManyFiles { .. }));
        let up = [upload("../支付.csv", PAYMENTS)];
        assert!(matches!(refused(hand_in(&mut store, "", &up).await.unwrap_err()), Refused::FileName(_)));
        assert_eq!(refused(hand_in(&mut store, "", &[]).await.unwrap_err()), Refused::NoFiles);
        let files = books();
        let request = Request::Import { unit: "", year: 2024, files: &files };
        let long = "字".repeat(5_001);
        let hand_in = HandIn { request, reason: &long, summary: "{}", by: "张" };
        assert!(matches!(refused(store.submit(hand_in).await.unwrap_err()), Refused::LongText { .. }));
        let hand_in = HandIn { reason: "", summary: "<b>", ..hand_in };
        assert_eq!(refused(store.submit(hand_in).await.unwrap_err()), Refused::Summary);
        assert!(store.log(0, 1).await.unwrap().is_empty());
    });
}

#[test]
fn lists_are_of_units_and_states_whatever_the_texts_hold() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let nasty = common::keepable("') OR 1=1; DROP TABLE log; -- \" % _ \\ \0 <script>");
        let nasty = nasty.as_str();
        let files = books();
        let mut numbers = Vec::new();
        for unit in ["101", nasty, "10%"] {
            let request = Request::Import { unit, year: 2024, files: &files };
            let hand_in = HandIn { request, reason: nasty, summary: "\"'<>\"", by: nasty };
            numbers.push(store.submit(hand_in).await.unwrap().number);
        }
        store.decide(numbers[0], "李", Verdict::Refuse, nasty).await.unwrap();
        let all = store.submissions(None, None, ALL).await.unwrap();
        assert_eq!(all.iter().map(|s| s.number).collect::<Vec<_>>(), [numbers[2], numbers[1], numbers[0]]);
        assert_eq!((all[1].unit.as_str(), all[1].reason.as_str(), all[1].by.as_str()), (nasty, nasty, nasty));
        let of = |units: &'static [&'static str]| units;
        let found = store.submissions(Some(of(&["10%", "%"])), None, ALL).await.unwrap();
        assert_eq!(found.iter().map(|s| s.number).collect::<Vec<_>>(), [numbers[2]]);
        assert!(store.submissions(Some(&[]), None, ALL).await.unwrap().is_empty(), "no unit is not all units");
        let waiting = store.submissions(None, Some(SubmissionState::HandedIn), ALL).await.unwrap();
        assert_eq!(waiting.len(), 2);
        let no = store.submissions(Some(&["101"]), Some(SubmissionState::Refused), ALL).await.unwrap();
        assert_eq!(no[0].decision.as_ref().unwrap().reason, nasty);
        assert_eq!(store.submissions(None, None, Page { offset: 2, limit: 9 }).await.unwrap().len(), 1);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn an_approval_that_is_given_up_halfway_leaves_nothing() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    run(async {
        let mut store = place.open().await;
        let number = hand_in(&mut store, "101", &books()).await.unwrap().number;
        // A future that is dropped at any of its stops is a request whose connection broke.
        for stops in 0..60 {
            let mut deciding = Box::pin(approve(&mut store, number, "李主任"));
            let mut ended = false;
            for _ in 0..stops {
                let polled = poll_fn(|context| Poll::Ready(deciding.as_mut().poll(context))).await;
                if let Poll::Ready(done) = polled {
                    done.unwrap();
                    ended = true;
                    break;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            drop(deciding);
            if ended {
                break;
            }
            let submission = store.submission(number).await.unwrap().unwrap();
            let entered = !store.years().await.unwrap().is_empty();
            assert_eq!(submission.state() == SubmissionState::Approved, entered, "after {stops} stops");
            assert_eq!(count(&place, "staged").await == 0, entered, "after {stops} stops");
            if entered {
                break;
            }
        }
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn what_is_done_can_move_between_threads() {
    if common::skips() {
        return;
    }
    fn moves<T: Send>(future: T) -> T {
        future
    }
    run(async {
        let mut store = Place::new().open().await;
        let files = books();
        moves(store.preview("101", 2024, &files)).await.unwrap();
        let request = Request::Import { unit: "", year: 2024, files: &files };
        let hand_in = HandIn { request, reason: "", summary: "{}", by: "张" };
        let number = moves(store.submit(hand_in)).await.unwrap().number;
        moves(store.staged_files(number)).await.unwrap();
        moves(store.submissions(Some(&["101"]), None, ALL)).await.unwrap();
        moves(store.decide(number, "李", Verdict::Approve, "")).await.unwrap();
        moves(store.verify()).await.unwrap();
    });
}

#[test]
fn past_imports_are_listed_for_those_whose_they_are() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let number = hand_in(&mut store, "101", &books()).await.unwrap().number;
        let first = approve(&mut store, number, "李主任").await.unwrap().imported.unwrap().entry.unwrap().number;
        let more = "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,经济科目,金额\n\
                    P9,2024-05-01,101002,Z2,一般公共预算财政拨款,2010350,公用经费,30201,4.00\n";
        let number = hand_in(&mut store, "101002", &[upload("补.csv", more)]).await.unwrap().number;
        let second = approve(&mut store, number, "李主任").await.unwrap().imported.unwrap().entry.unwrap().number;

        let all = store.imports("101", 2024, ALL).await.unwrap();
        assert_eq!(all.iter().map(|import| import.entry).collect::<Vec<_>>(), [second, first]);
        assert_eq!((all[0].files.as_slice(), all[0].actor.as_str()), (["补.csv".to_owned()].as_slice(), "张会计"));
        let brought = all[0].brought[&Kind::Payments];
        assert_eq!((all[0].brought.len(), brought.0, brought.1.0), (1, 1, 400));
        assert_eq!(all[1].brought[&Kind::Payments].0, 4);
        let own = store.imports("101002", 2024, ALL).await.unwrap();
        assert_eq!(own.iter().map(|import| import.entry).collect::<Vec<_>>(), [second], "the first is not theirs");
        let later = store.imports("101", 2024, Page { offset: 1, limit: 1 }).await.unwrap();
        assert_eq!(later.iter().map(|import| import.entry).collect::<Vec<_>>(), [first]);

        let withdrawal = store.withdraw(second, "张会计").await.unwrap().number;
        assert_eq!(store.imports("101", 2024, ALL).await.unwrap()[0].withdrawn, Some(withdrawal));
    });
}
