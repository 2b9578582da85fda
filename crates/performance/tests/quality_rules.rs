//! Every rule on indicators: its examples, its code, its file and its words; and the page that describes them.

mod tables;

use std::collections::HashSet;
use std::path::Path;

use juesuan_performance::Settings;
use juesuan_performance::quality::{Finding, RULES, Review, Rule, Severity, describe_rules, review};

/// Set to write the page instead of comparing it.
const WRITE: &str = "JUESUAN_WRITE_DOCS";

fn reviewed(tables: &str) -> Vec<Review> {
    let rows = tables::rows(tables);
    let plan = tables::plan(&rows);
    let facts = tables::facts(&plan, &rows);
    review(&plan, Some(&facts), &Settings::default().quality)
}

fn found(rule: &Rule, tables: &str) -> Vec<Finding> {
    let all = reviewed(tables).into_iter().flat_map(|review| review.findings);
    all.filter(|finding| finding.code == rule.code).collect()
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    let mut faults = Vec::new();
    for rule in RULES {
        let grave = found(rule, rule.bad).iter().map(|finding| finding.severity).max();
        if grave != Some(rule.severity) {
            faults.push(format!("{} {}: its bad example gives {grave:?}", rule.code, rule.name));
        }
        for finding in found(rule, rule.good) {
            faults.push(format!("{} {}: found in its good example: {}", rule.code, rule.name, finding.message));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn codes_and_names_are_unique_and_files_are_named_so() {
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for rule in RULES {
        assert!(codes.insert(rule.code) && rule.code.len() == 6 && rule.code.starts_with("JX"), "{}", rule.code);
        assert!(names.insert(rule.name), "{} twice", rule.name);
        let file = format!("src/quality/rules/{}.rs", rule.name.replace('-', "_"));
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).is_file(), "{file} is missing");
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.code), "ordered by code");
}

#[test]
fn every_rule_explains_itself_in_chinese() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for rule in RULES {
        for text in [rule.title, rule.explanation, rule.basis, rule.fix, rule.bad, rule.good] {
            assert!(is_chinese(text), "{} has an empty field", rule.code);
        }
        assert!(!rule.fix.ends_with('。') && rule.basis.ends_with('。'), "{}", rule.code);
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/performance-rules.md");
    let page = describe_rules();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let command = "cargo test -p juesuan-performance --test quality_rules";
    assert!(written == page, "docs/performance-rules.md is stale: {WRITE}=1 {command}");
}

#[test]
fn a_good_plan_has_a_full_score() {
    let reviews = reviewed(
        "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,分值,登记簿,取值方式,达标线,责任科室\n\
         预算执行率,预算执行率,≥,100,%,10,,执行率,,财务科\n\
         数量指标,办理来文,≥,4000,件,25,收文登记,件数,,秘书科\n\
         质量指标,来文差错率,≤,1,%,25,差错登记,比率,,秘书科\n\
         社会效益指标,群众平均办事时间缩短比例,≥,20,%,30,办事登记,平均,,督查科\n\
         服务对象满意度指标,来访群众满意度,≥,90,%,10,群众问卷,达标占比,80,督查科",
    );
    let [review] = &reviews[..] else { panic!("one sheet") };
    assert_eq!(review.findings, []);
    assert_eq!(review.score, 10_000);
    assert_eq!(review.scheme.as_deref(), Some("自评（不单列成本）"));
    assert_eq!(review.title, "101 整体支出");
}

/// The kinds of defects that public sheets of goals show, in one sheet.
#[test]
fn what_gains_most_comes_first() {
    let reviews = reviewed(
        "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,上年实际值,分值,登记簿,取值方式,责任科室\n\
         数量指标,印发简报,≥,100,篇,201,40,简报登记,件数,综合科\n\
         质量指标,完工及时率,定性,及时率,,,30,,,综合科\n\
         生态效益指标,严格执行财务制度,定性,合规,,,20,,,综合科\n\
         社会效益指标,群众满意度,≥,90,%,,10,,最新值,综合科",
    );
    let [review] = &reviews[..] else { panic!("one sheet") };
    let told: Vec<String> = review.findings.iter().map(|f| format!("{} {} {}", f.code, f.loss, f.message)).collect();
    insta::assert_snapshot!(format!("{}\n{}", review.score, told.join("\n")));
    assert!(review.findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.loss)));
    let lost: u32 = review.findings.iter().map(|finding| finding.loss).sum();
    assert_eq!(review.score, 10_000 - lost);
}

