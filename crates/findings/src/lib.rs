//! What an audit shows to people: everything that the command line and the web application both need to present the
//! audit of one document, but nothing of terminals or of HTTP.
//!
//! [`Audited`] is a document that was read and checked; `json`, `sarif`, `html`, `docx` and `extract` are the forms in
//! which it is handed on. [`view`] is the document with its findings as data, for pages that
//! are drawn elsewhere; [`Note`]s are what people said of findings, found again next year by their [`FindingKey`].

mod audited;
mod briefs;
mod docx;
mod extract;
mod html;
mod json;
mod key;
mod names;
mod notes;
mod places;
mod sarif;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod view;
mod workers;

pub use audited::{Audited, Brief, Listed, ReadFailure, read};
pub use briefs::{briefs_csv, briefs_json};
pub use docx::{COMMENTED_SUFFIX, commented_docx};
pub use extract::{figures_csv, figures_json};
pub use html::{html, html_index};
pub use json::{json, json_list};
pub use juesuan_audit::Options;
pub use key::{FindingKey, NotAKey, keys};
pub use names::{coverage_percent, kind_name, not_audited, severity_name, shorten};
pub use notes::{Note, Verdict, apply};
pub use places::Locator;
pub use sarif::{Results, sarif, sarif_results};
pub use workers::workers;
