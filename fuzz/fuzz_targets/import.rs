//! Files of records. The first byte chooses a name, which may tell what kind of records they are.
#![no_main]

use juesuan_books::{BooksBuilder, Import, Kind};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((&choice, file)) = data.split_first() else { return };
    let name = Kind::ALL.get(usize::from(choice)).map_or("账.csv".to_owned(), |kind| format!("{}.csv", kind.name()));
    let (mut import, mut builder) = (Import::new(2024), BooksBuilder::new(2024));
    let Ok(()) = import.read_bytes(&name, file, &mut builder);
    drop(import.finish().map(|_| builder.finish()));
});
