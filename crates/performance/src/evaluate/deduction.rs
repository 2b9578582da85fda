use std::collections::BTreeMap;

/// Points taken away for what was found wrong: a deviation that had to be corrected (整改), or an item of a register whose
/// values are points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// 单位代码
    pub unit: String,
    /// 项目代码 of the project that it concerns; empty for 整体支出.
    pub project: String,
    /// 整改编号 or 登记号.
    pub code: String,
    /// Points, in hundredths.
    pub points: u32,
    /// What was found, in Chinese, without a full stop.
    pub reason: String,
}

/// Deductions for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group<'a> {
    reason: &'a str,
    times: usize,
    points: u32,
}

/// Deductions by reason.
pub(crate) fn grouped(deductions: &[Deduction]) -> Vec<Group<'_>> {
    let mut by_reason: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for Deduction { reason, points, .. } in deductions {
        let group = by_reason.entry(reason).or_insert(Group { reason, times: 0, points: 0 });
        group.times += 1;
        group.points = group.points.saturating_add(*points);
    }
    by_reason.into_values().collect()
}

impl Group<'_> {
    /// `出现“资金闲置”偏差（2次）`
    pub(crate) fn told(&self) -> String {
        if self.times > 1 { format!("{}（{}次）", self.reason, self.times) } else { self.reason.to_owned() }
    }

    /// `出现“资金闲置”偏差（2次），扣0.2分`
    pub(crate) fn told_with_points(&self) -> String {
        format!("{}，扣{}分", self.told(), super::words::points(self.points))
    }
}