#[test]
fn schemes_and_thresholds_are_settings() {
    let tables = "指标设定\n二级指标,三级指标,分值\n数量指标,办理来文,60\n社会效益指标,群众平均办事时间缩短比例,40";
    let rows = tables::rows(tables);
    let plan = tables::plan(&rows);
    let codes = |settings: &str| {
        let settings = Settings::with(settings).unwrap().quality;
        let findings = review(&plan, None, &settings).remove(0).findings;
        findings.into_iter().map(|finding| finding.code).collect::<HashSet<_>>()
    };
    assert!(codes("").contains("JX0202"));
    let own = "[[quality.scheme]]\nname = \"本地\"\nbasis = \"本地办法\"\nwhole = true\nproject = true\nexecution = 0\n\
               cost = 0\noutput = 60\nbenefit = 40\nsatisfaction = 0\n";
    assert!(!codes(own).contains("JX0202"));
    assert!(codes("[quality]\nleast_benefit_weight = 5000\n").contains("JX0205"));
    assert!(!codes("").contains("JX0205"));
}

#[test]
fn each_threshold_has_its_effect() {
    for (settings, code, tables) in [
        ("easy = 300", "JX0110", "指标设定\n三级指标,指标值,上年实际值\n印发简报,100,201"),
        ("due_by_september = 500", "JX0117", "指标设定\n登记簿,取值方式,序时目标\n简报,件数,\"0,0,10,100\""),
        ("least_benefit_count = 0", "JX0205", &benefits(1, 9)),
    ] {
        let rows = tables::rows(tables);
        let plan = tables::plan(&rows);
        let has = |settings: &str| {
            let settings = Settings::with(&format!("[quality]\n{settings}\n")).unwrap().quality;
            review(&plan, None, &settings).remove(0).findings.iter().any(|finding| finding.code == code)
        };
        assert!(has("") && !has(settings), "{settings}");
    }
}

/// Benefit indicators with half of the points, and outputs.
fn benefits(benefits: u32, outputs: u32) -> String {
    let row = |level: &str, number: u32, weight: u32| format!("\n{level},甲类事项{number}覆盖户数,{weight}");
    let first = (0..benefits).map(|number| row("社会效益", number, 50 / benefits));
    let second = (0..outputs).map(|number| row("数量", benefits + number, 50 / outputs));
    format!("指标设定\n二级指标,三级指标,分值{}", first.chain(second).collect::<String>())
}

#[test]
fn only_points_that_cannot_be_100_are_an_error() {
    let grave = |weights: &[(&str, &str)]| {
        let rows: String = weights.iter().map(|(level, weight)| format!("\n{level},{weight}")).collect();
        let review = reviewed(&format!("指标设定\n二级指标,分值{rows}")).remove(0);
        review.findings.iter().filter(|finding| finding.code == "JX0201").map(|finding| finding.severity).max()
    };
    let (output, benefit) = ("数量", "社会效益");
    assert_eq!(grave(&[(output, "60"), (benefit, "40")]), None);
    assert_eq!(grave(&[(output, "60"), (benefit, "30")]), None, "the execution rate has 10 points in all schemes");
    assert_eq!(grave(&[(output, "60"), (benefit, "20")]), Some(Severity::Warning), "it may have 20 somewhere");
    assert_eq!(grave(&[("预算执行率", "10"), (output, "60"), (benefit, "20")]), Some(Severity::Error));
    assert_eq!(grave(&[("预算执行率", "10"), (output, "60"), (benefit, "0")]), Some(Severity::Warning));
    assert_eq!(grave(&[(output, "60"), (benefit, "50")]), Some(Severity::Error));
    assert_eq!(grave(&[(output, "33.33"), (output, "33.33"), (benefit, "33.33")]), None, "rounded");
    assert_eq!(grave(&[(output, "33.3"), (output, "33.3"), (benefit, "33.3")]), None, "rounded");
    assert_eq!(grave(&[("预算执行率", "33"), (output, "33"), (benefit, "33")]), Some(Severity::Error));
}
