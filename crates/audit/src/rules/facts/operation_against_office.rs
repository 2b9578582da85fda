use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::figures::printed,
    understand::{Figure, Measure, Value},
};

/// 机关运行经费 that nearly is 公用经费.
pub static RULE: Rule = Rule {
    code: "JS0704",
    name: "operation-against-office",
    group: Group::Facts,
    severity: Severity::Warning,
    title: "机关运行经费与公用经费只差一点",
    explanation: "机关运行经费通常就是行政单位和参公单位基本支出中的公用经费。两数相差不到百分之一而又不等，\
                  多半是其中一个抄错或各自四舍五入；含事业单位的部门两数可以相差很多，不在此列。",
    basis: "机关运行经费：行政单位（含参照公务员法管理的事业单位）使用一般公共预算安排的基本支出中的公用经费支出。",
    bad: "六、一般公共预算财政拨款基本支出决算情况说明\n财政拨款基本支出900.00万元，其中：人员经费553.33万元，公用经费346.67万元。\n十、机关运行经费支出说明\n本部门2024年度机关运行经费支出346.66万元。",
    good: "六、一般公共预算财政拨款基本支出决算情况说明\n财政拨款基本支出900.00万元，其中：人员经费553.33万元，公用经费346.67万元。\n十、机关运行经费支出说明\n本部门2024年度机关运行经费支出346.67万元。",
    check: Some(check),
};

/// A difference of less than one part in so many is small.
const SMALL: i128 = 100;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(operation) = printed(context, "operation", "total", Measure::Actual) else { return };
    let offices = [
        printed(context, "basic", "public", Measure::Actual),
        printed(context, "T6", "office-total", Measure::Column("amount".into())),
    ];
    let mut near = offices.into_iter().flatten().filter(|office| differ_a_little(context, operation, office));
    if let Some(office) = near.next() {
        let describer = context.describer();
        let (own, other) = (describer.printed(operation), describer.printed(office));
        let message = format!("机关运行经费 {own} 与{}{other} 只差一点，两者一般应当相等", describer.figure(office));
        out.push(RULE.finding(Severity::Warning, vec![operation.place, office.place], message));
    }
}

/// Whether two amounts are printed differently but are close. Two prints of one precision are of one amount only if they
/// are alike.
fn differ_a_little(context: &Context<'_>, a: &Figure, b: &Figure) -> bool {
    let (Value::Money(x), Value::Money(y)) = (a.value, b.value) else { return false };
    let intervals = context.precision.intervals(a).zip(context.precision.intervals(b));
    let apart = intervals.is_some_and(|((a, _), (b, _))| a.lo > b.hi || a.hi < b.lo);
    let alike = x.unit == y.unit && x.value.scale == y.value.scale;
    let differ = if alike { x.value != y.value } else { apart };
    let (x, y) = (x.nearest(), y.nearest());
    differ && (x - y).abs() * SMALL < x.abs().max(y.abs())
}
