//! Reading and auditing a document, so that nothing in it can harm the program.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use juesuan_audit::{Options, Report, Severity, check};
use juesuan_form::Kind;
use juesuan_read::{Document, ReadError};
use rayon::ThreadPoolBuildError;
use thiserror::Error;

use crate::workers::apart;

/// Why there is no audit of a file. The message is Chinese and says what to do; the caller adds the file's name.
#[derive(Debug, Error)]
pub enum ReadFailure {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// A fault of the program itself; the file shows it.
    #[error("审核时程序内部出错。这是 juesuan 的缺陷，请把这个文件报告给开发者")]
    Fault,
    /// The system gives no threads to work on.
    #[error("无法启动工作线程：{0}。请稍后再试，或减少同时审核的文件")]
    NoThread(ThreadPoolBuildError),
}

/// A document that was read and checked.
#[derive(Clone, Debug)]
pub struct Audited {
    /// What was read; its path is the name that was given.
    pub document: Document,
    /// What was found.
    pub report: Report,
    /// Time to read, in milliseconds.
    pub read_ms: f64,
}

impl Audited {
    /// Reads and checks the content of a file; `name` tells people which one it is, its ending does not decide the format.
    ///
    /// # Errors
    /// When the content cannot be read, within the limits of the readers.
    pub fn of_bytes(name: &str, bytes: Vec<u8>, options: &Options<'_>) -> Result<Self, ReadFailure> {
        Self::of(|| juesuan_read::read_bytes(name, bytes), options)
    }

    /// Reads and checks a file.
    ///
    /// # Errors
    /// As [`Audited::of_bytes`], or when the file cannot be opened.
    pub fn of_path(path: &Path, options: &Options<'_>) -> Result<Self, ReadFailure> {
        Self::of(|| juesuan_read::read(path), options)
    }

    fn of(
        read: impl FnOnce() -> Result<Document, ReadError> + Send,
        options: &Options<'_>,
    ) -> Result<Self, ReadFailure> {
        apart(|| {
            let start = Instant::now();
            let document = read()?;
            let read_ms = start.elapsed().as_secs_f64() * 1000.0;
            let mut report = check(&document, options);
            drop_blank_places(&document, &mut report);
            Ok(Self { document, report, read_ms })
        })
    }

    /// Number of findings of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.report.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// What a list of documents says of it.
    #[must_use]
    pub fn brief(&self) -> Brief {
        let Report { outline, coverage, .. } = &self.report;
        Brief {
            kind: outline.kind,
            unit_name: outline.unit_name.clone(),
            fiscal_year: outline.fiscal_year,
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            infos: self.count(Severity::Info),
            numerals: coverage.numerals,
            understood: coverage.understood,
        }
    }
}

/// Reads the content of a file that is not itself audited: last year's document of the same unit, for [`Options::prior`].
///
/// # Errors
/// As [`Audited::of_bytes`].
pub fn read(name: &str, bytes: Vec<u8>) -> Result<Document, ReadFailure> {
    apart(|| Ok(juesuan_read::read_bytes(name, bytes)?))
}

/// What remains of a document when it has been shown: of hundreds of documents, only so much is kept in memory.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What kind of document it is.
    pub kind: Kind,
    /// The unit's full name.
    pub unit_name: Option<String>,
    /// The year of the accounts.
    pub fiscal_year: Option<u16>,
    /// Number of findings that are errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of findings on wording and form.
    pub infos: usize,
    /// Numerals with a unit.
    pub numerals: usize,
    /// Those that were understood.
    pub understood: usize,
}

/// A file in a list of many, with what came of it.
#[derive(Clone, Debug)]
pub struct Listed<T> {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// What is said of it in brief and as it was shown, or in Chinese why it could not be read.
    pub outcome: Result<(Brief, T), String>,
}

/// A blank cell that a sum runs over is named by the proof; as a place to look at, it shows nothing. The first place stays:
/// it is where something is missing.
fn drop_blank_places(document: &Document, report: &mut Report) {
    for finding in &mut report.findings {
        let mut first = true;
        finding.places.retain(|&place| {
            std::mem::take(&mut first) || place.cell.is_none() || !document.words_at(place).trim().is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_says_why() {
        let failure = Audited::of_bytes("空.docx", Vec::new(), &Options::default()).unwrap_err();
        assert_eq!(failure.to_string(), ReadError::Empty.to_string());
        assert!(Audited::of_path(Path::new("没有这个文件.docx"), &Options::default()).is_err());
        assert!(read("空.docx", Vec::new()).is_err());
    }

    #[test]
    fn a_fault_ends_only_its_own_thread() {
        assert!(matches!(apart(|| -> Result<(), _> { panic!("on purpose") }), Err(ReadFailure::Fault)));
    }

    #[test]
    fn an_audit_can_be_handed_to_another_thread() {
        fn is_send<T: Send + Sync + 'static>() {}
        is_send::<Audited>();
        is_send::<ReadFailure>();
    }
}
