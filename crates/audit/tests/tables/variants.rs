use juesuan_form::match_tables;

use crate::support::{assert_printed, document, figures, keys, table, text};

#[test]
fn national_overview_with_line_and_column_numbers() {
    let document = document(vec![
        text("收入支出决算总表"),
        text("公开01表"),
        text("部门：某某市公安局　　　　金额单位：万元"),
        table(
            "收入|<|<|支出|<|<
             项    目|行次|决算数|项目(按功能分类)|行次|决算数
             栏    次||1|栏    次||2
             一、一般公共预算财政拨款收入|1|1,200.50|一、一般公共服务支出|32|1,000.00
             二、政府性基金预算财政拨款收入|2|0.00|二、外交支出|33|—
             三、国有资本经营预算财政拨款收入|3||三、国防支出|34|
             八、其他收入|8|10.00|八、社会保障与就业支出|39|205.50
             本年收入合计|27|1,210.50|本年支出合计|57|1,205.50
             使用非财政拨款结余（含专用结余）|28||结余分配|58|
             年初结转和结余|29|5.00|年末结转和结余|59|10.00
             总    计|30|1,215.50|总    计|60|1,215.50
             注：本表反映部门本年度的总收支和年末结转结余情况。|<|<|<|<|<",
        ),
    ]);
    let figures = figures(&document);
    assert!(figures.iter().all(|figure| figure.key.is_some()), "{figures:#?}");
    assert_printed(
        &figures,
        &[
            ("T1[general].amount", "1200.50"),
            ("T1[fund].amount", "0.00"),
            ("T1[208].amount", "205.50"),
            ("T1[202].amount", ""),
            ("T1[surplus-used].amount", ""),
            ("T1[expenditure-grand-total].amount", "1215.50"),
        ],
    );
}

