use std::fmt::Write;

use juesuan_audit::{Finding, Proof, Report, Severity};

use super::{class_of, escape};
use crate::{Locator, severity_name};

/// The right-hand side: filters, the panel of the chosen figure, and a card for each finding.
pub fn render(locator: &Locator<'_>, report: &Report) -> String {
    let mut out = String::from("<div class=\"filters\" role=\"group\" aria-label=\"按级别筛选\">\n");
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let (class, name) = (class_of(severity), severity_name(severity));
        // Writing to a String does not fail.
        let _ = writeln!(
            out,
            "<label class=\"{class}\"><input type=\"checkbox\" data-show=\"{class}\" checked> {name}</label>"
        );
    }
    out += "<label><input type=\"checkbox\" data-show=\"unknown\" checked> 没读懂的数字</label>\n\
            <span class=\"keys\">J / K 下一条 / 上一条</span>\n</div>\n\
            <section id=\"panel\" hidden aria-live=\"polite\"></section>\n<ol id=\"findings\">\n";
    for (i, finding) in report.findings.iter().enumerate() {
        out += &card(locator, i, finding);
    }
    if report.findings.is_empty() {
        out += "<li class=\"none\">没有发现问题。</li>\n";
    }
    out + "</ol>\n" + &unknown(locator, report)
}

fn card(locator: &Locator<'_>, number: usize, finding: &Finding) -> String {
    let class = class_of(finding.severity);
    let mut out = format!(
        "<li class=\"finding {class}\" id=\"finding-{number}\" data-finding=\"{number}\" tabindex=\"0\">\n\
         <div class=\"head\"><span class=\"badge\">{}</span> <code>{}</code></div>\n<p class=\"message\">{}</p>\n",
        severity_name(finding.severity),
        escape(finding.code),
        escape(&finding.message)
    );
    if let Some(expected) = &finding.expected {
        let _ = writeln!(out, "<p class=\"fact\"><span>应为</span><b>{}</b></p>", escape(expected));
    }
    if let Some(suspect) = &finding.suspect {
        let _ = writeln!(out, "<p class=\"fact\"><span>最可疑</span>{}</p>", escape(suspect));
    }
    out += "<ul class=\"quotes\">\n";
    for (i, &place) in finding.places.iter().enumerate() {
        let (sentence, range) = locator.sentence(place);
        let _ = writeln!(
            out,
            "<li><button type=\"button\" data-place=\"{i}\"><i>{}</i> {}<mark>{}</mark>{}</button></li>",
            escape(&locator.describe(place)),
            escape(&sentence[..range.start]),
            escape(&sentence[range.clone()]),
            escape(&sentence[range.end..])
        );
    }
    out += "</ul>\n";
    if let Some(proof) = &finding.proof {
        out += &proof_html(locator, proof);
    }
    out + "</li>\n"
}

fn proof_html(locator: &Locator<'_>, proof: &Proof) -> String {
    let mut out = String::from(
        "<details><summary>证明</summary>\n<p>以下各条不可能同时成立（左列为乘数）：</p>\n<table class=\"proof\">\n",
    );
    for term in &proof.terms {
        let place =
            term.place.map_or_else(String::new, |place| format!(" <i>{}</i>", escape(&locator.describe(place))));
        let (weight, text) = (escape(&term.weight), escape(&term.text));
        let _ = writeln!(out, "<tr><td class=\"number\">{weight}</td><td>{text}{place}</td></tr>");
    }
    let _ = writeln!(out, "</table>\n<p class=\"gap\">{}</p>\n</details>", escape(&proof.gap));
    out
}

/// The list of what was not understood, and so not checked.
fn unknown(locator: &Locator<'_>, report: &Report) -> String {
    let places = &report.coverage.not_understood;
    if places.is_empty() {
        return String::new();
    }
    let mut out =
        format!("<details class=\"unread\"><summary>没读懂、因而没有核对的数字（{}）</summary>\n<ul>\n", places.len());
    for &place in places {
        let _ = writeln!(out, "<li><i>{}</i> {}</li>", escape(&locator.describe(place)), escape(&locator.quote(place)));
    }
    out + "</ul></details>\n"
}
