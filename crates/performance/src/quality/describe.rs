use std::fmt::Write;

use super::{Losses, RULES, Rule};
use crate::Settings;

/// All rules on indicators, for people: a page of Markdown in Chinese, made from the rules themselves.
#[must_use]
pub fn describe_rules() -> String {
    let mut page = String::from(HEAD);
    let quality = Settings::default().quality;
    let told =
        |losses: Losses, unit: &str| format!("{}{unit}、{}{unit}、{}{unit}", losses.error, losses.warning, losses.info);
    let (one, whole) = (told(quality.indicator_loss, "%"), told(quality.plan_loss, "分"));
    let _ = write!(
        page,
        "评分：每个指标按分值占100分的一份，它的问题从这一份里扣，错误、警告、提示各扣{one}，扣完为止；整张表和目标的问题从总分里扣，各{whole}。\n\n\
         | 编号 | 标题 | 最高级别 |\n|---|---|---|\n"
    );
    for rule in RULES {
        let (code, title, severity) = (rule.code, rule.title, rule.severity.name());
        let _ = writeln!(page, "| {code} | {title} | {severity} |");
    }
    for rule in RULES {
        describe(&mut page, rule);
    }
    page
}

const HEAD: &str = "# 绩效指标的质量规则\n\n\
由 `JUESUAN_WRITE_DOCS=1 cargo test -p juesuan-performance --test quality_rules` 从 `crates/performance/src/quality/rules` 生成，请勿手工修改。\n\n\
`juesuan perf goals` 按这些规则检查绩效目标和指标，每张表（整体支出或一个项目）给出0到100的分数，并按改正后能挽回的分数排列问题。\n\
**错误**只限自相矛盾（分值合计不是100、达标占比没有达标线等）；**警告**是看来有误的；**提示**是可以更好的。判断所用的词在 \
`crates/performance/data/words.toml`，阈值和分值方案在 `crates/performance/data/settings.toml` 的 `[quality]`，可以用自己的设置文件替换。\n\n";

fn describe(page: &mut String, rule: &Rule) {
    let _ = write!(
        page,
        "\n## {} {}\n\n名称：`{}`　最高级别：{}\n\n{}\n\n**依据**：{}\n\n**怎么改**：{}。\n",
        rule.code,
        rule.title,
        rule.name,
        rule.severity.name(),
        rule.explanation,
        rule.basis,
        rule.fix
    );
    for (what, example) in [("反例", rule.bad), ("正例", rule.good)] {
        let _ = write!(page, "\n{what}：\n\n```text\n{example}\n```\n");
    }
}
