//! Plain text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    drop(juesuan_read::read_text("fuzz", text));
});
