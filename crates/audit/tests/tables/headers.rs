//! Headers whose merged cells are blanks, and layouts that few provinces use.

use crate::support::{assert_printed, document, figures, keys, table, text};

/// Asserts what is printed in a table under a title, and that every figure is bound.
fn assert_table(title: &str, lines: &str, expected: &[(&str, &str)]) {
    let document = document(vec![text(title), text("单位：万元"), table(lines)]);
    let figures = figures(&document);
    assert_printed(&figures, expected);
    let foreign = |f: &&juesuan_audit::understand::Figure| {
        f.key.as_ref().is_none_or(|key| key.row.contains(':') || format!("{:?}", key.measure).contains("name:"))
    };
    assert_eq!(figures.iter().filter(foreign).count(), 0, "{title}: {:#?}", keys(&figures));
}

const FEES: [(&str, &str); 12] = [
    ("T9[total].budget", "9.00"),
    ("T9[abroad].budget", "0.00"),
    ("T9[vehicle].budget", "6.00"),
    ("T9[vehicle-purchase].budget", "0.00"),
    ("T9[vehicle-operation].budget", "6.00"),
    ("T9[reception].budget", "3.00"),
    ("T9[total].actual", "8.50"),
    ("T9[abroad].actual", "0.00"),
    ("T9[vehicle].actual", "5.50"),
    ("T9[vehicle-purchase].actual", "0.00"),
    ("T9[vehicle-operation].actual", "5.50"),
    ("T9[reception].actual", "3.00"),
];

#[test]
fn fees_under_blanks() {
    let head = "预算数||||||决算数|||||
        合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
        ||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费|\n";
    let row = "9.00|0.00|6.00|0.00|6.00|3.00|8.50|0.00|5.50|0.00|5.50|3.00";
    let title = "财政拨款“三公”经费支出决算表";
    for numbers in ["", "1|2|3|4|5|6|7|8|9|10|11|12\n", "栏次|||||||||||\n"] {
        assert_table(title, &format!("{head}{numbers}{row}"), &FEES);
    }
    let titled =
        format!("财政拨款“三公”经费支出决算表|||||||||||\n部门：某局||||||2023年度|||||单位：万元\n{head}{row}");
    assert_table("附件", &titled, &FEES);
}

#[test]
fn fees_in_pairs_under_blanks() {
    let lines = "合计||因公出国（境）费||公务用车购置及运行费||||||公务接待费|
        ||||小计||购置费||运行费|||
        预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
        9.00|8.50|0.00|0.00|6.00|5.50|0.00|0.00|6.00|5.50|3.00|3.00";
    assert_table("财政拨款“三公”经费支出决算表", lines, &FEES);
    for head in ["财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<", "“三公”经费|<|<|<|<|<|<|<|<|<|<|<"] {
        let merged = "合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<
            ^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^
            |||||||||||
            预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
            9.00|8.50|0.00|0.00|6.00|5.50|0.00|0.00|6.00|5.50|3.00|3.00";
        assert_table("财政拨款“三公”经费支出决算表", &format!("{head}\n{merged}"), &FEES);
    }
}

#[test]
fn fees_of_several_units() {
    let head = "单位名称|预算数|<|<|<|<|<|决算数|<|<|<|<|<
        ^|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
        ^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^\n";
    let row = "9.00|0.00|6.00|0.00|6.00|3.00|8.50|0.00|5.50|0.00|5.50|3.00";
    let title = "财政拨款“三公”经费支出决算表";
    assert_table(title, &format!("{head}某某市水利局|{row}"), &FEES);
    let part = "4.00|0.00|1.00|0.00|1.00|3.00|4.50|0.00|1.50|0.00|1.50|3.00";
    let units = document(vec![text(title), table(&format!("{head}水利局本级|{part}\n水文站|{part}\n合计|{row}"))]);
    assert_printed(&figures(&units), &FEES);
    // Without a total it is not said whose figures those of the department are.
    let units = document(vec![text(title), table(&format!("{head}水利局|{row}\n水文站|{part}"))]);
    assert_eq!(crate::support::printed(&figures(&units), "T9[total].actual"), None);
}

