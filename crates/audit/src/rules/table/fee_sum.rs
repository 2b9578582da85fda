use crate::{Group, Rule, Severity};

/// “三公” fees against their parts.
pub static RULE: Rule = Rule {
    code: "JS0106",
    name: "fee-sum",
    group: Group::Table,
    severity: Severity::Error,
    title: "“三公”经费合计不等",
    explanation: "“三公”经费表的合计不等于三项之和，或公务用车费不等于购置费与运行维护费之和（预算数、决算数分别核对）。",
    basis: "“三公”经费 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费。",
    bad: "财政拨款“三公”经费支出决算表\n项目\t预算数\t决算数\n合计\t10.00\t9.00\n因公出国（境）费\t0.00\t0.00\n公务用车购置及运行维护费\t6.00\t5.00\n公务用车购置费\t0.00\t0.00\n公务用车运行维护费\t6.00\t5.00\n公务接待费\t4.00\t3.00",
    good: "财政拨款“三公”经费支出决算表\n项目\t预算数\t决算数\n合计\t10.00\t8.00\n因公出国（境）费\t0.00\t0.00\n公务用车购置及运行维护费\t6.00\t5.00\n公务用车购置费\t0.00\t0.00\n公务用车运行维护费\t6.00\t5.00\n公务接待费\t4.00\t3.00",
    check: None,
};
