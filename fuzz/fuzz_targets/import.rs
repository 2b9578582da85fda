//! Files of records. The first byte chooses a name, which may tell what kind of records they are, and whether they are JSON
//! lines.
#![no_main]

use juesuan_books::{BooksBuilder, Import, Kind};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((&choice, file)) = data.split_first() else { return };
    let extension = if choice < 0x80 { "csv" } else { "jsonl" };
    let kind = Kind::ALL.get(usize::from(choice & 0x7F)).map_or("账", |kind| kind.name());
    let name = format!("{kind}.{extension}");
    let (mut import, mut builder) = (Import::new(2024), BooksBuilder::new(2024));
    let Ok(()) = import.read_bytes(&name, file, &mut builder);
    drop(import.finish().map(|_| builder.finish()));
});
