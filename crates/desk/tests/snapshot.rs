//! A snapshot that takes in what comes is the same as one that is loaded afterwards.

mod common;

use common::{UNIT, YEAR, block_on, day, example, snapshot};
use juesuan_amount::{Fen, Quantity};
use juesuan_books::{EvidenceRecord, Fund, GoalRecord, Nature, Payment, Receipt, Record};
use juesuan_desk::{Snapshot, Took};
use juesuan_performance::Settings;
use juesuan_report::Rounding;
use juesuan_store::{Act, Store};

const ACT: Act<'_> = Act { actor: "王", action: "登记", subject: "2024", before: None, after: None };

fn payment(amount: i64) -> Record<'static> {
    Record::Payment(Payment {
        voucher: "ZF-新",
        entry: "",
        date: day("2024-06-20"),
        unit: UNIT,
        line: "Z02",
        fund: Fund::General,
        function: 2_010_301,
        nature: Nature::Office,
        economic: 30_211,
        project: "",
        amount: Fen(amount),
        payee: "某公司",
        purpose: "差旅",
    })
}

/// The books are closed: what is paid more has to be received.
fn receipt(amount: i64) -> Record<'static> {
    Record::Receipt(Receipt {
        number: "SR-新",
        date: day("2024-06-19"),
        unit: UNIT,
        fund: Fund::General,
        function: 2_010_301,
        amount: Fen(amount),
        payer: "财政局",
        purpose: "拨款",
    })
}

fn evidence(register: &str) -> Record<'_> {
    Record::Evidence(EvidenceRecord {
        unit: UNIT,
        register,
        item: "新-1",
        date: day("2024-06-21"),
        value: Quantity::whole(1),
        base: Quantity::whole(1),
        project: "",
        source: "台账",
        attachment: "",
        manual: false,
        signer: "",
        text: "",
    })
}

#[test]
fn taking_in_is_the_same_as_loading_again() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let mut live = snapshot(&mut store, "2024-06-30").await;
        let register = live.plan().targets.iter().find(|it| !it.register.is_empty()).unwrap().register.clone();
        let records = [receipt(12_345), payment(12_345), evidence(&register)];
        let entry = store.append(YEAR, &records, ACT).await.unwrap();
        assert!(matches!(live.take(entry.number, &records), Took::Changed(_)));
        let loaded = snapshot(&mut store, "2024-06-30").await;
        assert!(live.monitor() == loaded.monitor());
        assert_eq!((live.totals(), live.money()), (loaded.totals(), loaded.money()));
        assert_eq!(live.entry(), loaded.entry());
        let report = |snapshot: &Snapshot| snapshot.report(Some("hunan"), Rounding::Honest).unwrap();
        assert_eq!(report(&live), report(&loaded));
        // What it has already changes nothing.
        assert_eq!(live.take(entry.number, &records), Took::Changed(Vec::new()));
        assert_eq!(live.totals(), loaded.totals());
    });
}

#[test]
fn what_changes_the_plan_asks_to_be_loaded_again() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let mut live = snapshot(&mut store, "2024-06-30").await;
        let before = live.totals().clone();
        let goal =
            Record::Goal(GoalRecord { unit: UNIT, goal: "新", name: "新目标", duty: "", project: "", section: "" });
        assert_eq!(live.take(live.entry() + 1, &[payment(100), goal]), Took::Reload);
        assert_eq!(live.totals(), &before, "all or none");
        let Record::Payment(known) = payment(1) else { return };
        let stranger = Record::Payment(Payment { unit: "999", ..known });
        assert_eq!(live.take(live.entry() + 1, &[stranger]), Took::Reload);
    });
}

#[test]
fn another_day_is_the_same_as_loading_on_that_day() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let mut live = snapshot(&mut store, "2024-03-31").await;
        live.advance(day("2024-09-30"));
        let loaded = snapshot(&mut store, "2024-09-30").await;
        assert!(live.monitor() == loaded.monitor());
        assert_eq!((live.corrections(), live.deductions()), (loaded.corrections(), loaded.deductions()));
    });
}

#[test]
fn a_frozen_store_does_not_see_what_comes_later() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let mut frozen = store.frozen().await.unwrap();
        let entry = store.append(YEAR, &[receipt(100), payment(100)], ACT).await.unwrap();
        let settings = Settings::default();
        let before = Snapshot::read(&mut frozen, UNIT, YEAR, None, &settings).await.unwrap();
        assert_eq!(before.entry(), entry.number - 1);
        let after = Snapshot::load(&mut store, UNIT, YEAR, None, &settings).await.unwrap();
        assert_eq!(after.entry(), entry.number);
        assert_ne!(before.totals(), after.totals());
    });
}

/// A server loads it on any of its threads, and many read it at once.
#[test]
fn it_moves_between_threads() {
    fn moves<T: Send>(_: T) {}
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Snapshot>();
    fn loads(store: &mut Store) {
        moves(Snapshot::load(store, UNIT, YEAR, None, &Settings::default()));
    }
    let _: fn(&mut Store) = loads;
}
