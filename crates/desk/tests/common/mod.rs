//! The example department in a database of its own.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::Path;

use juesuan_books::Date;
use juesuan_desk::Snapshot;
use juesuan_performance::Settings;
use juesuan_store::{ImportOptions, Store};
use tempfile::TempDir;

/// Its fiscal year.
pub const YEAR: u16 = 2024;
/// 单位代码 of the department.
pub const UNIT: &str = "101001";

/// The books of the example department, and the folder in which they are.
pub async fn example() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("账簿.db");
    let mut store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let options = ImportOptions { year: YEAR, paths: vec![files], actor: "测试".to_owned() };
    store.import(&options, &mut |_| ()).await.unwrap();
    (folder, store)
}

/// A day as people write it.
pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The example as of a day.
pub async fn snapshot(store: &mut Store, on: &str) -> Snapshot {
    Snapshot::load(store, UNIT, YEAR, Some(day(on)), &Settings::default()).await.unwrap()
}

/// Waits for what a test does.
pub fn block_on<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(what)
}

/// The snapshot of the example as of a day, for tests that only look.
pub fn example_on(on: &str) -> Snapshot {
    block_on(async {
        let (_folder, mut store) = example().await;
        snapshot(&mut store, on).await
    })
}
