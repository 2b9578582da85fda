//! The example department.

use std::path::Path;

use juesuan_books::{Books, BooksBuilder, Import};

/// What its books come to.
pub fn example() -> Books {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut books = BooksBuilder::new(2024);
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&root.join("examples/huaihua-2024"), &mut books);
    import.finish().unwrap_or_else(|problems| panic!("{problems}"));
    books.finish()
}
