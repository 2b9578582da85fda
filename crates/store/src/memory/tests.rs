//! What is told to a few new records leads to the same verdict as all.

use csv::StringRecord;
use juesuan_books::{Import, Kind, Problems, Record, Summary};
use proptest::prelude::*;
use proptest::test_runner::Config;

use super::Memory;
use crate::news::News;
use crate::{Act, Store, scan};

/// Budget lines: code, unit, functional code, project.
const LINES: [[&str; 4]; 5] = [
    ["Z1", "101", "2010301", "P1"],
    ["Z2", "101", "2010302", ""],
    ["Z3", "102", "2010301", "P2"],
    ["Z4", "102", "2010301", ""],
    // Not there from the beginning.
    ["Z5", "101", "2010301", "P3"],
];
const FUND: &str = "一般公共预算财政拨款";

/// Chooses by one byte after the other.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn roll(&mut self) -> usize {
        usize::from(self.0.next().copied().unwrap_or_default())
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll() % from.len()]
    }

    /// The usual value, seldom another one.
    fn mostly(&mut self, usual: &str, other: &str) -> String {
        if self.roll() < 16 { other } else { usual }.to_owned()
    }
}

/// A record of some kind, right more often than not.
fn row(dice: &mut Dice<'_>) -> (Kind, Vec<String>) {
    let texts = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let [line, unit, function, project] = dice.pick(&LINES);
    let unit = &dice.mostly(unit, "999");
    let function = &dice.mostly(function, "2010303");
    let number = dice.pick(&["1", "2", "3", "4", "5", "6"]);
    let amount = dice.pick(&["10", "20", "30", "-10"]);
    let date = dice.pick(&["2024-03-01", "2024-05-09", "2024-06-01", "2023-01-01"]);
    let (register, target) = (dice.pick(&["甲", "乙", "丙"]), dice.pick(&["T1", "T2", "T3"]));
    let goal = dice.pick(&["G1", "G1", "G2", "G9"]);
    match dice.roll() % 16 {
        0..4 => {
            let project = dice.mostly(project, "P9");
            let economic = dice.pick(&["30201", "30202"]);
            let cells =
                [number, "", date, unit, line, FUND, function, "公用经费", economic, &project, amount, "甲", ""];
            (Kind::Payments, texts(&cells))
        }
        4 | 5 => {
            let change = dice.pick(&["追加", "追减", "年初预算"]);
            let document = dice.pick(&["", "1号", "2号"]);
            let amount = amount.trim_start_matches('-');
            let cells = [line, unit, FUND, function, "公用经费", project, "", "", change, amount, "", document, ""];
            (Kind::Budget, texts(&cells))
        }
        6 => (Kind::Receipts, texts(&[number, date, unit, FUND, function, amount, "", ""])),
        7 => {
            let function = dice.pick(&["", function]);
            let closing = dice.pick(&["", "0", "10", "20", "-10", "30"]);
            (Kind::Balances, texts(&[unit, FUND, function, dice.pick(&["0", "10", "20"]), closing, "", ""]))
        }
        8 => (Kind::Goals, texts(&[unit, goal, "目标", "", project, ""])),
        9 => {
            let how = dice.pick(&["计数", "求和", "最新值"]);
            let (comparison, value) = dice.pick(&[("≥", "10"), ("≥", "10"), ("完成期限", "2024-12-31")]);
            let mut cells = texts(&[
                unit,
                target,
                goal,
                project,
                "数量指标",
                "名称",
                comparison,
                value,
                "件",
                "10",
                "",
                register,
                how,
            ]);
            cells.resize(Kind::Targets.columns().len(), String::new());
            (Kind::Targets, cells)
        }
        10 => (Kind::Links, texts(&[unit, line, goal, dice.pick(&["40", "70"])])),
        11 | 12 => {
            let value = dice.pick(&["1", "2", "-1"]);
            (Kind::Evidence, texts(&[unit, register, number, date, value, "", project, "", "", "否", "", ""]))
        }
        13 => (Kind::Corrections, step(dice, unit, [project, target, line])),
        14 => (Kind::Receptions, texts(&[unit, "1", dice.pick(&["3", "4"]), "", "", ""])),
        _ => (Kind::Contracts, texts(&[unit, number, "货物", dice.pick(&["5", "6"]), "小型企业"])),
    }
}

/// A step of the one correction of a unit.
fn step(dice: &mut Dice<'_>, unit: &str, [project, target, line]: [&str; 3]) -> Vec<String> {
    let remedy = dice.pick(&["暂停支付", "恢复支付", "调整目标"]);
    let line = if project.is_empty() { line } else { "" };
    let steps = steps([project, target, line], remedy);
    let mut cells = vec![unit.to_owned(), "ZG1".to_owned()];
    cells.extend(dice.pick(&steps).map(str::to_owned));
    cells
}

