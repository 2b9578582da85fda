//! `docs/seed-findings.md`: what the audit says of the seed document, each finding with its proof. The reading by hand
//! stands above [`MARK`] and is kept.

use std::{fmt::Write, fs, path::Path, process::Command};

use serde::Deserialize;

use crate::product;

/// What follows this line is generated.
const MARK: &str = "<!-- 以下由 cargo xtask seed-findings 生成 -->";
const PAGE: &str = "docs/seed-findings.md";

/// As much of the product's JSON as the page shows.
#[derive(Deserialize)]
struct Report {
    coverage: Coverage,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Coverage {
    numerals: usize,
    understood: usize,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    severity: String,
    section: Option<String>,
    message: String,
    quotes: Vec<Quote>,
    expected: Option<String>,
    proof: Option<Proof>,
}

#[derive(Deserialize)]
struct Quote {
    section: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Proof {
    terms: Vec<Term>,
    gap: String,
}

#[derive(Deserialize)]
struct Term {
    weight: String,
    text: String,
}

/// Audits the seed and writes the page.
///
/// # Errors
/// When the product does not build or run, or the page has no mark or cannot be written.
pub fn write(root: &Path) -> Result<String, String> {
    let Some(seed) = product::corpus(root, "seed/huaihua-2024.txt") else {
        return Ok("skipped: no seed beside the project (JUESUAN_CORPUS)".into());
    };
    let output = Command::new(product::build(root)?)
        .arg("check")
        .arg(&seed)
        .args(["--format", "json"])
        .output()
        .map_err(|e| format!("juesuan: {e}"))?;
    let report: Report = serde_json::from_slice(&output.stdout).map_err(|e| format!("the product's JSON: {e}"))?;
    let page = root.join(PAGE);
    let text = fs::read_to_string(&page).map_err(|e| format!("{PAGE}: {e}"))?;
    let (reading, _) = text.split_once(MARK).ok_or_else(|| format!("{PAGE} has no line {MARK}"))?;
    fs::write(&page, format!("{reading}{MARK}\n\n{}", generated(&report))).map_err(|e| format!("{PAGE}: {e}"))?;
    Ok(format!("{} findings in {PAGE}", report.findings.len()))
}

fn generated(report: &Report) -> String {
    let Coverage { numerals, understood } = report.coverage;
    let mut out = format!("## 逐条发现\n\n文中带单位的数字 {numerals} 个，读懂 {understood} 个。\n");
    for (severity, name) in [("error", "错误"), ("warning", "警告"), ("info", "提示")] {
        let findings: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        let _ = write!(out, "\n### {name} {} 条\n", findings.len());
        for (number, finding) in findings.iter().enumerate() {
            write_finding(&mut out, number + 1, finding);
        }
    }
    out
}

/// Writing to a string cannot fail.
fn write_finding(out: &mut String, number: usize, finding: &Finding) {
    let Finding { code, section, message, quotes, expected, proof, .. } = finding;
    let section = section.as_deref().unwrap_or("全文");
    let _ = write!(out, "\n#### {number}. [{code}](rules/{code}.md)　{section}\n\n{message}\n\n");
    for quote in quotes {
        let place = quote.section.as_deref().filter(|place| *place != section);
        let place = place.map(|place| format!("（{place}）")).unwrap_or_default();
        let _ = writeln!(out, "- 原文：`{}`{place}", quote.text.replace('`', "'"));
    }
    if let Some(expected) = expected {
        let _ = writeln!(out, "- 应为：{expected}");
    }
    if let Some(proof) = proof {
        let _ = write!(out, "\n| 乘数 | 不能同时成立的各条 |\n|---:|---|\n");
        for term in &proof.terms {
            let _ = writeln!(out, "| {} | {} |", term.weight, term.text);
        }
        let _ = write!(out, "\n{}。\n", proof.gap);
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, generated};

    #[test]
    fn a_finding_is_shown_with_its_proof() {
        let json = r#"{ "coverage": { "numerals": 3, "understood": 3 }, "findings": [ { "code": "JS0301",
            "severity": "error", "section": "二", "message": "占比不对。", "expected": "1.93%",
            "quotes": [ { "section": "二", "text": "占2.93%" } ],
            "proof": { "terms": [ { "weight": "2", "text": "甲" } ], "gap": "相差至少 1 分" } } ] }"#;
        let report: Report = serde_json::from_str(json).unwrap();
        let text = generated(&report);
        for part in
            ["### 错误 1 条", "[JS0301](rules/JS0301.md)　二", "| 2 | 甲 |", "- 原文：`占2.93%`\n", "### 提示 0 条"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
