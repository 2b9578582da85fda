//! Tasks of the repository itself, run as `cargo xtask <task>`.

mod bench;
mod docs;
mod example;
mod licences;
mod product;
mod seed;

use std::{path::PathBuf, process::ExitCode};

const USAGE: &str = "usage: cargo xtask docs [--check]   write docs/rules/ from the rules, or fail when it is stale
       cargo xtask licences         check the dependencies against deny.toml
       cargo xtask bench            measure speed and memory, as tables for docs/BENCHMARKS.md
       cargo xtask example [--check]   write the vouchers of examples/huaihua-2024, or fail when they are stale
       cargo xtask seed-findings    write docs/seed-findings.md from the seed document, if it is there";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["docs"] => docs::write(&root()),
        ["docs", "--check"] => docs::check(&root()),
        ["licences"] => licences::check(&root()),
        ["bench"] => bench::measure(&root()),
        ["example"] => example::write(&root()),
        ["example", "--check"] => example::check(&root()),
        ["seed-findings"] => seed::write(&root()),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(message) => {
            println!("{message}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the workspace.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
