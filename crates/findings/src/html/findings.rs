use std::fmt::Write;

use super::{class_of, escape};
use crate::{
    severity_name,
    view::{Found, Proven, Quote, SEVERITIES, View},
};

/// The right-hand side: filters, the panel of the chosen figure, and a card for each finding.
pub fn render(view: &View<'_>) -> String {
    let mut out = String::from("<div class=\"filters\" role=\"group\" aria-label=\"按级别筛选\">\n");
    for severity in SEVERITIES {
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
    for (i, finding) in view.findings.iter().enumerate() {
        out += &card(i, finding);
    }
    if view.findings.is_empty() {
        out += "<li class=\"none\">没有发现问题。</li>\n";
    }
    out + "</ol>\n" + &unknown(&view.unread)
}

fn card(number: usize, finding: &Found<'_>) -> String {
    let class = class_of(finding.severity);
    let mut out = format!(
        "<li class=\"finding {class}\" id=\"finding-{number}\" data-finding=\"{number}\" tabindex=\"0\">\n\
         <div class=\"head\"><span class=\"badge\">{}</span> <code>{}</code></div>\n<p class=\"message\">{}</p>\n",
        severity_name(finding.severity),
        escape(finding.code),
        escape(finding.message)
    );
    if let Some(expected) = &finding.expected {
        let _ = writeln!(out, "<p class=\"fact\"><span>应为</span><b>{}</b></p>", escape(expected));
    }
    if let Some(suspect) = &finding.suspect {
        let _ = writeln!(out, "<p class=\"fact\"><span>最可疑</span>{}</p>", escape(suspect));
    }
    out += "<ul class=\"quotes\">\n";
    for (i, quote) in finding.quotes.iter().enumerate() {
        let _ = writeln!(
            out,
            "<li><button type=\"button\" data-place=\"{i}\"><i>{}</i> {}<mark>{}</mark>{}</button></li>",
            escape(&quote.place),
            escape(&quote.before),
            escape(quote.words),
            escape(&quote.after)
        );
    }
    out += "</ul>\n";
    if let Some(proof) = &finding.proof {
        out += &proof_html(proof);
    }
    out + "</li>\n"
}

fn proof_html(proof: &Proven<'_>) -> String {
    let mut out = String::from(
        "<details><summary>证明</summary>\n<p>以下各条不可能同时成立（左列为乘数）：</p>\n<table class=\"proof\">\n",
    );
    for row in &proof.rows {
        let place = row.place.as_ref().map_or_else(String::new, |place| format!(" <i>{}</i>", escape(place)));
        let (weight, text) = (escape(row.weight), escape(row.text));
        let _ = writeln!(out, "<tr><td class=\"number\">{weight}</td><td>{text}{place}</td></tr>");
    }
    let _ = writeln!(out, "</table>\n<p class=\"gap\">{}</p>\n</details>", escape(proof.gap));
    out
}

/// The list of what was not understood, and so not checked.
fn unknown(quotes: &[Quote<'_>]) -> String {
    if quotes.is_empty() {
        return String::new();
    }
    let mut out =
        format!("<details class=\"unread\"><summary>没读懂、因而没有核对的数字（{}）</summary>\n<ul>\n", quotes.len());
    for quote in quotes {
        let _ = writeln!(out, "<li><i>{}</i> {}</li>", escape(&quote.place), escape(&quote.clause));
    }
    out + "</ul></details>\n"
}
