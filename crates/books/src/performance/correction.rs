/// What monitoring finds (偏差类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeviationKind {
    /// 执行滞后: money is spent later than planned.
    SlowSpending,
    /// 绩效滞后: an indicator is behind its trajectory.
    BehindTrajectory,
    /// 预测不达标: at this pace the target will not be reached.
    Shortfall,
    /// 钱快事慢: money is ahead of results.
    MoneyAhead,
    /// 花钱无产出: money without results.
    MoneyWithoutResults,
    /// 有产出无效益: results without effect.
    ResultsWithoutEffect,
    /// 单位成本偏高
    UnitCost,
    /// 资金闲置
    IdleMoney,
    /// 年底突击花钱
    YearEndRush,
    /// 拆分支付
    SplitPayments,
}

/// A step in a correction (环节).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// 交办: opened, with a section and a deadline.
    Assign,
    /// 办理: the section names cause and measure.
    Handle,
    /// 审批: the measure is approved, and takes effect.
    Approve,
    /// 反馈: the section reports that it is done.
    Report,
    /// 核验: found to be done.
    Verify,
    /// 办结
    Close,
    /// 退回: what was handed in is not enough.
    Return,
    /// 重开: the deviation is there still, or again.
    Reopen,
    /// 督办升级: the deadline has passed.
    Escalate,
}

/// In which role somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 绩效管理岗, who opens, verifies and closes.
    Performance,
    /// 责任科室, who handles and reports.
    Section,
    /// 分管领导, who approves.
    Leader,
    /// 审计监督, who may verify and reopen.
    Audit,
}

/// What is done against a deviation (措施).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Remedy {
    /// 加快推进: nothing in the books changes.
    SpeedUp,
    /// 暂停支付: no payments of the project until they are resumed.
    Pause,
    /// 恢复支付
    Resume,
    /// 调剂: budget moves to another line.
    Move,
    /// 收回: budget is withdrawn.
    Withdraw,
    /// 调整目标: the target is revised; the old one stays visible.
    Revise,
    /// 其他
    Other,
}

impl Remedy {
    /// Whether it touches money, payments or targets, so that a 分管领导 must approve it.
    #[must_use]
    pub const fn needs_approval(self) -> bool {
        matches!(self, Self::Pause | Self::Resume | Self::Move | Self::Withdraw | Self::Revise)
    }
}
