//! What is only with a server: what its troubles are called, who reads what, and books that move from a file to it and back.

mod common;

use common::server::{address, is_there, new_database};
use common::{Place, import, run};
use juesuan_books::Reason;
use juesuan_store::{Error, Note, NoteVerdict, Page, Source, Store, Trouble, copy};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

async fn trouble(url: &str) -> Trouble {
    match Store::open(url).await {
        Err(Error::Server { trouble, .. }) => trouble,
        other => panic!("{url}: {other:?}"),
    }
}

async fn past(url: &str, sql: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
}

#[test]
fn troubles_have_names() {
    if !is_there() {
        return;
    }
    run(async {
        let url = address(&new_database());
        let unreachable = trouble("postgres://juesuan@127.0.0.1:1/books").await;
        assert!(matches!(unreachable, Trouble::Unreachable(_)), "{unreachable}");
        assert!(matches!(trouble(&address("no_such")).await, Trouble::NoDatabase));
        past(&url, "CREATE ROLE locked LOGIN PASSWORD 'right'").await;
        let login = trouble(&url.replace("juesuan@", "locked:wrong@")).await;
        assert!(matches!(login, Trouble::Login(_)) && !login.to_string().contains("wrong"), "{login}");
        assert!(matches!(Store::open_existing(&url).await, Err(Error::Server { trouble: Trouble::NoBooks, .. })));
        past(&url, "CREATE TABLE other (x INT)").await;
        assert!(matches!(trouble(&url).await, Trouble::NotBooks));

        let url = address(&new_database());
        let mut store = Store::open(&url).await.unwrap();
        let note = Note {
            unit: "101",
            finding: "x",
            verdict: NoteVerdict::Explained,
            text: "a\0b",
            year: 2024,
            document: "d",
            by: "张",
        };
        let refused = store.note(note).await.unwrap_err();
        assert!(matches!(refused, Error::Server { trouble: Trouble::Character, .. }), "{refused}");
        store.note(Note { text: "ab", ..note }).await.unwrap();
        past(&url, "INSERT INTO _sqlx_migrations VALUES (99, 'later', now(), true, '', 1)").await;
        assert!(matches!(Store::open(&url).await, Err(Error::Newer { found: 99, .. })));
    });
}

#[test]
fn programs_that_start_together_make_one_schema() {
    if !is_there() {
        return;
    }
    let url = address(&new_database());
    std::thread::scope(|scope| {
        let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| run(async { Store::open(&url).await.map(drop) }))).collect();
        for start in starts {
            start.join().unwrap().unwrap();
        }
    });
    run(async {
        let mut connection = PgConnection::connect(&url).await.unwrap();
        let sql = "SELECT count(*) FROM pg_index JOIN pg_class ON oid = indexrelid \
                   WHERE indisvalid AND relname IN ('payments_by_voucher', 'segment_by_entry')";
        let made: i64 = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
        assert_eq!(made, 2);
    });
}

#[test]
fn books_that_somebody_writes_are_busy() {
    if !is_there() {
        return;
    }
    run(async {
        let place = Place::new();
        place.filled().await.close().await.unwrap();
        let url = address(&new_database());
        copy(&place.address(), &url).await.unwrap();
        let mut store = Store::open(&url).await.unwrap();
        let mut other = PgConnection::connect(&url).await.unwrap();
        let lock = i64::from_be_bytes(*b"juesuan1");
        let mut held = other.begin().await.unwrap();
        sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(lock).execute(&mut *held).await.unwrap();
        let error = import(&mut store, &place.write("支付2.csv", "支付凭证号\n")).await.unwrap_err();
        assert!(matches!(error, Error::Busy(_)), "{error}");
        store.load("101", 2024).await.unwrap();
    });
}

#[test]
fn a_copy_is_the_same_there_and_back() {
    if !is_there() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        store.first_start(1_720_000_000).await.unwrap();
        let text = "制表\t换行\n反斜\\杠 \\N 引号\"";
        let note = Note {
            unit: "101",
            finding: "x",
            verdict: NoteVerdict::Explained,
            text,
            year: 2024,
            document: "d",
            by: "张",
        };
        store.note(note).await.unwrap();
        store.close().await.unwrap();
        let url = address(&new_database());
        let back = format!("sqlite:{}", place.path("回来.db").display());
        let there = copy(&place.address(), &url).await.unwrap();
        let again = copy(&url, &back).await.unwrap();
        assert_eq!(there, again);
        assert!(there.records > 0 && there.rows > there.records);
        for full in [&url, &back] {
            assert!(matches!(copy(&place.address(), full).await, Err(Error::NotEmpty(_))), "{full}");
        }
        let mut last = None;
        for address in [place.address(), url, back] {
            let mut store = Store::open_existing(&address).await.unwrap();
            let verified = store.verify().await.unwrap();
            assert_eq!((&verified.flaws[..], &verified.head), (&[][..], &there.head), "{address}");
            assert_eq!(store.notes("101").await.unwrap()[0].text, text);
            let books = store.load("101", 2024).await.unwrap();
            assert_eq!(*last.get_or_insert_with(|| books.totals.clone()), books.totals, "{address}");
        }
    });
}