#[test]
fn fees_as_rows_with_last_year_and_units() {
    assert_table(
        "一般公共预算财政拨款“三公”经费支出决算表",
        "项　目|年初预算数|决 算 数
         合　　计|９．００|8.50
         1．因公出国（境）费用|——|0.00
         2．公务接待费|3.00|3.00
         3．公务用车费|6.00|5.50
         其中：（1）公务用车运行维护费|6.00|5.50
         （2）公务用车购置费|—|0.00
         注：预算数为全年预算数9.00万元。||",
        &[FEES[0], FEES[6], FEES[8], FEES[10], FEES[11], ("T9[abroad].budget", "")],
    );
}

#[test]
fn fees_as_rows_under_one_heading() {
    assert_table(
        "财政拨款“三公”经费支出决算表",
        "项目|财政拨款“三公”经费|<
         ^|预算数|决算数
         合计|9.00|8.50
         因公出国（境）费||
         公务用车购置及运行维护费|6.00|5.50
         公务接待费|3.00|3.00",
        &[FEES[0], FEES[6], FEES[8], FEES[11], ("T9[abroad].budget", "")],
    );
}

#[test]
fn lists_under_blanks() {
    let head = "项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
        科目代码|科目名称||||||
        栏次||1|2|3|4|5|6\n";
    let rows =
        "合计||12.00|10.00|2.00|||\n201|一般公共服务支出|12.00|10.00|2.00|||\n20103|政府办公厅|12.00|10.00|2.00|||";
    assert_table(
        "支出决算表",
        &format!("{head}{rows}"),
        &[("T3[total].total", "12.00"), ("T3[20103].project", "2.00"), ("T3[201].basic", "10.00")],
    );
    assert_table(
        "政府性基金预算财政拨款收入支出决算表",
        "项目||||年初结转和结余|本年收入|本年支出|||年末结转和结余
         功能分类科目编码|||科目名称|||小计|基本支出|项目支出|
         类|款|项|||||||
         合计||||1.00|5.00|4.00||4.00|2.00
         212|||城乡社区支出|1.00|5.00|4.00||4.00|2.00
         212|08|01|征地和拆迁补偿支出|1.00|5.00|4.00||4.00|2.00",
        &[
            ("T7[total].opening", "1.00"),
            ("T7[212].total", "4.00"),
            ("T7[2120801].project", "4.00"),
            ("T7[2120801].closing", "2.00"),
        ],
    );
    assert_table(
        "一般公共预算财政拨款支出决算表",
        "项目||本年支出||
         科目编码|科目名称|小计|基本支出|项目支出
         合计||5.00|3.00|2.00
         205|教育支出|5.00|3.00|2.00",
        &[("T5[total].total", "5.00"), ("T5[205].project", "2.00")],
    );
}

#[test]
fn overviews_under_blanks() {
    assert_table(
        "财政拨款收入支出决算总表",
        "收     入|||支     出||||||
         项    目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
         栏次||1|栏次||2|3|4|5
         一、一般公共预算财政拨款|1|5.00|一、一般公共服务支出|33|4.50|4.50||
         本年收入合计|9|5.00|本年支出合计|59|4.50|4.50||
         年初财政拨款结转和结余|10||年末财政拨款结转和结余|60|0.50|0.50||
         总计|14|5.00|总计|64|5.00|5.00||",
        &[
            ("T4[general].amount", "5.00"),
            ("T4[201].general", "4.50"),
            ("T4[closing].total", "0.50"),
            ("T4[expenditure-grand-total].general", "5.00"),
        ],
    );
    assert_table(
        "收入支出决算总表",
        "收入||||支出|||
         项目|年初预算数|全年预算数|决算数|项目（按功能分类）|年初预算数|全年预算数|决算数
         一、一般公共预算财政拨款收入|1.00|2.00|3.00|一、教育支出|1.00|2.00|2.00
         本年收入合计|1.00|2.00|3.00|本年支出合计|1.00|2.00|2.00
         年初结转和结余||||年末结转和结余|||1.00
         总计|1.00|2.00|3.00|总计|1.00|2.00|3.00",
        &[("T1[general].budget", "1.00"), ("T1[205].budget-adjusted", "2.00"), ("T1[closing].amount", "1.00")],
    );
}

