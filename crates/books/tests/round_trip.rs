//! Records written and read again are the same, whatever the order and names of the columns.

mod common;

use common::Folder;
use juesuan_amount::Quantity;
use juesuan_books::{
    Aggregation, Balance, BudgetChange, ChangeKind, Comparative, Comparison, ContractRecord, CorrectionRecord, Date,
    DeviationKind, Dimension, Equipment, EvidenceRecord, Fund, GatheringKind, GatheringRecord, GoalRecord, Import,
    IndicatorRecord, Kind, LinkRecord, Nature, Passage, Payment, Place, ProcurementKind, Reason, Receipt,
    ReceptionRecord, Record, Remedy, Role, Scoring, Section, Sink, Step, SupplierSize, TargetRecord, TargetValue,
    Trajectory, TripRecord, UnitKind, UnitRecord, Vehicle, VehicleUse,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

/// Money and codes as random records have them.
fn fen() -> impl Strategy<Value = juesuan_amount::Fen> {
    (0_i64..10_000_000_000).prop_map(juesuan_amount::Fen)
}

fn signed() -> impl Strategy<Value = juesuan_amount::Fen> {
    (-10_000_000_000_i64..10_000_000_000).prop_map(juesuan_amount::Fen)
}

/// Words with all that a file format could stumble over; leaked, since records borrow them.
fn text() -> impl Strategy<Value = &'static str> {
    "[a-z，。、“”\"',;\t甲乙丙（）0-9 \n]{0,12}"
        .prop_map(|text| text.trim().trim_start_matches('\'').trim().to_owned())
        .prop_filter("no marks of spreadsheets", |text| !text.starts_with("=\"") && !text.starts_with('\''))
        .prop_map(|text| &*text.leak())
}

fn filled() -> impl Strategy<Value = &'static str> {
    text().prop_filter("a filled cell", |text| !text.is_empty())
}

fn number() -> impl Strategy<Value = &'static str> {
    "[A-Z0-9-]{1,12}".prop_filter("no exponent", |text| !text.contains('E')).prop_map(|text| &*text.leak())
}

fn date() -> impl Strategy<Value = Date> {
    (1_u8..=12, 1_u8..=28).prop_map(|(month, day)| Date::new(2024, month, day).expect("a day of the calendar"))
}

fn fund() -> impl Strategy<Value = Fund> {
    select(&Fund::ALL[..])
}

fn nature() -> impl Strategy<Value = Nature> {
    select(&Nature::ALL[..])
}

/// Codes that fit a fund and a nature.
fn function(fund: Fund) -> u32 {
    match fund {
        Fund::GovernmentFund => 2_120_899,
        Fund::StateCapital => 2_239_999,
        _ => 2_010_301,
    }
}

fn economic(nature: Nature) -> u32 {
    match nature {
        Nature::Staff => 30_101,
        Nature::Office => 30_201,
        _ => 0,
    }
}

fn payment() -> impl Strategy<Value = Record<'static>> {
    let names = (number(), text(), number(), text(), text(), text(), text());
    let codes = (date(), fund(), nature(), signed());
    (names, codes).prop_map(|((voucher, entry, unit, line, project, payee, purpose), (date, fund, nature, amount))| {
        let (function, economic) = (function(fund), economic(nature));
        Record::Payment(Payment {
            voucher,
            entry,
            date,
            unit,
            line,
            fund,
            function,
            nature,
            economic,
            project,
            amount,
            payee,
            purpose,
        })
    })
}

fn budget() -> impl Strategy<Value = Record<'static>> {
    use ChangeKind::{Added, Carried, Cut, Initial, MovedIn, MovedOut, Withdrawn};
    let names = (filled(), number(), text(), text(), text(), text());
    let kinds = select(vec![Initial, Carried, Added, Cut, MovedIn, MovedOut, Withdrawn]);
    let codes = (fund(), nature(), kinds, fen(), proptest::option::of(date()));
    (names, codes).prop_map(
        |((line, unit, project, project_name, document, purpose), (fund, nature, change, amount, date))| {
            let amount = if change.reduces() { -amount } else { amount };
            let (function, economic) = (function(fund), economic(nature));
            Record::Budget(BudgetChange {
                line,
                unit,
                fund,
                function,
                nature,
                project,
                project_name,
                economic,
                change,
                amount,
                date,
                document,
                purpose,
            })
        },
    )
}

