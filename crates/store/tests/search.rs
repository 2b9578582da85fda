//! Searching gives what going through all records gives, page by page.

mod common;

use std::fmt::Write as _;

use common::{PAYMENTS, Place, import, run};
use juesuan_amount::Fen;
use juesuan_books::{Date, Fund, Kind, Record};
use juesuan_store::{Cursor, Filter, Found, Hit, Store};

/// Words with all that a database might take for something else.
const PAYEES: [&str; 8] = ["文具店", "100%棉", "a_b公司", "O'Brien", r"C:\甲", "甲\"乙", "ABC物业", "~波浪"];

/// Payments of a file, with amounts, days, units and economic codes that differ.
fn payments(file: usize, count: usize) -> String {
    let mut text = PAYMENTS.lines().next().unwrap().to_owned() + "\n";
    for number in 0..count {
        let line = match number % 3 {
            0 => "101,Z1,一般公共预算财政拨款,2010301",
            1 => "101002,Z2,一般公共预算财政拨款,2010350",
            _ => "101,,事业收入,2010301",
        };
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        let (economic, yuan) = ([30201, 30202, 30211][number % 7 % 3], number % 50);
        let payee = PAYEES[number % PAYEES.len()];
        let payee = format!("\"{}\"", payee.replace('"', "\"\""));
        writeln!(
            text,
            "F{file}-{number:03},,2024-{month:02}-{day:02},{line},{}",
            format_args!("公用经费,{economic},{yuan}.5,{payee},第{number}次"),
        )
        .unwrap();
    }
    text
}

/// Books of three files of payments, the second of which is withdrawn.
async fn filled(place: &Place) -> Store {
    let mut store = place.filled().await;
    for file in 1..=3 {
        let path = place.write(&format!("支付{file}.csv"), &payments(file, 130));
        let entry = import(&mut store, &path).await.unwrap().entry.unwrap();
        if file == 2 {
            store.withdraw(entry.number, "王").await.unwrap();
        }
    }
    store
}

/// All pages of a search, of so many records each.
async fn pages(store: &mut Store, unit: &str, kind: Kind, filter: &Filter, limit: u32) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let Found { hits: page, next, .. } =
            store.search(unit, 2024, kind, filter, after.as_ref(), limit).await.unwrap();
        assert!(page.len() <= limit as usize);
        assert!(next.is_none() || page.len() == limit as usize, "the books are small: no search stops early");
        hits.extend(page);
        let Some(next) = next else { return hits };
        // As it comes back from an address.
        after = Some(next.to_string().parse().unwrap());
        assert_eq!(after.as_ref(), Some(&next));
    }
}

