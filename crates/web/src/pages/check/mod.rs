//! 审核: files are checked, and findings answered.
//!
//! [`kept`] has what people uploaded and what came of it, in memory; [`work`] audits one file after the other in the background;
//! the other modules are the pages.

mod document;
mod downloads;
mod kept;
mod list;
mod notes;
mod rules;
mod upload;
mod work;

use juesuan_audit::Severity;
use juesuan_findings::severity_name;
use juesuan_rights::Right;

pub use kept::{Checked, Checks};

use crate::{access::Who, routes::Routes};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let checks = Who::With(Right::CheckDocuments);
    routes
        .get("/check", checks, list::list)
        .post("/check", checks, upload::upload)
        .get("/check/rows", checks, list::rows)
        .get("/check/results.csv", checks, list::csv)
        .get("/check/results.json", checks, list::json)
        .post("/check/clear", checks, list::clear)
        .get("/check/rules", Who::SignedIn, rules::all)
        .get("/check/rules/{code}", Who::SignedIn, rules::one)
        .get("/check/{id}", checks, document::page)
        .get("/check/{id}/{file}", checks, downloads::file)
        .post("/check/{id}/notes", Who::With(Right::NoteFindings), notes::note)
}

/// The class of a severity: `error`.
const fn class_of(severity: &Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The Chinese name of a severity.
const fn name_of(severity: &Severity) -> &'static str {
    severity_name(*severity)
}
