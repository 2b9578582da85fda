//! `docs/books.md` says what the importer goes by, `docs/corrections.md` which steps of a correction fit when.

use std::fmt::Write as _;
use std::path::Path;

use juesuan_books::{CorrectionState, Step};

/// Set to write the page instead of comparing it: `JUESUAN_WRITE_DOCS=1 cargo test -p juesuan-books --test docs`.
const WRITE: &str = "JUESUAN_WRITE_DOCS";

#[test]
fn the_page_on_files_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/books.md");
    let page = juesuan_books::describe_files();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/books.md is stale: {WRITE}=1 cargo test -p juesuan-books --test docs");
}

/// Who may take which step when, as a table.
fn steps() -> String {
    let mut table = String::from("| 环节 | 何时可以做 | 由谁做 |\n|---|---|---|\n| 交办 | 新的整改 | 绩效管理岗 |\n");
    for &step in Step::all() {
        let fits = |state: &&CorrectionState, paused| !state.roles(step, paused).is_empty();
        let roles = |state: &CorrectionState| -> Vec<&str> {
            let roles =
                [false, true].map(|paused| state.roles(step, paused)).into_iter().max_by_key(|roles| roles.len());
            roles.unwrap_or_default().iter().map(|role| role.name()).collect()
        };
        let states: Vec<&CorrectionState> =
            CorrectionState::ALL.iter().filter(|state| fits(state, false) || fits(state, true)).collect();
        for alike in states.chunk_by(|a, b| roles(a) == roles(b)) {
            let words = |state: &&CorrectionState| match (fits(state, false), fits(state, true)) {
                (true, false) => format!("{}（支付没有暂停）", state.name()),
                (false, true) => format!("{}（只为恢复支付）", state.name()),
                _ => state.name().to_owned(),
            };
            let names: Vec<String> = alike.iter().map(words).collect();
            let overdue = if step == Step::Escalate { "，期限已过" } else { "" };
            let _ =
                writeln!(table, "| {} | {}{overdue} | {} |", step.name(), names.join("、"), roles(alike[0]).join("、"));
        }
    }
    table
}

#[test]
fn the_page_on_corrections_shows_the_steps_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/corrections.md");
    let page = std::fs::read_to_string(&path).expect("the page can be read");
    let (head, rest) = page.split_once("<!-- begin -->\n").expect("the table has a beginning");
    let (table, tail) = rest.split_once("<!-- end -->").expect("the table has an end");
    if std::env::var_os(WRITE).is_some() {
        let page = format!("{head}<!-- begin -->\n{}<!-- end -->{tail}", steps());
        std::fs::write(&path, page).expect("the page can be written");
    } else {
        assert_eq!(table, steps(), "docs/corrections.md is stale: {WRITE}=1 cargo test -p juesuan-books --test docs");
    }
}