#[test]
fn overviews_with_a_blank_column_between_the_sides() {
    assert_table(
        "收入支出决算总表",
        "收入|||支出|
         项目|决算数||项目|决算数
         一、一般公共预算财政拨款收入|3.00||一、教育支出|2.00
         本年收入合计|3.00||本年支出合计|2.00
         总计|3.00||总计|3.00",
        &[("T1[general].amount", "3.00"), ("T1[205].amount", "2.00"), ("T1[expenditure-grand-total].amount", "3.00")],
    );
}

#[test]
fn overviews_with_one_side_below_the_other() {
    assert_table(
        "收入支出决算总表",
        "项目|行次|决算数
         一、一般公共预算财政拨款收入|1|30.00
         八、其他收入|2|1.00
         本年收入合计|3|31.00
         年初结转和结余|4|2.00
         收入总计|5|33.00
         一、教育支出|6|20.00
         二十三、其他支出|7|3.00
         本年支出合计|8|23.00
         年末结转和结余|9|10.00
         支出总计|10|33.00",
        &[
            ("T1[other].amount", "1.00"),
            ("T1[income-grand-total].amount", "33.00"),
            ("T1[229].amount", "3.00"),
            ("T1[closing].amount", "10.00"),
            ("T1[expenditure-grand-total].amount", "33.00"),
        ],
    );
    assert_table(
        "财政拨款收入支出决算总表",
        "项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款
         一、本年收入合计|5.00|5.00|
         年初财政拨款结转和结余|1.00|1.00|
         总计|6.00|6.00|
         （一）一般公共服务支出|4.50|4.50|
         本年支出合计|4.50|4.50|
         年末财政拨款结转和结余|1.50|1.50|
         总计|6.00|6.00|",
        &[
            ("T4[income-total].amount", "5.00"),
            ("T4[income-grand-total].amount", "6.00"),
            ("T4[201].general", "4.50"),
            ("T4[expenditure-grand-total].total", "6.00"),
        ],
    );
}

#[test]
fn negative_figures_and_notes_in_the_last_row() {
    assert_table(
        "支出决算表",
        "科目编码|科 目 名 称|本 年 支 出 合 计|基本支出|项目支出
         |合　计|10.00|12.00|(2.00)
         201|一般 公共 服务支出|１０．００|12.00|-2.00
         注：本表金额转换时可能有0.01万元的尾差。|<|<|<|<",
        &[("T3[total].project", "-2.00"), ("T3[201].total", "10.00"), ("T3[201].project", "-2.00")],
    );
}

#[test]
fn fees_as_columns_and_their_measures_as_rows() {
    assert_table(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
        "项目|一般公共预算财政拨款安排的“三公”经费|<|<|<|<|<|会议费|培训费
         ^|小计|因公出国（境）费用|公务接待费|公务用车购置及运行维护费|<|<|^|^
         ^|^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^
         栏次|1|2|3|4|5|6|7|8
         预算数|9.00|0.00|3.00|6.00|0.00|6.00|1.00|2.00
         决算数|8.50|0.00|3.00|5.50|0.00|5.50|0.80|1.50",
        &[&FEES[..], &[("T9[meeting].actual", "0.80"), ("T9[training].budget", "2.00")]].concat(),
    );
}

#[test]
fn basic_expenditure_on_three_sides_under_blanks() {
    assert_table(
        "一般公共预算财政拨款基本支出决算明细表",
        "人员经费|||公用经费|||||
         科目代码|科目名称|决算数|科目代码|科目名称|决算数|科目代码|科目名称|决算数
         301|工资福利支出|9.00|302|商品和服务支出|2.00|307|债务利息及费用支出|
         30101|基本工资|9.00|30201|办公费|2.00|310|资本性支出|1.00
         ||||||31002|办公设备购置|1.00
         人员经费合计||9.00|公用经费合计|||||3.00",
        &[("T6[staff-total].amount", "9.00"), ("T6[office-total].amount", "3.00"), ("T6[31002].amount", "1.00")],
    );
}

#[test]
fn lists_as_the_accounting_system_exports_them() {
    assert_table(
        "附件",
        "支出决算表|||||||||
         |||||||||公开03表
         部门：某某局|||||||||金额单位：元
         项目||||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
         支出功能分类科目编码|||科目名称||||||
         类|款|项|栏次|1|2|3|4|5|6
         |||合计|1200|1000|200|||
         208|||社会保障和就业支出|1200|1000|200|||
         20805|||行政事业单位养老支出|1200|1000|200|||
         2080501|||行政单位离退休|1200|1000|200|||
         注：本表反映部门本年度各项支出情况。|||||||||",
        &[("T3[total].total", "1200"), ("T3[208].basic", "1000"), ("T3[2080501].project", "200")],
    );
}

