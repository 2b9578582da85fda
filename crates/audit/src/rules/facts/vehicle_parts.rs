use crate::{Group, Rule, Severity};

/// Vehicles by use that do not add up to all vehicles.
pub static RULE: Rule = Rule {
    code: "JS0701",
    name: "vehicle-parts",
    group: Group::Facts,
    severity: Severity::Error,
    title: "车辆分类数之和不等于车辆总数",
    explanation: "国有资产占用情况里，各类用车的辆数加起来不等于共有车辆数。",
    basis: "共有车辆 = 各用途车辆之和。",
    bad: "十三、关于国有资产占用情况说明\n截至2024年12月31日，共有车辆15辆，其中，主要负责人用车1辆、机要通信用车2辆、应急保障用车3辆、其他用车4辆；单位价值100万元以上设备（不含车辆）2台（套）。",
    good: "十三、关于国有资产占用情况说明\n截至2024年12月31日，共有车辆10辆，其中，主要负责人用车1辆、机要通信用车2辆、应急保障用车3辆、其他用车4辆；单位价值100万元以上设备（不含车辆）2台（套）。",
    check: None,
};
