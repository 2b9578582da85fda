//! Any bytes: detection and whatever reader it leads to (packages, spreadsheets, PDF).
#![no_main]

mod parser;

libfuzzer_sys::fuzz_target!(init: parser::abort_on_our_panics(), |bytes: &[u8]| {
    drop(juesuan_read::read_bytes("fuzz", bytes.to_vec()));
});