#[test]
fn a_connection_that_broke_is_replaced() {
    if !is_there() {
        return;
    }
    run(async {
        let url = address(&new_database());
        let mut store = Store::open(&url).await.unwrap();
        past(
            &url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                    AND pid <> pg_backend_pid()",
        )
        .await;
        let lost = store.head().await.unwrap_err();
        assert!(matches!(lost, Error::Server { trouble: Trouble::Lost, .. }), "{lost}");
        assert_eq!(store.head().await.unwrap(), 0);
    });
}

#[test]
fn a_tampered_book_is_not_copied() {
    if !is_there() {
        return;
    }
    run(async {
        let place = Place::new();
        place.filled().await.close().await.unwrap();
        place.behind("UPDATE total SET amount = amount + 1 WHERE kind = 'payments'").await.unwrap();
        let url = address(&new_database());
        assert!(matches!(copy(&place.address(), &url).await, Err(Error::BadCopy { .. })));
        assert!(matches!(Store::open_existing(&url).await, Err(Error::Server { trouble: Trouble::NoBooks, .. })));
    });
}

/// The number that SQL gives to a role; none when it may not ask.
async fn seen(url: &str, role: &str, sql: &str) -> Option<i64> {
    let mut connection = PgConnection::connect(&url.replace("juesuan@", &format!("{role}@"))).await.unwrap();
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&mut connection).await.ok()
}

#[test]
fn a_reader_sees_its_units_and_nothing_else() {
    if !is_there() {
        return;
    }
    run(async {
        let place = Place::new();
        place.filled().await.close().await.unwrap();
        let url = address(&new_database());
        copy(&place.address(), &url).await.unwrap();
        let role = |name: &str| format!("{name}_{}", std::process::id());
        let (center, bureau, nobody) = (role("center"), role("bureau"), role("nobody"));
        for name in [&center, &bureau, &nobody] {
            past(&url, &format!("CREATE ROLE {name} LOGIN")).await;
        }
        past(&url, &format!("SELECT grant_reader('{center}', '101002'), grant_reader('{bureau}', '101')")).await;
        past(&url, &format!("SELECT grant_reader('{nobody}', '999')")).await;
        let payments = "SELECT count(*) FROM payments";
        let others = "SELECT count(*) FROM account WHERE unit <> '101002'";
        assert_eq!(seen(&url, &center, payments).await, Some(1));
        assert_eq!(seen(&url, &center, others).await, Some(0));
        assert_eq!(seen(&url, &bureau, payments).await, Some(4));
        for table in ["payments", "units", "budget", "receipts", "total", "segment", "log", "import_file"] {
            assert_eq!(seen(&url, &nobody, &format!("SELECT count(*) FROM {table}")).await, Some(0), "{table}");
        }
        for table in ["person", "session", "token", "staged", "reader"] {
            assert_eq!(seen(&url, &bureau, &format!("SELECT count(*) FROM {table}")).await, None, "{table}");
        }
        let foreign = format!("SELECT count(*) FROM reader_units('{bureau}')");
        assert_eq!(seen(&url, &center, &foreign).await, Some(0), "nobody asks for others");
        // The program itself can be used so, to read.
        let own = url.replace("juesuan@", &format!("{center}@"));
        let mut store = Store::open_existing(&own).await.unwrap();
        let books = store.load("101002", 2024).await.unwrap();
        let page = Page { offset: 0, limit: 9 };
        assert_eq!(store.entries(&books, Source::Payments, &|_| true, page).await.unwrap().count, 1);
        let reason = Reason { figure: "x", text: "一", unit: "101002" };
        let denied = store.set_reason(2024, reason, "读者").await.unwrap_err();
        assert!(matches!(denied, Error::Server { trouble: Trouble::Denied(_), .. }), "{denied}");
        past(&url, &format!("SELECT revoke_reader('{center}', '101002')")).await;
        assert_eq!(seen(&url, &center, payments).await, Some(0));
    });
}
