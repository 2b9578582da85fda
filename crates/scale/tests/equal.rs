//! What many units' files come to equals what the books of the same records come to, figure by figure.

use std::path::Path;

use juesuan_books::{Books, BooksBuilder, Import};
use juesuan_report::{Options, Value, compile};
use juesuan_scale::{Flow, From, Known, Lake, Limits, Plan, Scope, Sums, UnitId, books, generate, session, unit_csv};

const PLAN: Plan = Plan { year: 2024, units: 200, payments: 12_000, seed: 1, edition: 0 };

fn lake(store: &Path) -> Lake {
    let limits = Limits { memory: 256 << 20, threads: Some(2), spill: None };
    Lake::open(session(&limits).unwrap(), store.to_str().unwrap()).unwrap()
}

fn made() -> (tempfile::TempDir, Known) {
    let store = tempfile::tempdir().unwrap();
    let known = generate(&PLAN, store.path(), 2).unwrap();
    (store, known)
}

/// The books of all units of a region, through the door of `juesuan-books`.
fn by_books(region: usize, plan: &Plan, wanted: impl Fn(&UnitId) -> bool) -> Books {
    let folder = tempfile::tempdir().unwrap();
    unit_csv(plan, region, wanted, folder.path()).unwrap();
    let mut builder = BooksBuilder::new(plan.year);
    let mut import = Import::new(plan.year);
    import.read(folder.path(), &mut builder).unwrap_or_else(|never| match never {});
    import.finish().unwrap();
    builder.finish()
}

/// All figures of money of the nine tables.
fn figures(books: &Books) -> Vec<(String, Value)> {
    let report = compile(books, &Options::default()).unwrap();
    report.figures.into_iter().filter(|(id, _)| id.starts_with('T')).map(|(id, figure)| (id, figure.value)).collect()
}

/// All that happened of a kind, in 分.
fn sum(sums: &Sums, flow: Flow) -> i64 {
    let flows = sums.iter().filter(|(line, _)| line.parts().unwrap().flow == flow);
    flows.map(|(_, amount)| amount.0).sum()
}

fn tables(sums: &Sums) -> Vec<(String, Value)> {
    figures(&books(PLAN.year, "430000", "汇总", sums).unwrap())
}

#[tokio::test]
async fn every_cell_of_a_region_equals_the_books_of_the_same_records() {
    let (store, _) = made();
    let lake = lake(store.path());
    for number in 0..PLAN.regions() {
        let expected = figures(&by_books(number, &PLAN, |_| true));
        assert!(expected.len() > 300, "{}", expected.len());
        let units = Scope::of_units(PLAN.units_of(number));
        for (scope, from) in [(&units, From::Totals), (&units, From::Records)] {
            let sums = lake.sums(PLAN.year, scope, from).await.unwrap();
            assert_eq!(tables(&sums), expected, "region {number}, {from:?}");
        }
    }
}

#[tokio::test]
async fn a_province_is_the_sum_of_its_regions_and_what_the_generator_knows() {
    let (store, known) = made();
    let lake = lake(store.path());
    let all = lake.sums(PLAN.year, &Scope::default(), From::Records).await.unwrap();
    assert_eq!(all, lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap());
    let mut parts = Sums::new();
    for number in 0..PLAN.regions() {
        let units = Scope::of_units(PLAN.units_of(number));
        for (line, amount) in lake.sums(PLAN.year, &units, From::Totals).await.unwrap() {
            *parts.entry(line).or_default() += amount;
        }
    }
    assert_eq!(all, parts);
    assert_eq!(sum(&all, Flow::Spent), known.paid);
    assert_eq!(sum(&all, Flow::Received), known.received);
    assert_eq!(sum(&all, Flow::Initial) + sum(&all, Flow::Changed), known.budgeted);
    assert_eq!(sum(&all, Flow::Opening), known.opening);
    assert_eq!(sum(&all, Flow::SurplusUsed), known.surplus_used);
    assert_eq!(sum(&all, Flow::Distributed), known.distributed);
}

