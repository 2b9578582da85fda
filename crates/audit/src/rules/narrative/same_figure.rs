use crate::{Group, Rule, Severity};

/// One figure printed differently in two places of the narrative.
pub static RULE: Rule = Rule {
    code: "JS0304",
    name: "same-figure",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "同一指标前后两处印数不同",
    explanation: "同一个指标在情况说明的不同段落里印了不同的数，至少有一处是错的。",
    basis: "同一单位、同一年度、同一口径的指标只有一个实际数。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况说明\n公务接待费支出预算为4.30万元，支出决算为4.28万元。\n（二）“三公”经费财政拨款支出决算具体情况说明\n公务接待费支出决算为4.82万元。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况说明\n公务接待费支出预算为4.30万元，支出决算为4.28万元。\n（二）“三公”经费财政拨款支出决算具体情况说明\n公务接待费支出决算为4.28万元。",
    check: None,
};
