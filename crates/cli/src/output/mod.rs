//! The forms in which findings are shown, one module each.

pub mod docx;
pub mod extract;
pub mod html;
pub mod json;
pub mod sarif;
pub mod text;

use juesuan_audit::Severity;

/// The Chinese name of a severity.
pub const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}
