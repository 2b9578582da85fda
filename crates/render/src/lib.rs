//! Writes a filled report as xlsx, docx, html, json and a Fiscal Data Package.
//!
//! Nothing here knows the official tables: what is drawn is what [`juesuan_report::Table`] says. The same report makes
//! the same bytes; no file holds the time at which it was written.

mod columns;
mod cover;
mod docx;
mod error;
mod explain;
mod header;
mod html;
mod json;
mod money;
mod package;
mod width;
mod xlsx;
mod zipped;

#[cfg(test)]
mod sample;

pub use docx::docx;
pub use error::RenderError;
pub use html::{escape as escape_html, html};
pub use json::json;
pub use package::{data_package, data_package_zip};
pub use xlsx::xlsx;

/// The words of a paragraph or heading.
fn words(runs: &[juesuan_report::Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