/// The relations of a document of one table, by number.
fn stated(title: &str, lines: &str) -> Vec<String> {
    let document = document(vec![text(title), table(lines)]);
    let facts = juesuan_audit::understand::Facts { figures: figures(&document), ..Default::default() };
    let relations = juesuan_audit::relate::relations(&facts, &juesuan_audit::Precision::of(&facts));
    relations.into_iter().map(|relation| relation.id.to_owned()).collect()
}

#[test]
fn columns_that_the_form_does_not_have_are_not_added_up() {
    let ids = stated(
        "支出决算表",
        "科目编码|科目名称|本年支出合计|基本支出|项目支出|完成预算比例
         |合计|3.00|3.00||98.50
         201|一般公共服务支出|2.00|2.00||97.00
         205|教育支出|1.00|1.00||99.00",
    );
    assert_eq!(ids.iter().filter(|id| *id == "G12").count(), 3, "{ids:?}");
    let ids = stated(
        "“三公”经费支出决算表",
        "项目|预算数|决算数|完成率\n合计|3.00|2.00|66.67\n因公出国（境）费|1.00|1.00|100.00\n公务用车购置及运行维护费|1.00|0.50|50.00\n公务接待费|1.00|0.50|50.00",
    );
    assert_eq!(ids.iter().filter(|id| *id == "G31").count(), 2, "{ids:?}");
}

#[test]
fn every_column_of_an_overview_is_added_up() {
    let ids = stated(
        "收入支出决算总表",
        "收入|<|<|支出|<|<
         项目|年初预算数|决算数|项目|年初预算数|决算数
         一、一般公共预算财政拨款收入|3.00|4.00|一、教育支出|3.00|4.00
         本年收入合计|3.00|4.00|本年支出合计|3.00|4.00
         年初结转和结余|||年末结转和结余||
         总计|3.00|4.00|总计|3.00|4.00",
    );
    for id in ["G1", "G2", "G3", "G4", "G5"] {
        assert_eq!(ids.iter().filter(|found| *found == id).count(), 2, "{id}: {ids:?}");
    }
}

#[test]
fn meetings_and_training_may_be_part_of_the_total_of_fees() {
    let rows = "项目|预算数|决算数\n合计|3.00|3.00\n因公出国（境）费||\n公务用车购置及运行维护费|1.00|1.00\n公务接待费|1.00|1.00";
    let title = "“三公”经费及会议费、培训费支出决算表";
    assert!(stated(title, rows).iter().any(|id| id == "G31"));
    assert!(!stated(title, &format!("{rows}\n会议费|1.00|1.00")).iter().any(|id| id == "G31"));
}

#[test]
fn columns_of_other_years_are_not_those_of_this_year() {
    let document = document(vec![
        text("2024年度财政拨款“三公”经费支出决算表"),
        table(
            "项目|2023年决算数（万元）|2024年预算数（万元）|2024年决算数（万元）|决算数比预算数|2025年预算数
             合计|7.00|9.00|8.50|-0.50|6.00
             公务接待费|2.00|3.00|3.00|0.00|2.00",
        ),
    ]);
    let figures = figures(&document);
    assert_printed(&figures, &[FEES[0], FEES[6], FEES[11], FEES[5]]);
    let prior = figures
        .iter()
        .filter(|figure| figure.key.as_ref().is_some_and(|key| key.period == juesuan_audit::understand::Period::Prior));
    assert_eq!(prior.count(), 2);
}

#[test]
fn the_year_in_a_header_is_no_other_column() {
    assert_table(
        "收入支出决算总表",
        "收入|<|支出|<
         项目|2024年度决算数|项目|2024年度决算数
         一、一般公共预算财政拨款收入|3.00|一、教育支出|2.00
         本年收入合计|3.00|本年支出合计|2.00",
        &[("T1[general].amount", "3.00"), ("T1[205].amount", "2.00")],
    );
}