#[tokio::test]
async fn transfers_are_taken_out_where_both_sides_agree_and_listed_where_not() {
    let (store, known) = made();
    let lake = lake(store.path());
    let before = lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap();
    let mut after = before.clone();
    let elimination = lake.eliminate(PLAN.year, &Scope::default(), &mut after).await.unwrap();
    assert!(known.transfers > 3 && known.disputed > 0, "{known:?}");
    assert_eq!(elimination.eliminated.len() as u64, known.transfers);
    assert_eq!(elimination.differing.len() as u64, known.disputed);
    assert!(elimination.outside.is_empty());
    let taken: i64 = elimination.eliminated.iter().map(|transfer| transfer.paid.unwrap().0).sum();
    assert_eq!(taken, known.transferred);
    for flow in [Flow::Spent, Flow::Received] {
        assert_eq!(sum(&before, flow) - sum(&after, flow), taken, "{flow:?}");
    }
    for flow in [Flow::Opening, Flow::SurplusUsed, Flow::Distributed, Flow::Initial, Flow::Changed] {
        assert_eq!(sum(&before, flow), sum(&after, flow), "{flow:?}");
    }
    // One side alone: nothing is taken out, and it is listed.
    let payer = elimination.eliminated[0].payer.clone().unwrap();
    let alone = Scope::of_units([payer.clone()]);
    let mut sums = lake.sums(PLAN.year, &alone, From::Totals).await.unwrap();
    let same = sums.clone();
    let elimination = lake.eliminate(PLAN.year, &alone, &mut sums).await.unwrap();
    assert_eq!(sums, same);
    assert!(elimination.eliminated.is_empty() && !elimination.outside.is_empty());
}

#[tokio::test]
async fn a_corrected_unit_reaches_the_top_and_equals_a_full_run() {
    let (store, _) = made();
    let lake = lake(store.path());
    let before = lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap();
    let unit = PLAN.units_of(0)[0].clone();
    let only = Scope::of_units([unit.clone()]);
    let old = lake.sums(PLAN.year, &only, From::Totals).await.unwrap();
    for edition in 1..=2 {
        let plan = Plan { edition, ..PLAN };
        let folder = tempfile::tempdir().unwrap();
        unit_csv(&plan, 0, |id| *id == unit, folder.path()).unwrap();
        let files = [folder.path().to_owned()];
        let region = PLAN.region(0);
        let units = juesuan_scale::hand_in(&lake, store.path(), PLAN.year, &region, &files).await.unwrap();
        assert_eq!(units, std::slice::from_ref(&unit));
        let after = lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap();
        assert_ne!(after, before);
        assert_eq!(after, lake.sums(PLAN.year, &Scope::default(), From::Records).await.unwrap());
        let new = lake.sums(PLAN.year, &only, From::Records).await.unwrap();
        let mut expected = before.clone();
        for (line, amount) in &new {
            *expected.entry(*line).or_default() += *amount;
        }
        for (line, amount) in &old {
            *expected.get_mut(line).unwrap() -= *amount;
        }
        assert_eq!(tables(&after), tables(&expected));
        assert_eq!(tables(&new), figures(&by_books(0, &plan, |id| *id == unit)));
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_hand_in_changes_nothing() {
    let (store, _) = made();
    let lake = lake(store.path());
    let before = lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    unit_csv(&PLAN, 0, |_| true, folder.path()).unwrap();
    std::fs::remove_file(folder.path().join("预算指标.csv")).unwrap();
    let files = [folder.path().to_owned()];
    let error = juesuan_scale::hand_in(&lake, store.path(), PLAN.year, &PLAN.region(0), &files).await.unwrap_err();
    assert!(error.to_string().contains("指标"), "{error}");
    assert_eq!(before, lake.sums(PLAN.year, &Scope::default(), From::Totals).await.unwrap());
}

#[tokio::test]
async fn units_are_compared_with_their_peers_also_when_memory_is_short() {
    let (store, known) = made();
    let peers = lake(store.path()).peers(PLAN.year, &Scope::default()).await.unwrap();
    assert!(!peers.standards.is_empty() && known.units > 100);
    for outlier in &peers.outliers {
        assert!(outlier.usual.is_unusual(outlier.value), "{outlier:?}");
    }
    let limits = Limits { memory: 6 << 20, threads: Some(2), spill: Some(store.path().to_owned()) };
    let small = Lake::open(session(&limits).unwrap(), store.path().to_str().unwrap()).unwrap();
    let again = small.peers(PLAN.year, &Scope::default()).await.unwrap();
    assert_eq!(format!("{again:?}"), format!("{peers:?}"));
}
