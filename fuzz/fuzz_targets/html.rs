//! Web pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drop(juesuan_read::read_bytes("fuzz", [b"<html>", bytes].concat()));
});
