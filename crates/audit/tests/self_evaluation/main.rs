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
fn unused_rows_and_other_scales_are_no_errors() {
    let sheet = samples::with_unused_rows();
    for sheet in samples::of_other_scales().iter().chain([&sheet]) {
        for document in sheet.read() {
            let report = audited(&document);
            let messages: Vec<_> = report.findings.iter().map(|f| (f.code, f.message.as_str())).collect();
            assert!(report.outline.kind == Kind::PerformanceSelfEvaluation && messages.is_empty(), "{messages:?}");
        }
    }
    assert_found(&sheet, &[("20", "24")], "JS0602", Severity::Error);
    assert_found(&sheet, &[("(20分)", "(24分)")], "JS0601", Severity::Error);
    assert_found(&sheet, &[("40", "38")], "JS0601", Severity::Error);
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

fn read(text: &str) -> Report {
    audited(&juesuan_read::read_text("a.txt", text))
}

fn errors(report: &Report) -> Vec<&str> {
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.message.as_str()).collect()
}

#[test]
fn a_report_in_words_follows_no_form() {
    let report = read(
        "临江县水利局2024年度项目支出绩效自评报告\n一、基本情况\n\
         2024年收入792.22万元，同比上年度增加189.25万元，增加31.39%，其中：财政拨款收入792.22万元，同比上年度增加209.28万元，增加35.9%。\n\
         二、项目情况\n1.河道保洁。年初预算数100.00万元，全年预算数90.00万元，执行数76.50万元，执行率85.00%，自评得分95分。\n\
         2.水质监测。全年预算数50.00万元，到位40.00万元，执行数40.00万元，预算执行率100.00%，自评得分97.5分。\n\
         3.水毁修复。全年预算数60.00万元，执行数57.00万元，预算执行率95.00%，产出指标50分，得48分，综合得分96分。\n",
    );
    assert_eq!(report.outline.kind, Kind::PerformanceSelfEvaluation);
    assert_eq!(errors(&report), [""; 0]);
    assert!(report.coverage.not_understood.is_empty(), "{:?}", report.coverage);
}

#[test]
fn rates_and_scores_in_words_are_proven_wrong() {
    let report = read(
        "临江县水利局2024年度整体支出绩效自评报告\n二、预算执行情况\n全年预算数60.00万元，执行数57.00万元，预算执行率59.00%。\n\
         三、自评结论\n整体支出绩效自评总分95分，具体情况如下：\n（一）产出指标（分值60分，得60分）\n（二）效益指标（分值40分，得30分）\n",
    );
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["JS0602", "JS0601"]);
}

#[test]
fn indicators_out_of_full_marks_are_added_up() {
    let report = |total: &str| {
        read(&format!(
            "临江县第一中学2024年度教学设备项目支出绩效自评报告\n一、评价结论\n综合得分为{total}分，评价等级为“优”。\n二、指标分析\n\
             （一）决策情况（满分40分，得分38分）\n1．项目立项（满分20分，得分20分）\n2．绩效目标（满分20分，得分18分）\n\
             绩效目标量化不够，扣2分。\n（二）产出情况（满分60分，得分56.5分）\n三、其他\n上年度同类项目得分92分，提高2.5分。\n"
        ))
    };
    assert_eq!(errors(&report("94.5")), [""; 0]);
    assert_eq!(errors(&report("96.5")).len(), 1);
}

#[test]
fn scores_listed_in_a_sentence_make_up_the_total() {
    let report = |total: &str, output: &str| {
        read(&format!(
            "临江县自然资源局2023年度部门整体支出绩效自评报告\n一、自评结论\n自评得分{total}分，自评等级为“优”。其中：预算执行率10分，自评得分9.76分；\
             产出指标50分，自评得分{output}分；效益指标30分，得28分；满意度指标10分，得10分。\n"
        ))
    };
    let right = report("96.76", "49");
    assert_eq!(errors(&right), [""; 0]);
    assert!(right.coverage.not_understood.is_empty(), "{:?}", right.coverage);
    assert_eq!(errors(&report("97.67", "49")).len(), 1);
    assert!(report("98.76", "51").findings.iter().any(|finding| finding.code == "JS0604"));
}

#[test]
fn other_documents_on_performance_are_not_audited() {
    for text in [
        "关于开展2024年度绩效自评工作的通知\n各单位：请于3月底前报送自评表。评分标准为自评得分90分以上为优。\n",
        "2025年度项目支出绩效目标申报表\n一级指标|二级指标|三级指标|指标值|分值\n产出指标|数量指标|巡查次数|≥12次|50\n效益指标|社会效益|整改率|≥95%|40\n",
        "项目支出绩效自评表（样表）\n一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n产出指标|数量指标|指标1：|||50|\n效益指标|社会效益|指标1：|||40|\n",
    ] {
        assert_eq!(read(text).outline.kind, Kind::Other, "{text}");
    }
}

#[test]
fn a_table_behind_a_disclosure_is_read_as_what_it_is() {
    let table = "附件：部门整体支出绩效自评表\n一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
                 产出指标|数量指标|巡查次数|≥12次|12次|60|60\n效益指标|社会效益|整改率|≥95%|93%|40|37.7\n总分|||||100|97.7\n";
    let text = format!(
        "临江县水利局\n2024年度部门决算\n第一部分 临江县水利局概况\n一、主要职责\n管水。\n第三部分 2024年度部门决算情况说明\n\
         一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。\n十三、预算绩效情况说明\n整体支出绩效自评得分为98.7分。\n{table}"
    );
    let report = read(&text);
    assert_eq!(report.outline.kind, Kind::DepartmentFinalAccounts);
    let found = report.findings.iter().find(|finding| finding.rule == "score-against-table");
    assert!(found.is_some_and(|finding| finding.severity == Severity::Error), "{:#?}", report.findings);
}
