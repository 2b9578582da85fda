//! Keeps the books in a database, with an append-only log that shows tampering.
