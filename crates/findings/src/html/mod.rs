//! A self-contained page: the document as it was read, with its figures marked, and the findings beside it.

mod body;
mod findings;
mod index;

use std::fmt::Write;

use juesuan_audit::Severity;
use juesuan_render::escape_html as escape;

pub use index::html_index;

use crate::{
    Audited, severity_name,
    view::{Figure, View},
};

const CSS: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// The page may load nothing: it has to work in an office without a network, and must not leak that it was opened.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The whole page of one document that was checked with [`crate::Options::figures`].
#[must_use]
pub fn html(audited: &Audited) -> String {
    let view = View::of(audited);
    let data = data(&view.figures);
    let title = escape(&view.title);
    let header = header(&view, &title);
    let body = body::render(&view.blocks);
    let findings = findings::render(&view);
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

/// The figures as JSON that may stand inside a script element.
fn data(figures: &[Figure<'_>]) -> String {
    // Text, numbers and lists of them, for which JSON has no failure.
    let json = serde_json::to_string(figures).unwrap_or_default();
    // An opening angle bracket could end the script element; the escape means the same inside a JSON string.
    json.replace('<', "\\u003c")
}

/// Name of the document and what was counted.
fn header(view: &View<'_>, title: &str) -> String {
    let coverage = &view.coverage;
    let mut out = format!("<header>\n<div><h1>{title}</h1><p>{}", escape(view.path));
    // Writing to a String does not fail.
    if let Some(pages) = view.pages {
        let _ = write!(out, " · {pages} 页");
    }
    out.push_str("</p></div>\n<ul class=\"counts\">\n");
    for count in view.counts {
        let (class, name) = (class_of(count.severity), severity_name(count.severity));
        let _ = writeln!(out, "<li class=\"{class}\"><b>{}</b>{name}</li>", count.findings);
    }
    let _ = writeln!(
        out,
        "<li title=\"文中带单位的数字 {} 个，读懂 {} 个\"><b>{}</b>数字读懂</li>\n</ul>\n</header>",
        coverage.numerals, coverage.understood, coverage.percent
    );
    if let Some(reason) = &view.notice {
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