fn receipt_or_balance() -> impl Strategy<Value = Record<'static>> {
    let receipt = (number(), date(), number(), fund(), signed(), text(), text()).prop_map(
        |(number, date, unit, fund, amount, payer, purpose)| {
            Record::Receipt(Receipt { number, date, unit, fund, function: function(fund), amount, payer, purpose })
        },
    );
    let balance = (number(), fund(), any::<bool>(), signed(), proptest::option::of(signed()), fen(), fen()).prop_map(
        |(unit, fund, coded, opening, closing, surplus_used, distributed)| {
            let function = if coded { function(fund) } else { 0 };
            Record::Balance(Balance { unit, fund, function, opening, closing, surplus_used, distributed })
        },
    );
    prop_oneof![receipt, balance]
}

fn event() -> impl Strategy<Value = Record<'static>> {
    let date = || proptest::option::of(date());
    let trip = (number(), 0_u32..9, 0_u32..99, date(), text()).prop_map(|(unit, groups, persons, date, purpose)| {
        Record::Trip(TripRecord { unit, groups, persons, date, purpose })
    });
    let reception = (number(), 0_u32..9, 0_u32..99, any::<bool>(), date(), text()).prop_map(
        |(unit, batches, guests, foreign, date, purpose)| {
            Record::Reception(ReceptionRecord { unit, batches, guests, foreign, date, purpose })
        },
    );
    let kinds = select(vec![GatheringKind::Meeting, GatheringKind::Training, GatheringKind::Event]);
    let gathering = (number(), kinds, filled(), fen(), 0_u32..999, date(), text()).prop_map(
        |(unit, gathering, name, amount, persons, date, content)| {
            Record::Gathering(GatheringRecord { unit, gathering, name, amount, persons, date, content })
        },
    );
    prop_oneof![trip, reception, gathering]
}

fn thing() -> impl Strategy<Value = Record<'static>> {
    let vehicle = (number(), select(&VehicleUse::ALL[..]), text(), 0_u32..9, any::<bool>(), any::<bool>(), text())
        .prop_map(|(unit, used_for, plate, count, kept, bought, note)| {
            Record::Vehicle(Vehicle { unit, used_for, plate, count, kept, bought, note })
        });
    let equipment = (number(), filled(), fen(), text(), 0_u32..9).prop_map(|(unit, name, price, asset, pieces)| {
        Record::Equipment(Equipment { unit, name, price, asset, pieces })
    });
    let kinds = select(vec![ProcurementKind::Goods, ProcurementKind::Works, ProcurementKind::Services]);
    let sizes = select(vec![SupplierSize::Large, SupplierSize::Medium, SupplierSize::Small]);
    let contract =
        (number(), number(), kinds, fen(), sizes).prop_map(|(unit, number, procurement, amount, supplier)| {
            Record::Contract(ContractRecord { unit, number, procurement, amount, supplier })
        });
    let kinds = select(vec![UnitKind::Administrative, UnitKind::Participating, UnitKind::Institution]);
    let unit =
        (number(), filled(), proptest::option::of(number()), kinds).prop_map(|(unit, name, parent, unit_kind)| {
            Record::Unit(UnitRecord { unit, name, parent: parent.filter(|&parent| parent != unit), unit_kind })
        });
    prop_oneof![vehicle, equipment, contract, unit]
}

fn words() -> impl Strategy<Value = Record<'static>> {
    use Section::{Duty, Management, Office, Overview, Problems};
    let sections = select(vec![Duty, Office, Management, Overview, Problems]);
    let passage = (number(), sections, filled())
        .prop_map(|(unit, section, text)| Record::Passage(Passage { unit, section, text }));
    let indicator = (number(), 1_u8..=2, filled(), 0_u32..10_000, 0_u32..10_000, text()).prop_map(
        |(unit, level, name, weight, score, text)| {
            let score = score.min(weight);
            Record::Indicator(IndicatorRecord { unit, level, name, weight, score, text })
        },
    );
    let unit = || prop_oneof![Just(""), number()];
    let comparative = (filled(), signed(), unit())
        .prop_map(|(figure, amount, unit)| Record::Comparative(Comparative { figure, amount, unit }));
    let reason =
        (filled(), filled(), unit()).prop_map(|(figure, text, unit)| Record::Reason(Reason { figure, text, unit }));
    prop_oneof![passage, indicator, comparative, reason]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (0_i64..100_000_000_000).prop_map(Quantity)
}

