//! Any bytes: detection and whatever reader it leads to (packages, spreadsheets, PDF).
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drop(juesuan_read::read_bytes("fuzz", bytes.to_vec()));
});
