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
    // What was carried over from last year is this year's beginning, and has a last year of its own.
    (
        "一、收入支出决算总体情况",
        "1.其他收入8.00万元，为利息收入。较2023年度决算数增加2.00万元，增长33.33%。\n\
         2.上年结转和结余30.00万元，为上年未用完的资金。较2023年度决算数减少10.00万元，下降25.00%。",
        "下降25.00%",
        "下降33.33%",
    ),
    // The budget with which the year compares is its own.
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "1.公务接待费支出6.00万元，与2024年度预算相比，减少2.00万元，下降25.00%。接待20批次，150人次。",
        "下降25.00%",
        "下降33.33%",
    ),
    // Each side of the totals has its own change.
    (
        "四、财政拨款收入支出决算总体情况说明",
        "2024年财政拨款收入总计120.00万元，与2023年相比增加20.00万元，增长20.00%；财政拨款支出总计120.00万元，\
         与2023年相比增加30.00万元，增长33.33%。",
        "增长33.33%",
        "增长43.33%",
    ),
    // Codes inside the marks; last year's outturn named by its year.
    (
        "五、一般公共预算财政拨款支出决算情况说明",
        "1、社会保障和就业支出（208类）抚恤（08款）死亡抚恤（01项）70.00万元。年初预算为50.00万元，支出决算为70.00万元。\n\
         2、社会保障和就业支出（208类）行政事业单位养老支出（05款）行政单位离退休（01项）40.00万元。2023年决算数为50.00万元，\
         2024年支出决算为40.00万元，比2023年决算数减少20.00%。",
        "减少20.00%",
        "减少25.00%",
    ),
    // A total with what was carried over, and the total of the year.
    (
        "二、收入决算情况说明",
        "本部门2024年度收入总计110.00万元，其中年初结转和结余10.00万元，较2023年增加2.00万元，增长25.00%；本年收入合计100.00万元，\
         较2023年减少25.00万元，下降20.00%。本年收入的具体构成为：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。",
        "占90.00%",
        "占81.82%",
    ),
    // The part that the sentence before names is the one whose guests are counted.
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "公务接待费支出决算为5.00万元。国内公务接待累计20批次，累计150人次。\n其中：外宾接待支出0万元，主要用于接待外宾。\
         接待0人次，0批次。\n其他国内公务接待支出5.00万元，主要用于接待检查。接待150人次，20批次。",
        "",
        "",
    ),
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "公务接待费支出5.00万元，国内公务接待批次20次，国内公务接待人次150次，国（境）外公务接待批次0次，国（境）外公务接待人次0次。",
        "",
        "",
    ),
    // 合计 is no slip of 总计; a heading line names the class.
    (
        "一、收入支出决算总体情况说明",
        "2024年度收入、支出决算总计110.00万元。与上年相比，收、支总计各增加10.00万元，增长10.00%。其中：\n（一）收入决算总计110.00万元。包括：\n\
         1.本年收入决算合计100.00万元。与上年相比，增加5.00万元，增长5.26%。\n2.年初结转和结余10.00万元。与上年相比，增加5.00万元，增长100.00%。",
        "增长5.26%",
        "增长6.26%",
    ),
    // A share of all appropriations is none of those of the general budget.
    (
        "五、一般公共预算财政拨款支出决算情况说明",
        "2024年度一般公共预算财政拨款支出100.00万元，主要用于以下方面：教育支出60.00万元，占本年财政拨款支出48.00%；\
         住房保障支出40.00万元，占本年财政拨款支出32.00%。",
        "占本年财政拨款支出48.00%",
        "占本年财政拨款支出58.00%",
    ),
    // The budget stands inside the comparison.
    (
        "七、“三公”经费财政拨款决算情况",
        "2024年“三公”经费财政拨款决算数8.00万元，比2024年“三公”经费财政拨款年初预算10.00万元减少2.00万元。其中：\n\
         公务接待费。2024年决算数3.00万元，比2024年年初预算数4.50万元减少1.50万元。",
        "减少2.00万元",
        "减少3.00万元",
    ),
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "与全年预算相比，财政拨款“三公”经费支出全年预算数10.00万元，决算数8.00万元，预决算差异率-20.00%。其中：\
         公务接待费全年预算数4.00万元，决算数3.00万元，预决算差异率-25.00%。",
        "差异率-20.00%",
        "差异率-25.00%",
    ),
    // Titles inside the overview lead to income and expenditure, and back.
    (
        "（一）收入支出决算总体情况说明",
        "1.总体情况。2024年度收入总计110.00万元，支出总计110.00万元。收支较上年决算数增加10.00万元，增长10.00%。\n\
         2.收入情况。2024年度收入合计100.00万元，较上年决算数减少25.00万元，下降20.00%，主要原因是其他收入减少25.00万元。\
         其中：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。此外，年初结转和结余10.00万元。\n\
         3.支出情况。2024年度支出合计105.00万元。其中：基本支出84.00万元，占80.00%；项目支出21.00万元，占20.00%。\n\
         4.结转结余情况。2024年度年末结转和结余5.00万元，较上年决算数减少5.00万元，下降50.00%。",
        "占80.00%",
        "占85.00%",
    ),
    // An amount right behind an item is that of the item.
    (
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.“教育支出（类）普通教育（款）小学教育（项）”25.71万元，主要用于公用经费。年初预算为27.48万元，支出决算为25.71万元，\
         完成年初预算的93.56%。",
        "（项）”25.71万元",
        "（项）”24.55万元",
    ),
    // 预算 may be part of the name of a fund.
    (
        "八、机关运行经费支出说明",
        "机关运行经费支出30.00万元（其中：一般公共预算支出30.00万元；政府性基金预算支出0万元），比年初预算数减少10.00万元，下降25.00%。\
         比2023年度增加5.00万元，增长20.00%。",
        "下降25.00%",
        "下降35.00%",
    ),
    // A direction against a rate, where the budget itself is not printed.
    (
        "五、一般公共预算财政拨款支出决算情况说明",
        "1.教育支出（类）普通教育（款）小学教育（项）：支出决算为40.00万元，完成预算88.89%，决算数小于预算数的主要原因是节约。",
        "小于预算数",
        "大于预算数",
    ),
    // The parts of a budget are budgets, those of last year's amount last year's.
    (
        "七、财政拨款“三公”经费支出决算情况说明",
        "2024年“三公”经费支出8.00万元，其中：公务用车运行维护费5.00万元，公务接待费3.00万元，因公出国（境）费0万元。\
         2024年“三公”经费预算10.00万元，其中：公务用车购置及运行维护费6.00万元，公务接待费4.00万元，因公出国（境）费0万元。",
        "预算10.00万元",
        "预算11.00万元",
    ),
    // A word and a sign that both say less may mean one decrease.
    (
        "四、财政拨款收入支出决算总体情况说明",
        "2024年度财政拨款收、支总计均为95.00万元。与2023年度相比，财政拨款收、支总计各减少-5.00万元，下降-5.00%。",
        "",
        "",
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