/// The cells of the records that pass a test, in the order of the books.
async fn all(
    store: &mut Store,
    unit: &str,
    kind: Kind,
    test: &(dyn Fn(&Record<'_>) -> bool + Sync),
) -> Vec<Vec<String>> {
    let mut cells = Vec::new();
    let each = &mut |record: &Record<'_>| {
        if test(record) {
            cells.push(record.cells());
        }
    };
    store.records(unit, 2024, &[kind], each).await.unwrap();
    cells
}

fn cells(hits: &[Hit]) -> Vec<Vec<String>> {
    hits.iter().map(|hit| hit.cells.clone()).collect()
}

/// A way of finding payments, and of telling them.
type Case = (Filter, fn(&juesuan_books::Payment<'_>) -> bool);

fn cases() -> Vec<Case> {
    let day = |text| Date::parse(text);
    let filter = Filter::default;
    vec![
        (filter(), |_| true),
        (Filter { text: "%".into(), ..filter() }, |p| p.payee.contains('%')),
        (Filter { text: "_".into(), ..filter() }, |p| p.payee.contains('_')),
        (Filter { text: "'".into(), ..filter() }, |p| p.payee.contains('\'')),
        (Filter { text: "\\".into(), ..filter() }, |p| p.payee.contains('\\')),
        (Filter { text: "\"".into(), ..filter() }, |p| p.payee.contains('"')),
        (Filter { text: "abc物".into(), ..filter() }, |p| p.payee == "ABC物业"),
        (Filter { text: "' OR 1=1 --".into(), ..filter() }, |_| false),
        (Filter { text: "第7".into(), ..filter() }, |p| p.purpose.contains("第7")),
        (Filter { text: "f1-00".into(), ..filter() }, |p| p.voucher.starts_with("F1-00")),
        (Filter { from: day("2024-03-05"), to: day("2024-07-09"), ..filter() }, |p| {
            ("2024-03-05".."2024-07-10").contains(&p.date.to_string().as_str())
        }),
        (Filter { least: Some(Fen(1050)), most: Some(Fen(2050)), ..filter() }, |p| (1050..=2050).contains(&p.amount.0)),
        (Filter { fund: Some(Fund::Business), ..filter() }, |p| p.fund == Fund::Business),
        (Filter { function: "20103".into(), economic: "3021".into(), ..filter() }, |p| p.economic == 30211),
        (Filter { function: "2010350".into(), ..filter() }, |p| p.function == 2_010_350),
        (Filter { line: "Z2".into(), ..filter() }, |p| p.line == "Z2"),
        (Filter { project: "P".into(), ..filter() }, |_| false),
        (Filter { number: "F3-".into(), ..filter() }, |p| p.voucher.starts_with("F3-")),
        (Filter { number: "F3-1".into(), text: "甲".into(), line: "Z1".into(), ..filter() }, |p| {
            p.voucher.starts_with("F3-1") && p.payee.contains('甲') && p.line == "Z1"
        }),
        (Filter { number: "F1-007".into(), ..filter() }, |p| p.voucher == "F1-007"),
        (Filter { number: "%".into(), ..filter() }, |_| false),
    ]
}

#[test]
fn payments_are_found_page_by_page() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = filled(&place).await;
        for unit in ["101", "101002"] {
            for (filter, test) in cases() {
                let test = |record: &Record<'_>| matches!(record, Record::Payment(payment) if test(payment));
                let mut expected = all(&mut store, unit, Kind::Payments, &test).await;
                if !filter.number.is_empty() {
                    expected.sort_by(|a, b| a[0].cmp(&b[0]));
                }
                for limit in [1, 7, 50, 1000] {
                    let hits = pages(&mut store, unit, Kind::Payments, &filter, limit).await;
                    assert_eq!(cells(&hits), expected, "{unit} {filter:?} {limit}");
                }
            }
        }
        let hits = pages(&mut store, "101", Kind::Payments, &Filter::default(), 50).await;
        assert!(hits.iter().all(|hit| !hit.cells[0].starts_with("F2-")), "what is withdrawn is not found");
        assert!(hits.iter().any(|hit| hit.unit == "101002" && hit.line == "Z2" && hit.function == 2_010_350));
    });
}

#[test]
fn what_accounts_decide_is_counted_and_added_up() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = filled(&place).await;
        for (filter, _) in cases() {
            let found = store.search("101", 2024, Kind::Payments, &filter, None, 5).await.unwrap();
            let hits = pages(&mut store, "101", Kind::Payments, &filter, 1000).await;
            let Filter { number, text, from, least, .. } = &filter;
            let by_account = number.is_empty() && text.is_empty() && from.is_none() && least.is_none();
            let total = (hits.len() as u64, hits.iter().map(|hit| hit.amount).sum());
            assert_eq!(found.total, by_account.then_some(total), "{filter:?}");
        }
    });
}

#[test]
fn every_kind_can_be_searched() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = filled(&place).await;
        for kind in Kind::ALL {
            let expected = all(&mut store, "101", kind, &|_| true).await;
            assert_eq!(cells(&pages(&mut store, "101", kind, &Filter::default(), 2).await), expected, "{kind:?}");
            for (filter, _) in cases() {
                pages(&mut store, "101", kind, &filter, 2).await;
            }
        }
        let budget = Filter { text: "设备".to_owned(), number: "Z1".to_owned(), ..Filter::default() };
        let found = pages(&mut store, "101", Kind::Budget, &budget, 5).await;
        assert_eq!(found.iter().map(|hit| hit.amount).collect::<Vec<_>>(), [Fen(5_000_000)]);
        let receipts = Filter { from: Date::parse("2024-01-06"), text: "财政局".to_owned(), ..Filter::default() };
        let found = pages(&mut store, "101", Kind::Receipts, &receipts, 5).await;
        assert_eq!(found.iter().map(|hit| hit.cells[0].as_str()).collect::<Vec<_>>(), ["S2"]);
    });
}

#[test]
fn a_place_that_nobody_gave_does_no_harm() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = filled(&place).await;
        for text in ["", "x", "1.5", "~", "99999999999999999999"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
        let numbers = Filter { number: "F1".to_owned(), ..Filter::default() };
        for text in ["-9223372036854775808", "9223372036854775807", "0~A", "5~F1-12'", "7"] {
            let cursor: Cursor = text.parse().unwrap();
            for filter in [&Filter::default(), &numbers] {
                let found = store.search("101", 2024, Kind::Payments, filter, Some(&cursor), 1000).await.unwrap();
                assert!(found.hits.iter().all(|hit| hit.cells[0].starts_with(&filter.number)));
            }
        }
    });
}
