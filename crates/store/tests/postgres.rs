//! All tests of the store once more, with the books in PostgreSQL: the same files, in which `Place` takes another home.

#![allow(clippy::duplicate_mod, reason = "each file brings the helpers that it has on its own")]

#[path = "append.rs"]
mod append;
#[path = "books.rs"]
mod books;
#[path = "crash.rs"]
mod crash;
#[path = "notes.rs"]
mod notes;
#[path = "once.rs"]
mod once;
#[path = "people.rs"]
mod people;
#[path = "people_races.rs"]
mod people_races;
#[path = "publications.rs"]
mod publications;
#[path = "search.rs"]
mod search;
#[path = "submissions.rs"]
mod submissions;
#[path = "tampering.rs"]
mod tampering;
#[path = "tokens.rs"]
mod tokens;