#[test]
fn national_list_with_merged_header() {
    let document = document(vec![
        text("公开03表　支出决算表"),
        table(
            "项目|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
             科目代码|科目名称|^|^|^|^|^|^
             栏次|<|1|2|3|4|5|6
             合计|<|12.00|10.00|2.00|||
             201|一般公共服务支出|12.00|10.00|2.00|||
             20103|政府办公厅（室）及相关机构事务|12.00|10.00|2.00|||
             2010301|  行政运行|10.00|10.00||||
             2010302|  一般行政管理事务|2.00||2.00|||",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[("T3[total].total", "12.00"), ("T3[2010302].project", "2.00"), ("T3[2010301].project", "")],
    );
    assert!(figures.iter().all(|figure| figure.key.is_some()));
}

#[test]
fn fees_with_the_kind_of_figure_above_the_fees() {
    let document = document(vec![
        text("财政拨款“三公”经费支出决算表"),
        text("单位：万元"),
        table(
            "预算数|<|<|<|<|<|决算数|<|<|<|<|<
             合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
             ^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^
             1|2|3|4|5|6|7|8|9|10|11|12
             9.00||6.00||6.00|3.00|8.50||5.50||5.50|3.00",
        ),
    ]);
    assert_printed(
        &figures(&document),
        &[
            ("T9[total].budget", "9.00"),
            ("T9[vehicle].actual", "5.50"),
            ("T9[vehicle-operation].budget", "6.00"),
            ("T9[abroad].actual", ""),
        ],
    );
}

#[test]
fn fees_as_rows() {
    let document = document(vec![
        text("2023年度财政拨款“三公”经费支出决算表"),
        table(
            "项目|预算数|决算数
             合计|5.00|4.00
             一、因公出国（境）费||
             二、公务接待费|1.00|0.50
             三、公务用车购置及运行维护费|4.00|3.50
             其中：公务用车运行维护费|4.00|3.50
             公务用车购置费||",
        ),
    ]);
    assert_printed(
        &figures(&document),
        &[("T9[total].actual", "4.00"), ("T9[vehicle-operation].actual", "3.50"), ("T9[vehicle-purchase].budget", "")],
    );
}

#[test]
fn basic_expenditure_on_three_sides() {
    let document = document(vec![
        text("一般公共预算财政拨款基本支出决算明细表"),
        table(
            "人员经费|<|<|公用经费|<|<|<|<|<
             科目代码|科目名称|决算数|科目代码|科目名称|决算数|科目代码|科目名称|决算数
             301|工资福利支出|9.00|302|商品和服务支出|2.00|307|债务利息及费用支出|
             30101|基本工资|9.00|30201|办公费|2.00|310|资本性支出|1.00
             ||||||31002|办公设备购置|1.00
             人员经费合计|<|9.00|公用经费合计|<|<|<|<|3.00",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[("T6[staff-total].amount", "9.00"), ("T6[office-total].amount", "3.00"), ("T6[31002].amount", "1.00")],
    );
    assert!(figures.iter().all(|figure| figure.key.is_some()));
}

#[test]
fn other_tables_are_left_alone() {
    let rows = "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|12.00|10.00|2.00";
    for title in ["2025年部门支出预算总表", "项目支出绩效自评表", "项目支出决算表", "一般公共预算支出功能分类预算表"]
    {
        let document = document(vec![text(title), table(rows)]);
        assert_eq!(match_tables(&document), [], "{title}");
    }
}

#[test]
fn national_appropriation_overview_with_lines_on_both_sides() {
    let document = document(vec![
        text("财政拨款收入支出决算总表"),
        text("公开04表"),
        text("部门：某局 金额单位：元"),
        table(
            "收     入|<|<|支     出|<|<|<|<|<
             项    目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
             栏次||1|栏次||2|3|4|5
             一、一般公共预算财政拨款|1|500|一、一般公共服务支出|33|450|450||
             二、政府性基金预算财政拨款|2|60|十一、城乡社区支出|43|55||55|
             三、国有资本经营财政拨款|3||十二、农林水支出|44||||
             本年收入合计|9|560|本年支出合计|59|505|450|55|
             年初财政拨款结转和结余|10|5|年末财政拨款结转和结余|60|60|55|5|
             一般公共预算财政拨款|11|5||61||||
             政府性基金预算财政拨款|12|||62||||
             总计|14|565|总计|64|565|505|60|",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[
            ("T4[general].amount", "500"),
            ("T4[opening-general].amount", "5"),
            ("T4[212].fund", "55"),
            ("T4[expenditure-total].total", "505"),
            ("T4[closing].fund", "5"),
            ("T4[income-grand-total].amount", "565"),
        ],
    );
    assert!(figures.iter().all(|figure| figure.key.is_some() && figure.unit == "元"), "{:#?}", keys(&figures));
}

#[test]
fn appropriation_with_income_and_kinds_of_basic_expenditure() {
    let document = document(vec![
        text("一般公共预算财政拨款收入支出决算表"),
        table(
            "科目编码|科目名称|年初结转和结余|<|<|本年收入|<|<|本年支出|<|<|<|<|年末结转和结余|<|<
             ^|^|合计|基本支出结转|项目支出结转和结余|合计|基本支出|项目支出|合计|基本支出|<|<|项目支出|合计|基本支出结转|项目支出结转和结余
             ^|^|^|^|^|^|^|^|^|小计|人员经费|公用经费|^|^|^|^
             栏次|<|1|2|3|4|5|6|7|8|9|10|11|12|13|14
             合计|<|1.00||1.00|9.00|6.00|3.00|8.00|6.00|5.00|1.00|2.00|2.00||2.00
             2010301|行政运行|1.00||1.00|9.00|6.00|3.00|8.00|6.00|5.00|1.00|2.00|2.00||2.00",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[
            ("T5[total].total", "8.00"),
            ("T5[2010301].basic", "6.00"),
            ("T5[2010301].basic-office", "1.00"),
            ("T5[total].project", "2.00"),
            ("T5[total].income-project", "3.00"),
            ("T5[total].closing", "2.00"),
        ],
    );
    assert!(figures.iter().all(|figure| figure.key.is_some()));
}

#[test]
fn names_with_their_codes_in_one_column() {
    let document = document(vec![
        text("收入决算表"),
        table(
            "项目|本年收入合计|财政拨款收入|事业收入|<|其他收入|备注
             ^|^|^|小计|其中：教育收费|^|^
             合计|10.00|7.00|2.00|1.50|1.00|
             201 一般公共服务支出|10.00|7.00|2.00|1.50|1.00|
             [2010301]行政运行|10.00|7.00|2.00|1.50|1.00|见附注",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[("T2[2010301].business", "2.00"), ("T2[201].business-education", "1.50"), ("T2[total].other", "1.00")],
    );
}

#[test]
fn a_table_goes_on_with_and_without_its_header() {
    for header in ["", "科目编码|科目名称|本年支出合计|基本支出|项目支出\n"] {
        let first = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n|合计|30.00|20.00|10.00\n201|一般公共服务支出|20.00|20.00|";
        let second = format!("{header}208|社会保障和就业支出|10.00||10.00");
        let document = document(vec![text("支出决算表"), table(first), text("—5—"), table(&second)]);
        let ids: Vec<String> = match_tables(&document).into_iter().map(|found| found.id).collect();
        assert_eq!(ids, ["T3", "T3"], "{header}");
        assert_printed(&figures(&document), &[("T3[208].project", "10.00"), ("T3[201].basic", "20.00")]);
    }
}

#[test]
fn title_and_unit_inside_the_sheet() {
    let document = document(vec![table(
        "支出决算表|<|<|<|<
         ||||公开03表
         部门：某某中学||||单位：万元
         科目代码|科目名称|本年支出合计|基本支出|项目支出
         |合计|30.00|20.00|10.00
         ||||
         205|教育支出|30.00|20.00|10.00",
    )]);
    let figures = figures(&document);
    assert_printed(&figures, &[("T3[205].total", "30.00"), ("T3[total].project", "10.00")]);
    assert!(figures.iter().all(|figure| figure.key.is_some()));
}

#[test]
fn a_second_set_of_tables_is_kept_apart() {
    let one = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n201|一般公共服务支出|20.00|20.00|";
    let two = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n201|一般公共服务支出|5.00|5.00|";
    let document = document(vec![text("支出决算表"), table(one), text("支出决算表"), table(two)]);
    assert_printed(&figures(&document), &[("T3[201].total", "20.00"), ("T3@2.1[201].total", "5.00")]);
}

#[test]
fn marks_words_and_repeated_rows() {
    let document = document(vec![
        text("支出决算表"),
        table(
            "科目编码|科目名称|本年支出合计|基本支出|项目支出
             合计|<|30.00||10.00
             201|一般公共服务支出|20.00|20.00|——
             201|一般公共服务支出|10.00|约3|/",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(&figures, &[("T3[201].project", ""), ("T3[201#2].total", "10.00")]);
    assert_eq!(figures.iter().filter(|figure| figure.key.is_none()).count(), 1, "约3 is no figure of a key");
    assert_eq!(crate::support::printed(&figures, "T3[total].basic"), None, "a blank total beside figures is no zero");
}

#[test]
fn a_list_of_titles_before_the_first_table_names_none_of_them() {
    let overview = "收入||支出|\n项目|决算数|项目|决算数\n八、其他收入|1.00|一、一般公共服务支出|1.00\n本年收入合计|1.00|本年支出合计|1.00
        使用非财政拨款结余||结余分配|\n年初结转和结余||年末结转和结余|\n总计|1.00|总计|1.00";
    let document =
        document(vec![text("一、收入支出决算总表"), text("二、收入决算表"), text("三、支出决算表"), table(overview)]);
    assert_eq!(match_tables(&document)[0].id, "T1");
}

#[test]
fn basic_expenditure_as_one_list() {
    let document = document(vec![
        text("一般公共预算财政拨款基本支出决算表"),
        table(
            "经济分类科目编码|<|科目名称|基本支出|<|<
             类|款|^|合计|人员经费|公用经费
             ||合计|12.00|10.00|2.00
             301||工资福利支出|10.00|10.00|
             301|01|基本工资|10.00|10.00|
             302||商品和服务支出|2.00||2.00
             302|01|办公费|2.00||2.00",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[("T6[total].amount", "12.00"), ("T6[30101].staff", "10.00"), ("T6[302].office", "2.00")],
    );
    assert!(figures.iter().all(|figure| figure.key.is_some()), "{:#?}", keys(&figures));
}

#[test]
fn fees_beside_counts_and_running_costs() {
    let document = document(vec![
        text("财政拨款“三公”经费、行政参公单位机关运行经费情况表"),
        text("金额单位：万元"),
        table(
            "项目|行次|预算数|决算统计数
             栏次|<|1|2
             一、“三公”经费支出|1|—|—
             （一）支出合计|2|5.00|4.00
             1．因公出国（境）费|3||
             2．公务用车购置及运行维护费|4|4.00|3.50
             （1）公务用车购置费|5||
             （2）公务用车运行维护费|6|4.00|3.50
             3．公务接待费|7|1.00|0.50
             （1）国内接待费|8|—|0.50
             （二）相关统计数|14|—|—
             1．因公出国（境）团组数（个）|15|—|0
             4．公务用车保有量（辆）|18|—|2
             二、机关运行经费|24|—|120.00",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(
        &figures,
        &[
            ("T9[abroad].actual", ""),
            ("T9[vehicle].actual", "3.50"),
            ("T9[vehicle-operation].budget", "4.00"),
            ("T9[reception].actual", "0.50"),
            ("T9[total].actual", "4.00"),
        ],
    );
    assert!(figures.iter().any(|figure| figure.unit == "辆"));
}

#[test]
fn relations_hold_only_where_everything_is_printed() {
    let relations = |rows: &str| {
        let lines = format!("科目编码|科目名称|本年支出合计|基本支出|项目支出\n{rows}");
        let document = document(vec![text("支出决算表"), table(&lines)]);
        let facts = juesuan_audit::understand::Facts { figures: figures(&document), ..Default::default() };
        let relations = juesuan_audit::relate::relations(&facts, &juesuan_audit::Precision::of(&facts));
        relations.iter().filter(|r| r.id == "G12").map(|r| r.text.clone()).collect::<Vec<_>>()
    };
    let complete = relations("|合计|3.00|3.00|\n201|甲|3.00|3.00|\n20101|乙|3.00|3.00|");
    assert_eq!(complete.len(), 6, "{complete:?}");
    // Without the class, the 款 stands under the total; a code printed twice leaves its level open; a row that the
    // form does not know may belong to any sum.
    assert_eq!(relations("|合计|3.00|3.00|\n20101|乙|3.00|3.00|").len(), 3);
    assert_eq!(relations("|合计|3.00|3.00|\n201|甲|3.00|3.00|\n201|甲|3.00|3.00|").len(), 0);
    assert_eq!(relations("|合计|3.00|3.00|\n201|甲|3.00|3.00|\n|未分类|1.00|1.00|").len(), 0);
    // A class printed without figures gives way to the level below it.
    assert_eq!(relations("|合计|3.00|3.00|\n201|甲|||\n20101|乙|3.00|3.00|").len(), 4);
}

#[test]
fn a_large_set_of_tables_is_related_quickly() {
    use std::fmt::Write;
    let mut lines = String::from("科目编码|科目名称|本年支出合计|基本支出|项目支出\n|合计|300.00|300.00|");
    for item in 0..300 {
        write!(lines, "\n201{:02}{:02}|项|1.00|1.00|", item / 50 + 1, item % 50 + 1).unwrap();
    }
    let document = document(vec![text("支出决算表"), table(&lines)]);
    let facts = juesuan_audit::understand::Facts { figures: figures(&document), ..Default::default() };
    let started = std::time::Instant::now();
    let relations = juesuan_audit::relate::relations(&facts, &juesuan_audit::Precision::of(&facts));
    let elapsed = started.elapsed();
    eprintln!("{} figures, {} relations in {elapsed:?}", facts.figures.len(), relations.len());
    assert!(elapsed.as_millis() < 500, "{elapsed:?}");
}

#[test]
fn a_table_of_something_else_after_a_mention_is_no_official_table() {
    let document = document(vec![
        text("详见收入支出决算总表"),
        table("项目名称|预算数|决算数\n道路维修|10.00|9.00\n绿化养护|5.00|5.00"),
    ]);
    assert_eq!(match_tables(&document), []);
}

#[test]
fn a_table_without_unit_has_that_of_the_others() {
    let list = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n201|一般公共服务支出|2000|2000|";
    let income = "科目编码|科目名称|本年收入合计|财政拨款收入|其他收入\n201|一般公共服务支出|2000|2000|";
    let document =
        document(vec![text("收入决算表"), table(income), text("支出决算表"), text("金额单位：元"), table(list)]);
    assert!(figures(&document).iter().all(|figure| figure.unit == "元"));
}

#[test]
fn sets_of_several_units_are_never_mixed() {
    let codes = "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|1.00|1.00|";
    let sides = "收入||支出|\n项目|决算数|项目|决算数\n本年收入合计|1.00|本年支出合计|1.00";
    let block = |title: &str| match title {
        "收入支出决算总表" | "财政拨款收入支出决算总表" => table(sides),
        "收入决算表" => table("科目编码|科目名称|本年收入合计|财政拨款收入\n201|一般公共服务支出|1.00|1.00"),
        _ => table(codes),
    };
    let all =
        ["收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表"];
    let ids = |titles: &[&str]| -> String {
        let blocks = titles.iter().flat_map(|title| [text(title), block(title)]).collect();
        match_tables(&document(blocks)).into_iter().map(|found| found.id + " ").collect()
    };
    assert_eq!(ids(&[all, all].concat()), "T1 T2 T3 T4 T5 T1@2 T2@2 T3@2 T4@2 T5@2 ");
    assert_eq!(
        ids(&[&all[..], &all[..3], &all[..]].concat()),
        "T1 T2 T3 T4 T5 T1@2.1 T2@2.2 T3@2.3 T1@3.1 T2@3.2 T3@3.3 T4@3.4 T5@3.5 "
    );
    assert_eq!(ids(&[all[0], all[0], all[1], all[1]]), "T1 T1@2.1 T2 T2@3.1 ");
}
