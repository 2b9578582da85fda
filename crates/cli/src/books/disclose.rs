use std::path::{Path, PathBuf};

use juesuan_books::Books;
use juesuan_render::RenderError;
use juesuan_report::{Report, ReportKind, Rounding};

use crate::{
    args::{FileKind, How, RoundingChoice},
    atomic,
    failure::Failure,
};

/// A file that was written.
pub struct Made {
    /// Which kind it is.
    pub kind: FileKind,
    /// What it is, in Chinese.
    pub what: &'static str,
    /// Where it is.
    pub path: PathBuf,
}

/// All kinds, in the order in which they are written.
const ALL: [FileKind; 5] = [FileKind::Docx, FileKind::Xlsx, FileKind::Html, FileKind::Json, FileKind::Package];

/// Fills the disclosure of some books.
///
/// # Errors
/// When there is no such form, or no unit.
pub fn filled(books: &Books, how: &How) -> Result<Report, Failure> {
    let rounding = match how.rounding {
        RoundingChoice::Honest => Rounding::Honest,
        RoundingChoice::Additive => Rounding::Additive,
    };
    Ok(juesuan_desk::disclosure(books, how.form.as_deref(), rounding)?)
}

/// Writes a disclosure into a folder, in the kinds that are wanted; in all of them when none is named.
///
/// # Errors
/// When a file cannot be written.
pub fn made(report: &Report, folder: &Path, kinds: &[FileKind]) -> Result<Vec<Made>, Failure> {
    let kinds = if kinds.is_empty() { &ALL } else { kinds };
    kinds.iter().map(|&kind| make(report, folder, kind)).collect()
}

fn make(report: &Report, folder: &Path, kind: FileKind) -> Result<Made, Failure> {
    let path = |suffix: &str| {
        // A self-evaluation's title says all; a disclosure's is that of its final accounts.
        let suffix = match report.kind {
            ReportKind::Disclosure => suffix,
            ReportKind::SelfEvaluation => suffix.trim_start_matches("公开").trim_start_matches('表'),
        };
        folder.join(format!("{}{suffix}", file_name(&report.title)))
    };
    let (what, path, content) = match kind {
        FileKind::Docx => ("Word 文档", path("公开.docx"), juesuan_render::docx(report)?),
        FileKind::Xlsx => ("Excel 工作簿", path("公开表.xlsx"), juesuan_render::xlsx(report)?),
        FileKind::Html => ("网页", path("公开.html"), juesuan_render::html(report)?.into_bytes()),
        FileKind::Json => ("JSON", path("公开.json"), juesuan_render::json(report)?.into_bytes()),
        FileKind::Package => {
            let path = path("开放数据");
            juesuan_render::data_package(report, &path)?;
            return Ok(Made { kind, what: "开放数据包", path });
        }
    };
    atomic::write(&path, &content)?;
    Ok(Made { kind, what, path })
}

/// A title without what file systems do not take.
fn file_name(title: &str) -> String {
    title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect()
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        Self::Message(error.to_string())
    }
}
