use std::fmt::Write;

use super::RULES;
use crate::DEFAULT_SETTINGS;

/// The page on monitoring (`docs/performance-monitoring.md`): every rule with its explanation, its basis and what its alarm says,
/// and the thresholds.
#[must_use]
pub fn describe_rules() -> String {
    let mut page = String::from(
        "# 运行监控的规则\n\n\
         每个项目、每个指标和整体支出，每天按下面的规则判断一次；一笔支付、一次预算变动、一条佐证进来，只重新判断它可能改变的。\
         是否偏差只取决于计划、已知的事实和日期，与事实到来的先后无关。人员经费、公用经费不按产出和效益判断。\n\n\
         每盏黄灯、红灯都能说明理由：一句话、各个数，以及背后的支付凭证和佐证。目标的灯取它的指标和为它花钱的项目里最坏的；\
         全年的灯取整体支出的指标里最坏的，以及亮红灯的项目占预算的比例。\n\n",
    );
    for rule in RULES {
        let (name, key) = (rule.kind.name(), rule.kind.key());
        let _ = writeln!(page, "## {name}（`{key}`）\n\n{}\n\n依据：{}\n", rule.explanation, rule.basis);
        let _ = writeln!(page, "报警的话：`{name}：{}`\n", rule.sentence);
    }
    let thresholds = DEFAULT_SETTINGS.split_once("[monitor]").map_or("", |(_, rest)| rest);
    let thresholds = thresholds.split_once("\n# 动态纠偏").map_or(thresholds, |(own, _)| own);
    let _ = writeln!(
        page,
        "## 默认的界线\n\n没有全国统一的数，各地可以写进自己的设置文件，只写要改的几项。\n\n```toml\n[monitor]{}\n```",
        thresholds.trim_end()
    );
    page
}
