//! Records that are entered by hand: all or none, through the same door.

mod common;

use common::{Place, import, run};
use juesuan_amount::Fen;
use juesuan_books::{
    BudgetChange, ChangeKind, CorrectionRecord, CorrectionSteps, Date, DeviationKind, Fund, Kind, Nature, Record,
    Remedy, Role, Step, StepTaken,
};
use juesuan_store::{Act, Error, LogEntry, Result, Store};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn step(date: &str, step: Step, role: Role, person: &str) -> StepTaken {
    StepTaken::new(day(date), step, role, person)
}

fn assign() -> StepTaken {
    StepTaken {
        deviation: Some(DeviationKind::IdleMoney),
        line: "Z1".to_owned(),
        section: "综合科".to_owned(),
        deadline: Some(day("2024-06-05")),
        ..step("2024-05-06", Step::Assign, Role::Performance, "王")
    }
}

fn pause() -> StepTaken {
    StepTaken {
        cause: "采购推迟".to_owned(),
        remedy: Some(Remedy::Pause),
        ..step("2024-05-07", Step::Handle, Role::Section, "李")
    }
}

/// A change of a line of [`common::BUDGET`].
fn change(kind: ChangeKind, line: &'static str, yuan: i64) -> Record<'static> {
    let (unit, function) = if line == "Z1" { ("101", 2_010_301) } else { ("101002", 2_010_350) };
    Record::Budget(BudgetChange {
        line,
        unit,
        fund: Fund::General,
        function,
        nature: Nature::Office,
        project: "",
        project_name: "",
        economic: 0,
        change: kind,
        amount: Fen(yuan * 100),
        date: Some(day("2024-05-08")),
        document: "整改ZG1",
        purpose: "",
    })
}

fn correction<'a>(step: &'a StepTaken) -> CorrectionRecord<'a> {
    step.record("101", "ZG1")
}

async fn append(store: &mut Store, records: &[Record<'_>]) -> Result<LogEntry> {
    let act = Act { actor: "王", action: "整改", subject: "2024 101 ZG1", before: Some("前"), after: Some("后") };
    store.append(2024, records, act).await
}

/// How many steps of corrections the books hold.
async fn steps(store: &mut Store) -> usize {
    let mut steps = CorrectionSteps::default();
    let each = &mut |record: &Record<'_>| {
        if let Record::Correction(step) = record {
            steps.add(step);
        }
    };
    store.records("101", 2024, &[Kind::Corrections], each).await.expect("the books can be read");
    steps.of("101", "ZG1").len()
}

#[test]
fn a_step_and_its_changes_are_one_entry() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        let entry = append(&mut store, &[Record::Correction(correction(&assign()))]).await.unwrap();
        assert_eq!(
            (entry.actor.as_str(), entry.before.as_deref(), entry.after.as_deref()),
            ("王", Some("前"), Some("后"))
        );
        let paused = pause();
        let withdrawn = [Record::Correction(correction(&paused)), change(ChangeKind::Withdrawn, "Z1", -100_000)];
        let entry = append(&mut store, &withdrawn).await.unwrap();
        let books = store.load("101", 2024).await.unwrap();
        let budget: i64 = books.totals.iter().filter(|(line, _)| line.unit == 0).map(|(_, sum)| sum.changed.0).sum();
        assert_eq!(budget, -5_000_000, "50,000 were added, 100,000 are withdrawn");
        assert!(store.verify().await.unwrap().flaws.is_empty());
        store.withdraw(entry.number, "王").await.unwrap();
        assert_eq!(steps(&mut store).await, 1);
    });
}

#[test]
fn what_the_door_refuses_changes_nothing() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        append(&mut store, &[Record::Correction(correction(&assign()))]).await.unwrap();
        let twice = append(&mut store, &[Record::Correction(correction(&assign()))]).await.unwrap_err();
        assert!(matches!(twice, Error::Repeated(_)), "{twice}");
        let paused = pause();
        let overdrawn = [Record::Correction(correction(&paused)), change(ChangeKind::Withdrawn, "Z1", -148_000)];
        let overdrawn = append(&mut store, &overdrawn).await.unwrap_err().to_string();
        assert!(overdrawn.contains("指标“Z1”可用 2000.00 元") && overdrawn.contains("超出"), "{overdrawn}");
        let close = step("2024-05-08", Step::Close, Role::Performance, "王");
        let unfit = append(&mut store, &[Record::Correction(correction(&close))]).await.unwrap_err().to_string();
        assert!(unfit.contains("现在可以：办理（责任科室）"), "{unfit}");
        assert_eq!(steps(&mut store).await, 1);
        assert_eq!(store.log(0, 100).await.unwrap().len(), 2, "the import and the step");
    });
}

#[test]
fn payments_are_refused_once_they_are_paused() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.filled().await;
        let approve = step("2024-05-08", Step::Approve, Role::Leader, "赵");
        for step in [assign(), pause(), approve] {
            append(&mut store, &[Record::Correction(correction(&step))]).await.unwrap();
        }
        let heading = common::PAYMENTS.lines().next().unwrap();
        let row = |day: &str, amount: i32| {
            format!(
                "{heading}\nP9,,{day},101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,{amount},文具店,办公用品\n"
            )
        };
        let late = place.write("晚.csv", &row("2024-05-08", 10));
        let refused = import(&mut store, &late).await.unwrap_err().to_string();
        assert!(refused.contains("指标“Z1”自 2024-05-08 起暂停支付（整改“ZG1”，赵审批）"), "{refused}");
        let refund = place.write("退.csv", &row("2024-05-08", -10));
        import(&mut store, &refund).await.unwrap();
    });
}

#[test]
fn what_came_since_an_entry_is_told_until_something_is_withdrawn() {
    if common::skips() {
        return;
    }
    run(async {
        let mut store = Place::new().filled().await;
        assert_eq!(store.head().await.unwrap(), 1);
        let assigned = append(&mut store, &[Record::Correction(correction(&assign()))]).await.unwrap();
        let added = [change(ChangeKind::Added, "Z1", 10), change(ChangeKind::Added, "Z2", 20)];
        let added = append(&mut store, &added).await.unwrap();
        assert_eq!(store.head().await.unwrap(), added.number);
        let all = [Kind::Corrections, Kind::Budget, Kind::Payments];
        let mut since = async |unit, entry, kinds: &[Kind]| {
            let mut told = Vec::new();
            let head = store.records_since(unit, 2024, entry, kinds, &mut |r| told.push(r.cells()[0].clone())).await;
            (head.unwrap(), told)
        };
        let head = Some(added.number);
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(since("101", 1, &all).await, (head, texts(&["101", "Z1", "Z2"])));
        assert_eq!(since("101002", 1, &all).await, (head, texts(&["Z2"])));
        assert_eq!(since("101", 1, &[Kind::Corrections]).await, (head, texts(&["101"])));
        assert_eq!(since("101", assigned.number, &all).await, (head, texts(&["Z1", "Z2"])));
        assert_eq!(since("101", added.number, &all).await, (head, texts(&[])));
        assert_eq!(since("101", 0, &[Kind::Payments]).await.1.len(), 4);
        store.withdraw(added.number, "王").await.unwrap();
        let withdrawn = store.head().await.unwrap();
        let told = &mut |_: &Record<'_>| panic!("nothing is told");
        assert_eq!(store.records_since("101", 2024, 1, &all, told).await.unwrap(), None);
        assert_eq!(store.records_since("101", 2024, withdrawn, &all, told).await.unwrap(), Some(withdrawn));
    });
}
