use super::{
    hunan,
    phrasing::{Form, Section},
};

/// The national form: nine sections on the tables, other matters, performance.
pub const FORM: Form = Form {
    sections: &[
        (Section::Overall, "收入支出决算总体情况说明"),
        (Section::Income, "收入决算情况说明"),
        (Section::Spending, "支出决算情况说明"),
        (Section::Fiscal, "财政拨款收入支出决算总体情况说明"),
        (Section::General, "一般公共预算财政拨款支出决算情况说明"),
        (Section::Basic, "一般公共预算财政拨款基本支出决算情况说明"),
        (Section::ThreePublic, "财政拨款“三公”经费支出决算情况说明"),
        (Section::Fund, "政府性基金预算财政拨款收入支出决算情况说明"),
        (Section::Capital, "国有资本经营预算财政拨款支出决算情况说明"),
        (Section::Others, "其他重要事项的情况说明"),
        (Section::Performance, "预算绩效情况说明"),
    ],
    overall: &[
        "{y}年度收、支总计均为{now}万元。与上年度相比，收、支总计各{dir}{change}万元，{dir2}{pct}%，主要是{why}。",
        "{y}年度收入总计、支出总计均为{now}万元。与{p}年度相比，{dir}{change}万元，{dir2}{pct}%。主要原因：{why}。",
    ],
    overall_flat: &["{y}年度收、支总计均为{now}万元，与上年度持平。"],
    fiscal: &[
        "{y}年度财政拨款收、支总计均为{now}万元。与上年度相比，财政拨款收、支总计各{dir}{change}万元，{dir2}{pct}%，主要是{why}。",
    ],
    fiscal_flat: &["{y}年度财政拨款收、支总计均为{now}万元，与上年度持平。"],
    income: &["{y}年度收入合计{now}万元，其中：", "本年收入合计{now}万元，其中："],
    spending: &["{y}年度支出合计{now}万元，其中：", "本年支出合计{now}万元，其中："],
    lists_zeros: false,
    general: &[
        "{y}年度一般公共预算财政拨款支出{now}万元，占本年支出合计的{pct0}%。与上年度相比，一般公共预算财政拨款支出{dir}{change}万元，{dir2}{pct}%，主要是{why}。",
    ],
    general_flat: &[
        "{y}年度一般公共预算财政拨款支出{now}万元，占本年支出合计的{pct0}%。与上年度相比，一般公共预算财政拨款支出持平。",
    ],
    structure: &["{y}年度一般公共预算财政拨款支出{now}万元，主要用于以下方面："],
    class: &["{class}（类）{amount}万元，占{pct}%", "{class}（类）支出{amount}万元，占{pct}%"],
    detail: &[
        "{y}年度一般公共预算财政拨款支出年初预算为{budget}万元，支出决算为{now}万元，完成年初预算的{pct}%。其中：",
    ],
    basic: &["{y}年度一般公共预算财政拨款基本支出{now}万元，其中："],
    basic_part: &["{name}{amount}万元，主要包括：{list}。"],
    equipment: &["；单价100万元（含）以上设备（不含车辆）{count}台（套）。"],
    ..hunan::FORM
};
