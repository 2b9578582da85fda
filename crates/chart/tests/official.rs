//! The data as a whole, and names by year.

use std::collections::HashSet;

use juesuan_chart::{
    Budget, Chart, Confidence, Level, economic_department, economic_government, functional, fund, revenue,
};

fn charts() -> [&'static Chart; 3] {
    [functional(), economic_department(), economic_government()]
}

#[test]
fn codes_are_unique_and_have_parents() {
    for chart in charts() {
        let mut seen = HashSet::new();
        for entry in chart.entries() {
            assert!(seen.insert(entry.code), "{} twice", entry.code);
            assert!(!entry.name.is_empty() && !entry.source.is_empty(), "{entry:?}");
            assert_eq!(Level::of(entry.code), Some(entry.level));
            match entry.parent {
                None => assert_eq!(entry.level, Level::Class, "{}", entry.code),
                Some(parent) => {
                    assert_eq!(parent, &entry.code[..entry.code.len() - 2]);
                    assert!(chart.get(parent).is_some(), "{} has no parent", entry.code);
                }
            }
        }
    }
}

#[test]
fn names_of_a_year_follow_the_changes() {
    let name = |code, year| functional().name_in(code, year).map(|official| official.name);
    assert_eq!(name("210", 2018), Some("医疗卫生与计划生育支出"));
    assert_eq!(name("210", 2019), Some("卫生健康支出"));
    assert_eq!(name("20805", 2019), Some("行政事业单位离退休"));
    assert_eq!(name("20805", 2020), Some("行政事业单位养老支出"));
    assert_eq!(name("21305", 2020), Some("扶贫"));
    assert_eq!(name("21305", 2022), Some("巩固脱贫衔接乡村振兴"));
    assert_eq!(name("21305", 2024), Some("巩固脱贫攻坚成果衔接乡村振兴"));
    assert_eq!(name("224", 2018), None);
    assert_eq!(name("20115", 2018), Some("工商行政管理事务"));
    assert_eq!(name("2080504", 2019), Some("未归口管理的行政单位离退休"));
    assert_eq!(name("2080504", 2020), None);
    assert_eq!(name("2170404", 2024), None);
    assert_eq!(name("2170404", 2025), Some("中央金融机构注资特别国债支出"));
    assert_eq!(functional().name_in("2049901", 2019).map(|o| o.confidence), Some(Confidence::Medium));
}

/// The items of a real disclosure (a city government's office, 2024) and their codes.
#[test]
fn paths_of_names_lead_to_codes() {
    for (path, code) in [
        (["一般公共服务", "政府办公厅（室）及相关机构事务", "行政运行"], "2010301"),
        (["一般公共服务", "政府办公厅（室）及相关机构事务", "机关服务"], "2010303"),
        (["一般公共服务", "财政事务", "一般行政管理事务"], "2010602"),
        (["一般公共服务", "商贸事务", "其他商贸事务支出"], "2011399"),
        (["一般公共服务", "其他一般公共服务支出", "其他一般公共服务支出"], "2019999"),
        (["科学技术支出", "其他科学技术支出", "其他科学技术支出"], "2069999"),
        (["社会保障与就业（类）", "行政事业单位养老支出", "行政单位离退休"], "2080501"),
        (["卫生健康", "行政事业单位医疗", "行政单位医疗"], "2101101"),
        (["农林水支出", "普惠金融发展支出", "其他普惠金融发展支出"], "2130899"),
        (["金融支出", "金融发展支出", "其他金融发展支出"], "2170399"),
        (["金融支出", "其他金融支出", "其他金融支出"], "2179999"),
        (["住房保障支出", "住房改革支出", "住房公积金"], "2210201"),
        (["粮油物资储备支出", "粮油物资事务", "其他粮油物资事务支出"], "2220199"),
    ] {
        let found = functional().find_path(&path, 2024);
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), [code], "{path:?}");
    }
    assert!(functional().find_path(&["金融支出", "金融发展支出", "其他普惠金融发展支出"], 2024).is_empty());
}

#[test]
fn liberties_are_found_but_not_exact() {
    let found = functional().find_path(&["社会保障与就业（类）"], 2024);
    assert_eq!((found[0].code, found[0].exact), ("208", false));
    let found = functional().find_path(&["社会保障和就业支出（类）"], 2024);
    assert_eq!((found[0].code, found[0].exact), ("208", true));
    assert!(functional().named(Level::Item, "行政运行", 2024).len() > 20, "every section of public services has it");
}

#[test]
fn funds_and_revenue_are_listed() {
    assert!(fund().any(|entry| entry.code == "2120801"));
    assert_eq!(functional().get("21208").and_then(|entry| entry.budget), Some(Budget::Fund));
    assert!(functional().children("21208").count() > 10);
    assert!(revenue().iter().any(|item| item.name == "国有资本经营预算财政拨款收入"));
}
