//! The library of indicators, and that the linter finds nothing on any of them.

mod tables;

use std::collections::BTreeMap;

use juesuan_books::{Dimension, FirstLevel, Kind};
use juesuan_performance::quality::{Sheet, review, suggest};
use juesuan_performance::{Settings, Template, library, library_fields};

/// A table of targets that draws on templates, with points by the level that they are under.
fn drawn(templates: &[&Template], points: impl Fn(&Template) -> String) -> String {
    let mut tables = String::from(
        "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,分值,登记簿,取值方式,达标线,计分方式,责任科室",
    );
    for template in templates {
        let by_day = template.comparison == juesuan_books::Comparison::By;
        let value = if by_day { "2024-11-30" } else { "90" };
        let threshold = template.threshold.map(|threshold| threshold.to_string()).unwrap_or_default();
        let cells = [
            template.dimension.name(),
            &template.name,
            template.comparison.name(),
            value,
            &template.measure,
            &points(template),
            &template.register,
            template.aggregation.name(),
            &threshold,
            template.scoring.name(),
            "办公室",
        ];
        tables += &format!("\n{}", cells.join(","));
    }
    tables
}

/// What the linter says of tables.
fn told(tables: &str) -> Vec<String> {
    let rows = tables::rows(tables);
    let plan = tables::plan(&rows);
    assert!(rows.iter().filter(|(kind, _)| *kind == Kind::Targets).count() == plan.targets.len());
    let reviews = review(&plan, None, &Settings::default().quality);
    let findings = reviews.iter().flat_map(|review| &review.findings);
    findings.map(|finding| format!("{} {} {}", finding.code, finding.about.text(&plan), finding.message)).collect()
}

#[test]
fn the_linter_finds_nothing_on_a_plan_drawn_from_any_field() {
    let mut faults = Vec::new();
    let execution = library(Some("共性"), Some(Dimension::Execution), "")[0];
    for field in library_fields() {
        let mut templates = library(Some(field), None, "");
        if !templates.contains(&execution) {
            templates.insert(0, execution);
        }
        let mut of_level: BTreeMap<FirstLevel, u32> = BTreeMap::new();
        for template in &templates {
            *of_level.entry(template.dimension.first_level()).or_default() += 1;
        }
        // 101号, the points of a level divided among its indicators; the rest of a division goes to the first.
        let mut given: BTreeMap<FirstLevel, u32> = BTreeMap::new();
        let mut weights = Vec::new();
        for template in &templates {
            let level = template.dimension.first_level();
            let points = match level {
                FirstLevel::Cost | FirstLevel::Benefit => 2_000,
                FirstLevel::Output => 4_000,
                FirstLevel::Execution | FirstLevel::Satisfaction => 1_000,
            };
            let known = given.entry(level).or_default();
            let all = of_level[&level];
            let part = points / all + if *known == 0 { points % all } else { 0 };
            *known += part;
            weights.push((template.name.clone(), juesuan_amount::Fen(i64::from(part)).to_string()));
        }
        let weight = |template: &Template| weights.iter().find(|(name, _)| *name == template.name).unwrap().1.clone();
        faults.extend(told(&drawn(&templates, weight)).into_iter().map(|told| format!("{field} {told}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn there_are_enough_and_no_two_are_alike() {
    let all = library(None, None, "");
    assert!(all.len() >= 150, "{}", all.len());
    let fields = library_fields();
    assert!(fields.len() >= 15, "{fields:?}");
    let mut names: Vec<&str> = all.iter().map(|template| template.name.as_str()).collect();
    names.sort_unstable();
    let doubled: Vec<&[&str]> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
    for field in fields {
        for level in [FirstLevel::Cost, FirstLevel::Output, FirstLevel::Benefit, FirstLevel::Satisfaction] {
            let has = library(Some(field), None, "").iter().any(|template| template.dimension.first_level() == level);
            assert!(has, "{field} has no {}", level.name());
        }
    }
}

#[test]
fn indicators_are_found_by_field_level_and_words() {
    let names = |field, dimension, words| -> Vec<&str> {
        library(field, dimension, words).iter().map(|template| template.name.as_str()).collect()
    };
    assert_eq!(names(Some("教育"), Some(Dimension::Timeliness), ""), ["助学金按时发放率"]);
    assert_eq!(names(None, None, "来文 满意度"), ["来文单位满意度"]);
    assert_eq!(names(None, Some(Dimension::Quantity), "农业 登记 改厕"), ["改造农村户厕"]);
    assert!(names(Some("没有的领域"), None, "").is_empty());
}

#[test]
fn what_a_sheet_lacks_is_suggested_from_its_field() {
    let tables = "绩效目标\n目标编号,年度目标\nG1,资助困难学生，建设乡村学校\n\n\
                  指标设定\n二级指标,三级指标\n数量指标,资助困难学生\n社会效益指标,义务教育巩固率";
    let plan = tables::plan(&tables::rows(tables));
    let sheet = &Sheet::all(&plan)[0];
    let names: Vec<&str> = suggest(&plan, sheet, FirstLevel::Benefit).iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names[0], "城乡学校教师交流比例", "what the sheet has already is not suggested");
    assert_eq!(names.last(), Some(&"建成设施三年后在用率"), "those for all come last");
    let of_all = library(Some("共性"), None, "");
    let other = Sheet::default();
    let common = suggest(&plan, &other, FirstLevel::Satisfaction);
    assert!(!common.is_empty() && common.iter().all(|template| of_all.contains(template)), "no field, those for all");
}
