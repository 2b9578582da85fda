//! `docs/rights.md` shows what each role may do, as the code has it.

use std::fmt::Write as _;
use std::path::Path;

use juesuan_rights::{Right, Role};

/// Set to write the table instead of comparing it: `JUESUAN_WRITE_DOCS=1 cargo test -p juesuan-rights --test docs`.
const WRITE: &str = "JUESUAN_WRITE_DOCS";

/// A row for each right, a column for each role of a group.
fn table(roles: &[Role], office: bool) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    let mut table = format!("| 权限 | {} |\n|---|{}\n", names.join(" | "), ":-:|".repeat(roles.len()));
    for right in Right::ALL.into_iter().filter(|right| right.is_office() == office) {
        let marks = roles.iter().map(|role| if role.rights().contains(&right) { "✓" } else { "" });
        let _ = writeln!(table, "| {} | {} |", right.name(), marks.collect::<Vec<_>>().join(" | "));
    }
    table
}

#[test]
fn the_page_shows_the_rights_of_the_code() {
    let (administrators, business): (Vec<Role>, Vec<Role>) =
        Role::ALL.into_iter().partition(|role| role.is_administrator());
    let tables = format!("{}\n{}", table(&business, false), table(&administrators, true));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rights.md");
    let page = std::fs::read_to_string(&path).expect("the page can be read");
    let (head, rest) = page.split_once("<!-- begin -->\n").expect("the tables have a beginning");
    let (written, tail) = rest.split_once("<!-- end -->").expect("the tables have an end");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, format!("{head}<!-- begin -->\n{tables}<!-- end -->{tail}")).expect("a page");
    } else {
        assert_eq!(written, tables, "docs/rights.md is stale: {WRITE}=1 cargo test -p juesuan-rights --test docs");
    }
}
