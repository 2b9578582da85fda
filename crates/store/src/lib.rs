//! Keeps the books in a database, with an append-only log that shows tampering.
//!
//! [`Store::open`] opens or creates the books of any number of departments and years in one SQLite file
//! or one PostgreSQL database.
//! [`Store::import`] takes files of records, all or nothing, and [`Store::append`] records entered by hand; [`Store::load`] tells what a year comes to;
//! [`Store::search`] finds records, and [`Store::records_since`] gives what came since an entry of the log;
//! [`Store::entries`] and [`Store::voucher`] trace figures to vouchers and back; [`Store::withdraw`] undoes an import; [`Store::verify`] proves that nothing was
//! changed behind the program's back; [`Store::backup`] and [`restore`] do what they say; [`copy`] takes
//! books from one home to another.
//!
//! What a second person must decide (双人复核) goes through [`Store::submit`] and [`Store::decide`]: imports, which
//! [`Store::preview`] tries first, withdrawals, and versions of a disclosure that [`Store::freeze`] has fixed for the public
//! ([`Store::published`], [`Store::compare`]). [`Store::note`] keeps what units say to findings, and [`Once`] makes a
//! request that comes twice count once.
//!
//! Every record stands on an account (账户), the finest classification that any figure tells apart, and records are
//! numbered on their account. Each import puts one segment of consecutive records on each account that it touches; the
//! log has the digest of its segments. Running totals by account make loading independent of the number of vouchers.

mod account;
mod address;
mod append;
mod backup;
mod batch;
mod clock;
mod cursor;
mod db;
mod dialect;
mod digest;
mod enter;
mod error;
mod files;
mod filter;
mod frozen;
mod import;
mod insert;
mod ledger;
mod load;
mod log;
mod log_search;
mod memory;
mod news;
mod office;
mod packer;
mod passages;
mod people;
mod reasons;
mod scan;
mod schema;
mod search;
mod server;
mod shape;
mod since;
mod store;
mod trace;
mod transfer;
mod units;
mod upload;
mod verify;
mod walk;
mod withdraw;
mod work;
mod writer;

pub use address::Home;
pub use append::Act;
pub use backup::{Backup, restore};
pub use cursor::{Cursor, NoCursor};
pub use error::{Error, Result};
pub use filter::Filter;
pub use import::{ImportOptions, Imported};
pub use log::LogEntry;
pub use log_search::LogSearch;
pub use office::{
    Answer, Compared, Decided, Decision, Done, FigureMeasure, FileLabel, FindingNote, Freeze, HandIn, HandedFile,
    Matter, Note, NoteVerdict, Once, PastImport, Preview, Publication, PublicationState, PublishedFigure,
    PublishedFile, Refused, Request, Search, Standing, Submission, SubmissionState, Verdict,
};
pub use people::{
    Account, FirstAccount, Lifetime, LoginFacts, LoginOutcome, NewAccount, Opened, Proof, Session, Token, TokenBearer,
    TokenRequest,
};
pub use search::{Found, Hit};
pub use server::Trouble;
pub use store::Store;
pub use trace::{Entries, Entry, Page, Source};
pub use transfer::{Copied, copy};
pub use upload::Upload;
pub use verify::{Flaw, Verified};
