//! Backup and restore, and files that are no books.

mod common;

use common::{Place, run};
use juesuan_books::Reason;
use juesuan_store::{Error, Home, Store, restore};

#[test]
fn a_backup_restores_the_books() {
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let (books, head) = (store.load("101", 2024).await.unwrap(), store.verify().await.unwrap().head);
        let copy = place.path("备份.db");
        let backup = store.backup(&copy, false).await.unwrap();
        assert_eq!((backup.verified.head, backup.verified.entries), (head.clone(), 1));
        assert!(matches!(store.backup(&copy, false).await, Err(Error::Exists(_))));
        store.backup(&copy, true).await.unwrap();

        let reason = Reason { figure: "x", text: "备份以后", unit: "" };
        store.set_reason(2024, reason, "李会计").await.unwrap();
        assert!(matches!(restore(&copy, &place.address(), false).await, Err(Error::Exists(_))));
        store.close().await.unwrap();
        restore(&copy, &place.address(), true).await.unwrap();
        let mut store = Store::open_existing(&place.address()).await.unwrap();
        assert_eq!(store.verify().await.unwrap().head, head);
        let restored = store.load("101", 2024).await.unwrap();
        assert_eq!((restored.totals, restored.reasons), (books.totals, books.reasons));

        let other = format!("sqlite:{}", place.path("另一处.db").display());
        restore(&copy, &other, false).await.unwrap();
        assert_eq!(Store::open_existing(&other).await.unwrap().verify().await.unwrap().head, head);
    });
}

#[test]
fn a_bad_backup_is_not_restored() {
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let copy = place.path("备份.db");
        store.backup(&copy, false).await.unwrap();
        let mut bytes = std::fs::read(&copy).unwrap();
        let at = bytes.windows(9).position(|window| window == "客运公".as_bytes()).expect("the payee");
        bytes[at] ^= 1;
        std::fs::write(&copy, &bytes).unwrap();
        let target = format!("sqlite:{}", place.path("新.db").display());
        let error = restore(&copy, &target, false).await.unwrap_err();
        assert!(matches!(error, Error::BadBackup { .. } | Error::Database { .. }), "{error:?}");
        assert!(!place.path("新.db").exists());

        let text = place.write("说明.txt", &"这不是账簿。".repeat(100));
        let error = restore(&text, &target, false).await.unwrap_err();
        assert!(matches!(&error, Error::NotBooks(home) if *home == Home::File(text.clone())), "{error:?}");
    });
}

#[test]
fn files_that_are_no_books_are_left_alone() {
    run(async {
        use sqlx::{Connection, Executor, SqliteConnection};
        let place = Place::new();
        let text = place.write("文本.db", &"这不是账簿。".repeat(100));
        let error = Store::open(&format!("sqlite:{}", text.display())).await.unwrap_err();
        assert!(matches!(&error, Error::NotBooks(home) if *home == Home::File(text.clone())), "{error:?}");

        let address = format!("sqlite:{}?mode=rwc", place.path("别的.db").display());
        let mut other = SqliteConnection::connect(&address).await.unwrap();
        other.execute("CREATE TABLE t (x)").await.unwrap();
        other.close().await.unwrap();
        let before = std::fs::read(place.path("别的.db")).unwrap();
        let error = Store::open(address.trim_end_matches("?mode=rwc")).await.unwrap_err();
        assert!(matches!(error, Error::NotBooks(_)), "{error:?}");
        assert_eq!(std::fs::read(place.path("别的.db")).unwrap(), before);

        let missing = format!("sqlite:{}", place.path("没有.db").display());
        assert!(matches!(Store::open_existing(&missing).await, Err(Error::Missing(_))));
        assert!(matches!(Store::open("sqlite:/没有的文件夹/账簿.db").await, Err(Error::Missing(_))));
    });
}

#[test]
fn newer_books_ask_for_a_newer_program() {
    run(async {
        use sqlx::{Connection, Executor, SqliteConnection};
        let place = Place::new();
        place.open().await.close().await.unwrap();
        let mut newer = SqliteConnection::connect(&place.address()).await.unwrap();
        let sql = "INSERT INTO _sqlx_migrations VALUES (99, 'later', '2030-01-01', true, x'00', 1)";
        newer.execute(sql).await.unwrap();
        newer.close().await.unwrap();
        let error = Store::open(&place.address()).await.unwrap_err();
        assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
        assert!(error.to_string().contains("升级程序"));
    });
}

#[test]
fn books_that_somebody_writes_are_busy() {
    run(async {
        use sqlx::{Connection, SqliteConnection};
        let place = Place::new();
        let mut store = place.filled().await;
        let mut other = SqliteConnection::connect(&place.address()).await.unwrap();
        let lock = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let reason = Reason { figure: "x", text: "一", unit: "" };
        let error = store.set_reason(2024, reason, "李会计").await.unwrap_err();
        assert!(matches!(error, Error::Busy(_)), "{error:?}");
        // Reading goes on.
        store.load("101", 2024).await.unwrap();
        lock.rollback().await.unwrap();
        store.set_reason(2024, reason, "李会计").await.unwrap();
    });
}
