//! A self-contained page: the document as it was read, with its figures marked, and the findings beside it.

mod body;
mod data;
mod findings;
mod index;
mod marks;

use std::{fmt::Write, path::Path};

use juesuan_audit::Severity;
use juesuan_render::escape_html as escape;

pub use index::html_index;

use crate::{Audited, Locator, coverage_percent, kind_name, not_audited, severity_name};

const CSS: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The page may load nothing: it has to work in an office without a network, and must not leak that it was opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The whole page of one document that was checked with [`crate::Options::figures`].
#[must_use]
pub fn html(audited: &Audited) -> String {
    let locator = Locator::of(audited);
    let marks = marks::Marks::new(&audited.document, &audited.report);
    let data = data::render(&locator, &audited.report);
    let title = escape(&title(audited));
    let header = header(audited, &title);
    let body = body::render(audited, &marks);
    let findings = findings::render(&locator, &audited.report);
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title} 决算公开审核报告</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
         {header}<div class=\"columns\">\n<main id=\"document\" aria-label=\"文件正文\">\n{body}</main>\n\
         <aside aria-label=\"审核发现\">\n{findings}</aside>\n</div>\n\
         <script id=\"data\" type=\"application/json\">{data}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

fn title(audited: &Audited) -> String {
    let outline = &audited.report.outline;
    let file = || Path::new(&audited.document.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = outline.unit_name.clone().unwrap_or_else(file);
    let year = outline.fiscal_year.map_or_else(String::new, |year| format!(" {year} 年度"));
    format!("{name}{year}{}", kind_name(outline.kind))
}

/// Name of the document and what was counted.
fn header(audited: &Audited, title: &str) -> String {
    let coverage = &audited.report.coverage;
    let mut out = format!("<header>\n<div><h1>{title}</h1><p>{}", escape(&audited.document.path));
    // Writing to a String does not fail.
    if let Some(pages) = audited.document.pages {
        let _ = write!(out, " · {pages} 页");
    }
    out.push_str("</p></div>\n<ul class=\"counts\">\n");
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let (class, count) = (class_of(severity), audited.count(severity));
        let _ = writeln!(out, "<li class=\"{class}\"><b>{count}</b>{}</li>", severity_name(severity));
    }
    let percent = coverage_percent(coverage.understood, coverage.numerals);
    let _ = writeln!(
        out,
        "<li title=\"文中带单位的数字 {} 个，读懂 {} 个\"><b>{percent}</b>数字读懂</li>\n</ul>\n</header>",
        coverage.numerals, coverage.understood
    );
    if let Some(reason) = not_audited(audited.report.outline.kind) {
        let _ = writeln!(out, "<p class=\"notice\" role=\"status\">{reason}</p>");
    }
    out
}

/// The class of a severity in the page.
const fn class_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_page_marks_figures_and_escapes_everything() {
        let page = html(&testing::audited());
        assert!(!page.contains("<script>alert"));
        assert!(!page.contains("http://") && !page.contains("https://"), "the page loads nothing");
        // The style and the script are files of their own; here only what is made of the document.
        let start = page.find("<header>").unwrap();
        let end = page.find("<script>\n").unwrap();
        insta::assert_snapshot!(&page[start..end]);
    }
}
