use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex},
};

/// A word in place of another that sounds or looks alike.
pub static RULE: Rule = Rule {
    code: "JS0910",
    name: "confused-word",
    group: Group::Wording,
    severity: Severity::Info,
    title: "易混词误用",
    explanation: "查找决算公开里常见的易混词：某日为止用“截至”不用“截止”，科目名用“其他”不用“其它”，账目用“账”不用“帐”，“经费”不写作“经废”。",
    basis: "《现代汉语词典》；《政府收支分类科目》的科目名称用“其他”。",
    bad: "十三、国有资产占用情况说明\n截止2024年12月31日，共有车辆1辆，其它用车0辆。",
    good: "十三、国有资产占用情况说明\n截至2024年12月31日，共有车辆1辆，其他用车0辆。申报截止日期为6月。",
    check: Some(check),
};

static CONFUSED: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    [
        (r"(?P<hit>截止)(?:到|至)?\s*(?:20[0-9][0-9]\s*年|[0-9]{1,2}\s*月|年末|年底|目前)", "截至"),
        (r"(?P<hit>其它)(?:收入|支出|资金|用车|交通费|工资|商品|对个人|社会保障|资本性|重要事项|需要?说明|费用|经费)", "其他"),
        (r"(?:公用|三公|三公”|运行|人员|工作|项目|办公)(?P<hit>经[废贵])", "经费"),
        (r"(?P<hit>帐)(?:户|务|面|目|款|龄|簿)", "账"),
    ]
    .map(|(pattern, right)| (regex(pattern), right))
    .into()
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in narrative(context) {
        for (pattern, right) in CONFUSED.iter() {
            for hit in pattern.captures_iter(para.text).filter_map(|found| found.name("hit")) {
                let message = format!("“{}”应为“{right}”。", hit.as_str());
                let mut finding = RULE.finding(Severity::Info, vec![para.place(hit.range())], message);
                finding.expected = Some((*right).to_owned());
                out.push(finding);
            }
        }
    }
}
