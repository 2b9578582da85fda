use juesuan_read::Place;

use crate::{Context, Finding, Group, Rule, Severity, rules::text::body};

/// The document given as last year's is not last year's of the same unit.
pub static RULE: Rule = Rule {
    code: "JS1001",
    name: "unusable-prior",
    group: Group::Prior,
    severity: Severity::Warning,
    title: "给出的上年度文件不能用来核对",
    explanation: "用 --prior 给出的文件不是决算公开、不是同一单位、部门决算与单位决算混用，或不是上一年度的，\
                  没有用它核对；请换成同一单位上一年度的决算公开。",
    basis: "只有同一单位、同一口径、相邻两年的决算才能直接核对。",
    bad: "【上年度决算】\n临江县水利局2022年度部门决算\n2022年度部门决算情况说明\n一、收入支出决算总体情况说明\n2022年度收、支总计90.00万元。\n\
          【本年度决算】\n临江县水利局2024年度部门决算\n2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计110.00万元。",
    good: "【上年度决算】\n临江县水利局2023年度部门决算\n2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n2023年度收、支总计100.00万元。\n\
           【本年度决算】\n临江县水利局2024年度部门决算\n2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计110.00万元。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(refusal) = context.prior.and_then(|prior| prior.refusal.as_ref()) else { return };
    let place = body(context)
        .first()
        .map_or(Place { block: 0, cell: None, start: 0, end: 0 }, |para| para.place(0..para.text.len()));
    let message = format!("没有用给出的上年度文件核对：{refusal}。");
    out.push(RULE.finding(Severity::Warning, vec![place], message));
}