fn target() -> impl Strategy<Value = Record<'static>> {
    let parts = || proptest::collection::vec(0_u16..10_000, 11);
    let trajectory = prop_oneof![
        Just(Trajectory::EVEN),
        parts().prop_map(|mut parts| {
            parts.sort_unstable();
            parts.push(10_000);
            Trajectory::new(&parts).expect("rising parts")
        }),
    ];
    let value = prop_oneof![
        (select(vec![Comparison::AtLeast, Comparison::AtMost, Comparison::Equal]), quantity())
            .prop_map(|(comparison, number)| (comparison, TargetValue::Number(number))),
        date().prop_map(|day| (Comparison::By, TargetValue::Day(day))),
        filled().prop_map(|words| (Comparison::Qualitative, TargetValue::Words(words))),
    ];
    let names = (number(), number(), text(), text(), filled(), text(), text(), text(), text());
    let choices = (select(Dimension::all()), select(Aggregation::all()), select(Scoring::all()));
    let option = || proptest::option::of(quantity());
    (names, choices, value, 0_u32..10_000, option(), option(), option(), trajectory).prop_map(
        |(
            names,
            (dimension, aggregation, scoring),
            (comparison, value),
            weight,
            baseline,
            threshold,
            pass,
            trajectory,
        )| {
            let (unit, target, goal, project, name, measure, register, section, source) = names;
            Record::Target(TargetRecord {
                unit,
                target,
                goal,
                project,
                dimension,
                name,
                comparison,
                value,
                measure,
                weight,
                baseline,
                register,
                aggregation,
                threshold,
                trajectory,
                scoring,
                pass,
                section,
                source,
            })
        },
    )
}

fn evidence() -> impl Strategy<Value = Record<'static>> {
    let digest = prop_oneof![Just(""), Just("00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff")];
    let names = (number(), filled(), number(), text(), text(), filled(), text());
    (names, date(), quantity(), quantity(), digest, any::<bool>()).prop_map(
        |((unit, register, item, project, source, signer, text), date, value, base, attachment, manual)| {
            Record::Evidence(EvidenceRecord {
                unit,
                register,
                item,
                date,
                value,
                base,
                project,
                source,
                attachment,
                manual,
                signer,
                text,
            })
        },
    )
}

fn correction() -> impl Strategy<Value = Record<'static>> {
    let names = (number(), number(), filled(), text(), text(), text(), text(), text(), text(), text());
    let choices = (select(Step::all()), select(Role::all()));
    let options = (
        proptest::option::of(select(DeviationKind::all())),
        proptest::option::of(select(Remedy::all())),
        proptest::option::of(date()),
        proptest::option::of(signed()),
    );
    (names, choices, options, date(), text()).prop_map(|(names, (step, role), options, date, value)| {
        let (unit, correction, person, project, target, section, cause, line, to_line, text) = names;
        let (deviation, remedy, deadline, amount) = options;
        Record::Correction(CorrectionRecord {
            unit,
            correction,
            step,
            date,
            role,
            person,
            deviation,
            project,
            target,
            section,
            deadline,
            cause,
            remedy,
            amount,
            line,
            to_line,
            value,
            text,
        })
    })
}

fn performance() -> impl Strategy<Value = Record<'static>> {
    let goal = (number(), number(), filled(), text(), text(), text()).prop_map(
        |(unit, goal, name, duty, project, section)| {
            Record::Goal(GoalRecord { unit, goal, name, duty, project, section })
        },
    );
    let link = (number(), filled(), number(), 0_u32..=10_000)
        .prop_map(|(unit, line, goal, share)| Record::Link(LinkRecord { unit, line, goal, share }));
    prop_oneof![goal, link, target(), evidence(), correction()]
}

fn record() -> impl Strategy<Value = Record<'static>> {
    prop_oneof![
        3 => payment(),
        2 => budget(),
        2 => receipt_or_balance(),
        2 => event(),
        2 => thing(),
        2 => words(),
        3 => performance(),
    ]
}

/// Keeps what comes, as cells.
#[derive(Default)]
struct Kept(Vec<(Kind, Vec<String>)>);

impl Sink for Kept {
    type Error = std::convert::Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        self.0.push((record.kind(), record.cells()));
        Ok(())
    }
}

