//! What an office does around the books: submissions that a second person decides (送审、双人复核), published versions
//! (公开版本), and notes on findings (出错说明).
//!
//! Each row of its tables is told of by an entry of the log, under whose number it is kept; what the entry tells is made of
//! the row alone ([`told::Told`]), so that a verification finds every difference.

mod check;
mod decide;
mod freeze;
mod limits;
mod note;
mod once;
mod past;
mod preview;
mod publication;
mod publish;
mod published;
mod refused;
mod scope;
mod staged;
mod submission;
mod submit;
mod told;

pub(crate) use check::{GUARDED, check};
pub use decide::{Decided, Verdict};
pub use freeze::Freeze;
pub use note::{FindingNote, Note, NoteVerdict};
pub use once::{Answer, Done, Once};
pub use past::PastImport;
pub use preview::Preview;
pub use publication::{
    FigureMeasure, FileLabel, Publication, PublicationState, PublishedFigure, PublishedFile, Standing,
};
pub use published::{Compared, Search};
pub use refused::Refused;
pub use submission::{Decision, HandedFile, Matter, Submission, SubmissionState};
pub use submit::{HandIn, Request};
