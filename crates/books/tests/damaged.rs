//! No file makes the importer panic, however damaged.

use juesuan_books::{BooksBuilder, Import, Kind, Record};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;

/// A file that holds records of a kind.
fn sound(kind: Kind, workbook: bool) -> Vec<u8> {
    let cells = csv::StringRecord::from(vec!["1"; kind.columns().len()]);
    let records = || Record::from_cells(kind, &cells).into_iter();
    if workbook {
        let mut bytes = std::io::Cursor::new(Vec::new());
        juesuan_books::write_workbook(&mut bytes, |of| records().filter(move |record| record.kind() == of)).unwrap();
        return bytes.into_inner();
    }
    let mut bytes = Vec::new();
    juesuan_books::write_csv(&mut bytes, kind, records()).unwrap();
    bytes.extend("\"1\",2024-01-01,，101\t;\"\",11,2010301,21,30201,１２.3,,,,\n\"".repeat(3).into_bytes());
    bytes
}

fn import(name: &str, bytes: &[u8]) {
    let (mut import, mut builder) = (Import::new(2024), BooksBuilder::new(2024));
    let Ok(()) = import.read_bytes(name, bytes, &mut builder);
    match import.finish() {
        Ok(_) => drop(builder.finish()),
        Err(problems) => assert!(!problems.to_string().is_empty()),
    }
}

/// Changes a file: bytes replaced, cut out, or doubled.
fn damage(file: &mut Vec<u8>, wounds: &[(usize, u8, u8)]) {
    for &(at, byte, how) in wounds {
        let at = at % (file.len() + 1);
        match how % 4 {
            0 => file.insert(at, byte),
            1 => file.truncate(at.max(8)),
            2 => {
                let end = (at + usize::from(byte)).min(file.len());
                file.drain(at..end);
            }
            _ => {
                let end = (at + usize::from(byte)).min(file.len());
                let piece = file[at..end].to_vec();
                file.splice(at..at, piece);
            }
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 512, failure_persistence: None, ..Config::default() })]

    #[test]
    fn damaged_text_is_read_or_refused(
        kind in select(&Kind::ALL[..]),
        wounds in proptest::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 0..6),
    ) {
        let mut file = sound(kind, false);
        damage(&mut file, &wounds);
        import(kind.name(), &file);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in select(&Kind::ALL[..])) {
        import(kind.name(), &bytes);
        let mut after_headings = kind.headings().join(",").into_bytes();
        after_headings.push(b'\n');
        after_headings.extend(bytes);
        import(kind.name(), &after_headings);
    }
}

/// A file of JSON lines that holds records of a kind.
fn sound_lines(kind: Kind) -> Vec<u8> {
    let line = |names: &[&str]| {
        let entries: Vec<String> = names.iter().map(|name| format!("\"{name}\":\"1\"")).collect();
        format!("{{{}}}\n", entries.join(","))
    };
    let headings = line(&kind.headings());
    let ids = line(kind.columns());
    format!("{headings}{ids}{}", ids.replace("\"1\"", "-12.30")).repeat(2).into_bytes()
}

proptest! {
    #![proptest_config(Config { cases: 512, failure_persistence: None, ..Config::default() })]

    #[test]
    fn damaged_json_lines_are_read_or_refused(
        kind in select(&Kind::ALL[..]),
        wounds in proptest::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 0..6),
    ) {
        let mut file = sound_lines(kind);
        damage(&mut file, &wounds);
        import("账.jsonl", &file);
        import(&format!("{}.ndjson", kind.name()), &file);
    }

    #[test]
    fn any_json_is_read_or_refused(
        values in proptest::collection::vec(("[a-z单位代码登记簿号日期]{0,6}", "\\PC{0,8}", any::<f64>(), 0_u8..6), 0..8),
        kind in select(&Kind::ALL[..]),
    ) {
        let entry = |(key, text, number, how): &(String, String, f64, u8)| {
            let value = match how {
                0 => "null".to_owned(),
                1 => "true".to_owned(),
                2 => format!("{number}"),
                3 => format!("[{text}"),
                4 => "{\"a\":[]}".to_owned(),
                _ => format!("\"{text}\""),
            };
            format!("\"{key}\":{value}")
        };
        let own = kind.columns().iter().map(|id| format!("\"{id}\":1"));
        let entries: Vec<String> = values.iter().map(entry).chain(own).collect();
        import("账.jsonl", format!("{{{}}}\n{{}}", entries.join(",")).as_bytes());
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn damaged_workbooks_are_read_or_refused(
        wounds in proptest::collection::vec((any::<usize>(), any::<u8>(), any::<u8>()), 0..4),
    ) {
        let mut file = sound(Kind::Payments, true);
        damage(&mut file, &wounds);
        import("账.xlsx", &file);
    }
}