/// A file of records with its columns in some order, under some of their names, between some delimiter.
fn disguised(kind: Kind, records: &[Record<'_>], order: &[usize], alias: usize) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b",;\t"[alias % 3]).from_writer(Vec::new());
    let names = kind.aliases();
    let order: Vec<usize> = order.iter().copied().filter(|&column| column < names.len()).collect();
    writer.write_record(order.iter().map(|&column| names[column][alias % names[column].len()])).unwrap();
    for record in records {
        let cells = record.cells();
        writer.write_record(order.iter().map(|&column| cells[column].clone())).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A record as a line of JSON with its keys in some order, under some of their names, without what is blank.
fn line(record: &Record<'_>, order: &[usize], alias: usize) -> String {
    let (kind, cells) = (record.kind(), record.cells());
    let (names, ids) = (kind.aliases(), kind.columns());
    let kind_key =
        format!("\"kind\":{}", serde_json::Value::from(if alias.is_multiple_of(2) { kind.name() } else { kind.id() }));
    let filled = order.iter().filter(|&&column| column < names.len() && !cells[column].is_empty());
    let entries = filled.map(|&column| {
        // The last name is the column's id.
        let name = names[column].get(alias % (names[column].len() + 1)).copied().unwrap_or(ids[column]);
        format!("{}:{}", serde_json::Value::from(name), serde_json::Value::from(cells[column].as_str()))
    });
    let entries: Vec<String> = entries.chain([kind_key]).collect();
    format!("{{{}}}\n", entries.join(","))
}

/// Gives the records numbers of their own, so that none doubles another.
fn numbered(records: Vec<Record<'static>>) -> Vec<Record<'static>> {
    let own = |index: usize| -> &'static str { format!("N{index}").leak() };
    let mut records = records;
    for (index, record) in records.iter_mut().enumerate() {
        match record {
            Record::Payment(p) => (p.voucher, p.line) = (own(index), own(index)),
            Record::Budget(b) => b.line = own(index),
            Record::Receipt(r) => r.number = own(index),
            Record::Contract(c) => c.number = own(index),
            Record::Unit(u) => u.unit = own(index),
            Record::Balance(b) => b.unit = own(index),
            Record::Vehicle(v) => v.plate = own(index),
            Record::Equipment(e) => e.asset = own(index),
            Record::Comparative(c) => c.figure = own(index),
            Record::Reason(r) => r.figure = own(index),
            Record::Goal(g) => g.goal = own(index),
            Record::Target(t) => t.target = own(index),
            Record::Link(l) => l.line = own(index),
            Record::Evidence(e) => e.item = own(index),
            _ => {}
        }
    }
    records
}

fn cells(records: &[Record<'_>], kind: Kind) -> Vec<(Kind, Vec<String>)> {
    records.iter().filter(|record| record.kind() == kind).map(|record| (kind, record.cells())).collect()
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, ..Config::default() })]

    #[test]
    fn cells_give_the_record_again(record in record()) {
        let cells = csv::StringRecord::from(record.cells());
        prop_assert_eq!(Record::from_cells(record.kind(), &cells), Some(record));
    }

    #[test]
    fn files_give_the_records_again(
        records in proptest::collection::vec(record(), 1..20),
        order in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle(),
        alias in 0_usize..60,
    ) {
        let records = numbered(records);
        let folder = Folder::new("round-trip");
        for kind in Kind::ALL {
            let own: Vec<Record<'_>> = records.iter().filter(|record| record.kind() == kind).cloned().collect();
            if own.is_empty() {
                continue;
            }
            let path = folder.write(&format!("{}.csv", kind.name()), disguised(kind, &own, &order, alias));
            let (mut import, mut kept) = (Import::new(2024), Kept::default());
            let Ok(()) = import.read(&path, &mut kept);
            prop_assert_eq!(kept.0, cells(&own, kind));
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, ..Config::default() })]

    #[test]
    fn json_lines_give_the_records_again(
        records in proptest::collection::vec(record(), 1..20),
        order in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle(),
        alias in 0_usize..60,
    ) {
        let records = numbered(records);
        let lines: String = records.iter().map(|record| line(record, &order, alias)).collect();
        let (mut import, mut kept) = (Import::new(2024), Kept::default());
        let Ok(()) = import.read_bytes("账.jsonl", lines.as_bytes(), &mut kept);
        let expected: Vec<_> = records.iter().map(|record| (record.kind(), record.cells())).collect();
        prop_assert_eq!(kept.0, expected, "{:?}\n{}", import.finish(), lines);
    }
}

#[test]
fn workbooks_give_the_records_again() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tree = proptest::collection::vec(record(), 200).new_tree(&mut runner).unwrap();
    let records = numbered(proptest::strategy::ValueTree::current(&tree));
    let mut workbook = std::io::Cursor::new(Vec::new());
    let of = |kind| records.iter().filter(move |record| record.kind() == kind).cloned();
    juesuan_books::write_workbook(&mut workbook, of).unwrap();
    let folder = Folder::new("round-trip-workbook");
    let path = folder.write("账.xlsx", workbook.into_inner());
    let (mut import, mut kept) = (Import::new(2024), Kept::default());
    let Ok(()) = import.read(&path, &mut kept);
    let expected: Vec<_> = Kind::ALL.into_iter().flat_map(|kind| cells(&records, kind)).collect();
    assert_eq!(kept.0, expected);
}