fn steps<'a>([project, target, line]: [&'a str; 3], remedy: &'a str) -> [[&'a str; 16]; 4] {
    let opened = ["2024-05-06", "绩效管理", "王", "资金闲置"];
    let [day, role, person, deviation] = opened;
    [
        ["交办", day, role, person, deviation, project, target, "甲科", "2024-06-05", "", "", "", line, "", "", ""],
        ["办理", "2024-05-07", "责任科室", "李", "", "", target, "", "", "晚", remedy, "", "", "", "9", ""],
        ["审批", "2024-05-08", "分管领导", "赵", "", "", "", "", "", "", "", "", "", "", "", ""],
        ["反馈", "2024-05-20", "责任科室", "李", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]
}

/// What the books begin with.
fn base() -> Vec<(Kind, Vec<String>)> {
    let texts = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let units = ["101", "102"].map(|unit| (Kind::Units, texts(&[unit, unit, "", "行政单位"])));
    let lines = LINES[..4].iter().map(|[line, unit, function, project]| {
        let cells = [line, unit, FUND, function, "公用经费", project, "", "", "年初预算", "60", "", "", ""];
        (Kind::Budget, texts(&cells))
    });
    units.into_iter().chain(lines).collect()
}

/// A plan with evidence, and a correction that changes something.
fn plan(remedy: &str) -> Vec<(Kind, Vec<String>)> {
    let texts = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut target = texts(&["101", "T1", "G1", "P1", "数量指标", "名称", "≥", "10", "件", "10", "", "丙", "最新值"]);
    target.resize(Kind::Targets.columns().len(), String::new());
    let item = ["101", "丙", "9", "2024-03-01", "-1", "", "", "", "", "否", "", ""];
    let mut rows = vec![
        (Kind::Goals, texts(&["101", "G1", "目标", "", "P1", ""])),
        (Kind::Targets, target),
        (Kind::Evidence, texts(&item)),
    ];
    rows.extend(steps(["P1", "T1", ""], remedy)[..3].iter().map(|step| {
        let cells = ["101", "ZG1"].iter().chain(step);
        (Kind::Corrections, cells.map(ToString::to_string).collect())
    }));
    rows
}

/// The verdict on records of an import that knows something of the books; problems in the order of their words.
fn verdict(mut import: Import, records: &[Record<'_>]) -> (Vec<bool>, Result<Summary, Problems>) {
    let new = records.iter().map(|record| import.enter(record)).collect();
    let finished = import.finish().map_err(|mut problems| {
        problems.list.sort_by_key(ToString::to_string);
        problems
    });
    (new, finished)
}

fn cells(rows: &[(Kind, Vec<String>)]) -> Vec<(Kind, StringRecord)> {
    rows.iter().map(|(kind, cells)| (*kind, cells.iter().collect())).collect()
}

fn records(rows: &[(Kind, StringRecord)]) -> Vec<Record<'_>> {
    let record = |(kind, cells)| Record::from_cells(kind, cells).unwrap_or_else(|| panic!("{kind:?} {cells:?}"));
    rows.iter().map(|(kind, cells)| (*kind, cells)).map(record).collect()
}

/// Shows records to both, and enters them if they may be. Whether they were.
async fn try_both(store: &mut Store, records: &[Record<'_>]) -> bool {
    let accounts = scan::accounts(&mut store.connection, 2024).await.unwrap();
    let sums = scan::totals(&mut store.connection, 2024).await.unwrap();
    let whole = Memory::new(&mut store.connection, 2024, &accounts).await.unwrap().whole().await.unwrap();
    let news = News::of(records).unwrap();
    let near = Memory::new(&mut store.connection, 2024, &accounts).await.unwrap().near(&news, &sums).await.unwrap();
    let (whole, near) = (verdict(whole, records), verdict(near, records));
    assert_eq!(near, whole, "{records:#?}");
    let may = whole.1.is_ok() && whole.0.iter().all(|&new| new);
    let act = Act { actor: "甲", action: "登记", subject: "2024", before: None, after: None };
    assert_eq!(store.append(2024, records, act).await.is_ok(), may);
    may
}

/// Books with the base and perhaps a plan.
async fn filled(remedy: Option<&str>) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("账簿.db").display());
    let mut store = Store::open(&address).await.unwrap();
    for rows in [Some(base()), remedy.map(plan)].iter().flatten() {
        assert!(try_both(&mut store, &records(&cells(rows))).await);
    }
    (folder, store)
}

/// Enters batches of records; withdraws now and then.
async fn books(remedy: Option<&str>, batches: &[(Vec<Vec<u8>>, u8)]) {
    let (_folder, mut store) = filled(remedy).await;
    let mut entered = store.head().await.unwrap();
    for (batch, withdrawal) in batches {
        let rows: Vec<_> = batch.iter().map(|bytes| row(&mut Dice(bytes.iter()))).collect();
        entered += i64::from(try_both(&mut store, &records(&cells(&rows))).await);
        if *withdrawal < 64 {
            let entry = (entered - i64::from(withdrawal % 8)).max(2);
            entered += i64::from(store.withdraw(entry, "甲").await.is_ok());
        }
    }
    assert_eq!(store.verify().await.unwrap().flaws, []);
}

#[test]
fn a_target_that_does_not_fit_its_revision_is_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (_folder, mut store) = filled(Some("调整目标")).await;
        let mut rows = plan("").swap_remove(1);
        for (column, cell) in [(6, "期限"), (7, "2024-12-31"), (11, ""), (12, "")] {
            cell.clone_into(&mut rows.1[column]);
        }
        assert!(!try_both(&mut store, &records(&cells(&[rows]))).await);
    });
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: 48, ..Config::default() })]

    #[test]
    fn a_few_records_meet_the_same_verdict_as_before_all_books(
        batches in prop::collection::vec(
            (prop::collection::vec(prop::collection::vec(any::<u8>(), 24), 1..4), any::<u8>()),
            8..40,
        ),
        remedy in prop::sample::select(vec![None, Some("暂停支付"), Some("调整目标")]),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(books(remedy, &batches));
    }
}
