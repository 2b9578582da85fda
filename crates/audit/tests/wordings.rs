//! How provinces word the same statements: honest ones give no error, wrong ones do.

use juesuan_audit::{Options, Severity, check};
use juesuan_form::Kind;
use juesuan_read::read_text;

/// Section title, an honest text, and words of it with what makes them wrong.
const WORDINGS: &[(&str, &str, &str, &str)] = &[
    // Parts in parentheses: what follows them is about the whole again.
    (
        "二、收入决算情况说明",
        "2024年度收入合计100.00万元，其中：财政拨款收入90.00万元（一般公共预算财政拨款收入80.00万元，占80.00%；\
         政府性基金预算财政拨款收入10.00万元，占10.00%），占90.00%；其他收入10.00万元，占10.00%。",
        "占90.00%",
        "占98.00%",
    ),
    // A comparison names what it compares; a second year is no last year.
    (
        "一、收入支出决算总体情况说明",
        "2024年度收入总计100.00万元，其中：年初结转和结余4.00万元；支出总计100.00万元，其中：年末结转和结余6.00万元。\
         收入支出总体与上年相比，增加25.00万元，增长33.33%；比2019年增加40.00万元，增长66.67%。",
        "增长33.33%",
        "增长23.33%",
    ),
    // The budget stands inside the rate; the reason compares figures of its own.
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "2024年度“三公”经费支出决算为8.00万元，完成全年预算10.00万元的80.00%，比上年决算数减少2.00万元，下降20.00%，\
         主要原因是接待批次减少5批次，接待费减少1.50万元，比上年下降30.00%。",
        "万元的80.00%",
        "万元的85.00%",
    ),
    // A number without its unit still tells what the next one is about.
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "公务用车购置费支出决算为3.77万元。公务用车运行维护费支出预算为0.00，支出决算为0.00万元。",
        "",
        "",
    ),
    // Uses of a vehicle that the form does not list are vehicles too; trips of others are other trips.
    (
        "十三、国有资产占用情况说明",
        "截至2024年12月31日，本单位共有车辆5辆，其中：机要通信用车1辆、应急保障用车2辆、防疫消杀用车2辆。\
         单价100万元以上设备（不含车辆）0台（套）。",
        "",
        "",
    ),
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "因公出国（境）费支出3.00万元，本单位组织的出国团组0个、参加其他单位组织的出国团组2个。\
         国内公务接待20批次，150人次；国（境）外公务接待0批次，接待人次0人。",
        "",
        "",
    ),
    // Classes as titles of their sentences, items by code.
    (
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.教育支出（类）。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。\n\
         2.住房保障支出（类）。年初预算为20.00万元，支出决算为19.00万元，完成年初预算的95.00%。\n\
         3.2101101行政单位医疗。年初预算5.00万元，支出决算4.00万元，完成年初预算的80.00%。",
        "年初预算的95.00%",
        "年初预算的85.00%",
    ),
    // What stands under words that the form does not know may be the part that a sum lacks.
    (
        "八、政府性基金预算财政拨款收入支出决算情况说明",
        "2024年度政府性基金预算财政拨款上年滚存结转资金2.91万元，本年收入6.39万元，本年支出7.26万元，年末结转和结余2.04万元。",
        "",
        "",
    ),
    (
        "八、政府性基金预算财政拨款收入支出决算情况说明",
        "2024年度政府性基金预算财政拨款年初结转和结余2.91万元，本年收入6.39万元，本年支出7.26万元，年末结转和结余2.04万元。",
        "年末结转和结余2.04",
        "年末结转和结余2.40",
    ),
];

fn errors(title: &str, body: &str) -> Vec<String> {
    let text = format!("临江县水利局2024年度部门决算\n第三部分　2024年度部门决算情况说明\n{title}\n{body}\n");
    let options = Options { assume_kind: Some(Kind::DepartmentFinalAccounts), ..Options::default() };
    let report = check(&read_text("test", &text), &options);
    let errors = report.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

#[test]
fn honest_wordings_give_no_error() {
    for (title, body, ..) in WORDINGS {
        assert_eq!(errors(title, body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn wrong_figures_in_the_same_wordings_do() {
    for (title, body, right, wrong) in WORDINGS.iter().filter(|(_, _, right, _)| !right.is_empty()) {
        assert!(body.contains(right));
        assert!(!errors(title, &body.replace(right, wrong)).is_empty(), "{wrong}: {body}");
    }
}
