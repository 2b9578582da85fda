//! Plans made of small tables, as the rules' examples write them.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use juesuan_books::{Kind, Record};
use juesuan_performance::{Facts, Plan, PlanBuilder};

/// What stands in the columns that a table does not name, by the kind and the heading.
const GIVEN: [(Kind, &str, &str); 15] = [
    (Kind::Goals, "目标编号", "G1"),
    (Kind::Goals, "年度目标", "保障机关运转"),
    (Kind::Targets, "目标编号", "G1"),
    (Kind::Targets, "二级指标", "数量指标"),
    (Kind::Targets, "三级指标", "办理来文"),
    (Kind::Targets, "指标方向", "≥"),
    (Kind::Targets, "指标值", "100"),
    (Kind::Targets, "计量单位", "件"),
    (Kind::Targets, "分值", "10"),
    (Kind::Budget, "资金性质", "一般公共预算"),
    (Kind::Budget, "支出功能分类科目代码", "2010301"),
    (Kind::Budget, "支出性质", "项目支出"),
    (Kind::Budget, "变动类型", "年初预算"),
    (Kind::Payments, "支出性质", "项目支出"),
    (Kind::Payments, "实际支付日期", "2024-06-30"),
];

/// A row of a kind by its columns.
type Row = (Kind, csv::StringRecord);

/// The records of tables: for each kind its name on a line, then a table of CSV; blank lines between.
pub fn rows(tables: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for table in tables.split("\n\n") {
        let (name, table) = table.split_once('\n').expect("a table has a name");
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name).expect("a table has the name of a kind");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let headings = reader.headers().expect("a table has headings").clone();
        for (number, row) in (1..).zip(reader.records()) {
            rows.push((kind, cells(kind, &headings, &row.expect("rows are whole"), number)));
        }
    }
    if !rows.iter().any(|(kind, _)| *kind == Kind::Goals) {
        rows.push((Kind::Goals, cells(Kind::Goals, &csv::StringRecord::new(), &csv::StringRecord::new(), 1)));
    }
    rows
}

/// A row with all columns of its kind.
fn cells(kind: Kind, headings: &csv::StringRecord, row: &csv::StringRecord, number: u32) -> csv::StringRecord {
    for heading in headings {
        assert!(kind.headings().contains(&heading), "{}: {heading} is no column", kind.name());
    }
    let cell = |heading: &str| match headings.iter().position(|own| own == heading) {
        Some(at) => row[at].to_owned(),
        None if heading == "单位代码" => "101".to_owned(),
        None if heading == "绩效指标编号" => format!("P{number}"),
        None => GIVEN.iter().find(|given| (given.0, given.1) == (kind, heading)).map_or("", |given| given.2).to_owned(),
    };
    kind.headings().into_iter().map(cell).collect()
}

/// The plan of 2024 that records make.
pub fn plan(rows: &[Row]) -> Plan {
    let mut builder = PlanBuilder::new(2024);
    records(rows).for_each(|record| builder.add(&record));
    builder.finish()
}

/// What records say that happened.
pub fn facts(plan: &Plan, rows: &[Row]) -> Facts {
    let mut facts = Facts::new(plan);
    for record in records(rows) {
        facts.take(plan, &record);
    }
    facts
}

/// The records of rows.
pub fn records(rows: &[Row]) -> impl Iterator<Item = Record<'_>> {
    rows.iter().map(|(kind, cells)| {
        Record::from_cells(*kind, cells).unwrap_or_else(|| panic!("{} cannot be read: {cells:?}", kind.name()))
    })
}
