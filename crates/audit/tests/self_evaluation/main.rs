//! Self-evaluations of performance (绩效自评): each sample in every format, as it should be and with planted errors.

mod random;
mod samples;
mod sheet;

use juesuan_audit::{Options, Report, Severity, check};
use juesuan_form::Kind;
use juesuan_read::{Document, Format};

use self::sheet::Sheet;

/// A report in words is no spreadsheet.
fn fits(sheet: &Sheet, document: &Document) -> bool {
    document.format != Format::Xlsx || sheet.before.len() < 5
}

fn audited(document: &Document) -> Report {
    check(document, &Options::default())
}

fn assert_clean(sheet: &Sheet, unit: &str) {
    for document in sheet.read().iter().filter(|document| fits(sheet, document)) {
        let report = audited(document);
        let format = document.format;
        assert_eq!(report.outline.kind, Kind::PerformanceSelfEvaluation, "{format:?}");
        assert_eq!(report.outline.unit_name.as_deref(), Some(unit), "{format:?}");
        assert_eq!(report.outline.fiscal_year, Some(2024), "{format:?}");
        let messages: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, [""; 0], "{format:?}");
        let missed: Vec<&str> = report.coverage.not_understood.iter().map(|place| document.words_at(*place)).collect();
        assert_eq!(missed, [""; 0], "{format:?}");
        assert!(report.coverage.numerals > 30, "{format:?}: {}", report.coverage.numerals);
    }
}

fn assert_found(sheet: &Sheet, changes: &[(&str, &str)], code: &str, severity: Severity) {
    for document in sheet.with(changes).read().iter().filter(|document| fits(sheet, document)) {
        let report = audited(document);
        let found = report.findings.iter().any(|finding| finding.code == code && finding.severity == severity);
        let all: Vec<_> = report.findings.iter().map(|f| (f.code, f.severity, f.message.as_str())).collect();
        assert!(found, "{:?} {changes:?}: {code} not among {all:#?}", document.format);
    }
}

#[test]
fn samples_are_clean_in_every_format() {
    assert_clean(&samples::project(), "临江县防汛中心");
    assert_clean(&samples::overall(), "临江县水利局");
}

#[test]
fn errors_in_a_project_table_are_proven() {
    let cases: [(&[(&str, &str)], &str); 9] = [
        (&[("93.57%", "95.37%")], "JS0602"),
        (&[("101.86", "110.86")], "JS0607"),
        (&[("126.50", "136.50")], "JS0602"),
        (&[("（50分）", "（40分）")], "JS0601"),
        (&[("扣0.5分", "扣1.5分")], "JS0601"),
        (&[("96.86", "98.66")], "JS0601"),
        (&[("9.5", "12.5")], "JS0604"),
        (&[("满意度指标（10分）", "满意度指标（20分）")], "JS0601"),
        (&[("9.36", "6.39")], "JS0601"),
    ];
    for (changes, code) in cases {
        assert_found(&samples::project(), changes, code, Severity::Error);
    }
}

#[test]
fn doubts_in_a_project_table_are_warnings() {
    assert_found(&samples::project(), &[("9.36", "10"), ("96.86", "97.5")], "JS0608", Severity::Warning);
    let unmet = [("9.5", "10"), ("，扣0.5分", ""), ("96.86", "97.36")];
    assert_found(&samples::project(), &unmet, "JS0611", Severity::Warning);
    assert_found(&samples::project(), &[("≥12个", "≥8个")], "JS0612", Severity::Info);
}

#[test]
fn errors_in_a_report_and_its_table_are_proven() {
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[("率97.10%", "率91.70%")], "JS0602"),
        (&[("96.7分", "97.6分")], "JS0610"),
        (&[("20", "25")], "JS0601"),
        (&[("50", "60")], "JS0601"),
    ];
    for (changes, code) in cases {
        assert_found(&samples::overall(), changes, code, Severity::Error);
    }
    assert_found(&samples::overall(), &[("“优”", "“良”")], "JS0606", Severity::Warning);
}
