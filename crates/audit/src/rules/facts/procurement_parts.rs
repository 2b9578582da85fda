use crate::{Group, Rule, Severity};

/// Procurement by kind that does not add up, or contracts above the whole.
pub static RULE: Rule = Rule {
    code: "JS0702",
    name: "procurement-parts",
    group: Group::Facts,
    severity: Severity::Error,
    title: "政府采购分项与总额不符",
    explanation: "货物、工程、服务三类采购加起来不等于采购总额，或授予中小企业、小微企业的合同金额超过了它所属的整体。",
    basis: "采购总额 = 货物 + 工程 + 服务；小微 ≤ 中小企业 ≤ 总额。",
    bad: "十二、关于政府采购支出说明\n本部门2024年度政府采购支出总额120.00万元，其中：政府采购货物支出60.00万元、政府采购工程支出10.00万元、政府采购服务支出30.00万元。",
    good: "十二、关于政府采购支出说明\n本部门2024年度政府采购支出总额100.00万元，其中：政府采购货物支出60.00万元、政府采购工程支出10.00万元、政府采购服务支出30.00万元。",
    check: None,
};
