//! How long reading and auditing take: `cargo bench -p juesuan-audit`.

use std::path::{Path, PathBuf};

use divan::Bencher;
use juesuan_audit::{Options, check};
use juesuan_read::{Document, read_bytes};

const TXT: &str = "examples/disclosure-clean.txt";
const DOCX: &str = "examples/disclosure-with-errors.docx";
const PDF: &str = "shanghai-2024/finance-bureau.pdf";

fn main() {
    divan::main();
}

/// The inputs that are there: the project's examples, and a PDF of the corpus beside the project.
fn inputs() -> Vec<&'static str> {
    let present = |name: &&str| {
        let there = path(name).is_file();
        if !there {
            eprintln!("skipped: no {name} (JUESUAN_CORPUS)");
        }
        there
    };
    [TXT, DOCX, PDF].into_iter().filter(present).collect()
}

fn path(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if name == PDF {
        std::env::var_os("JUESUAN_CORPUS").map_or_else(|| root.join("../shared/corpus"), PathBuf::from).join(name)
    } else {
        root.join(name)
    }
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).expect("the input is there")
}

fn document(name: &str) -> Document {
    read_bytes(name, bytes(name)).expect("the input is readable")
}

/// From bytes to a document.
#[divan::bench(args = inputs())]
fn read(bencher: Bencher<'_, '_>, name: &str) {
    bencher.with_inputs(|| bytes(name)).bench_values(|bytes| read_bytes(name, bytes));
}

/// From a document to findings.
#[divan::bench(args = inputs())]
fn audit(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench_local(|| check(&document, &Options::default()));
}

/// From bytes to findings.
#[divan::bench(args = inputs())]
fn end_to_end(bencher: Bencher<'_, '_>, name: &str) {
    bencher
        .with_inputs(|| bytes(name))
        .bench_local_values(|bytes| read_bytes(name, bytes).map(|document| check(&document, &Options::default())));
}
