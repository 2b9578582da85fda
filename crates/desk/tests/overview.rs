//! All units side by side say what each says of itself.

mod common;

use common::{UNIT, YEAR, block_on, day, example};
use juesuan_desk::{Snapshot, overview, views};
use juesuan_performance::Settings;
use juesuan_report::Rounding;

#[test]
fn each_unit_is_as_its_own_snapshot_has_it() {
    block_on(async {
        let (_folder, mut store) = example().await;
        for on in [None, Some(day("2024-10-15"))] {
            let units = overview(&mut store, YEAR, on).await.unwrap();
            assert!(units.is_sorted_by(|a, b| a.unit.code < b.unit.code));
            for it in &units {
                let snapshot = Snapshot::load(&mut store, &it.unit.code, YEAR, on, &Settings::default()).await.unwrap();
                let home = views::home(&snapshot, &snapshot.report(None, Rounding::default()).unwrap());
                if on.is_none() {
                    assert_eq!(it.money, home.money, "{}", it.unit.code);
                }
                assert_eq!((it.open, it.overdue), (home.corrections.len(), home.overdue), "{} {on:?}", it.unit.code);
            }
            assert!(units.iter().any(|it| it.unit.code == UNIT));
        }
    });
}
