/// 一级指标, in the order of the official forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FirstLevel {
    /// 预算执行率
    Execution,
    /// 成本指标
    Cost,
    /// 产出指标
    Output,
    /// 效益指标
    Benefit,
    /// 满意度指标
    Satisfaction,
}

impl FirstLevel {
    /// All, in the order of the official forms.
    pub const ALL: [Self; 5] = [Self::Execution, Self::Cost, Self::Output, Self::Benefit, Self::Satisfaction];

    /// The official name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Execution => "预算执行率",
            Self::Cost => "成本指标",
            Self::Output => "产出指标",
            Self::Benefit => "效益指标",
            Self::Satisfaction => "满意度指标",
        }
    }
}

/// 二级指标, in the order of the official forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// 预算执行率, which has no second level.
    Execution,
    /// 经济成本指标
    EconomicCost,
    /// 社会成本指标
    SocialCost,
    /// 生态环境成本指标
    EcologicalCost,
    /// 数量指标
    Quantity,
    /// 质量指标
    Quality,
    /// 时效指标
    Timeliness,
    /// 经济效益指标
    EconomicBenefit,
    /// 社会效益指标
    SocialBenefit,
    /// 生态效益指标
    EcologicalBenefit,
    /// 可持续影响指标
    Sustainability,
    /// 服务对象满意度指标
    Satisfaction,
}

impl Dimension {
    /// The 一级指标 under which it stands.
    #[must_use]
    pub const fn first_level(self) -> FirstLevel {
        match self {
            Self::Execution => FirstLevel::Execution,
            Self::EconomicCost | Self::SocialCost | Self::EcologicalCost => FirstLevel::Cost,
            Self::Quantity | Self::Quality | Self::Timeliness => FirstLevel::Output,
            Self::EconomicBenefit | Self::SocialBenefit | Self::EcologicalBenefit | Self::Sustainability => {
                FirstLevel::Benefit
            }
            Self::Satisfaction => FirstLevel::Satisfaction,
        }
    }
}

/// How an actual value is compared with the target (指标方向).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// >
    Above,
    /// <
    Below,
    /// Done by a day (期限).
    By,
    /// In words (定性); evidence says to what per cent they are fulfilled.
    Qualitative,
}

/// How an actual value comes from a register (取值方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aggregation {
    /// 件数: how many items there are.
    Count,
    /// 求和: the sum of their values.
    Sum,
    /// 平均: the mean of their values.
    Average,
    /// 比率: the sum of their values in per cent of the sum of their bases.
    Ratio,
    /// 达标占比: the items that reach the threshold, in per cent of all.
    Share,
    /// 最新值: the value of the latest item.
    Latest,
    /// 完成日: the day of the latest item.
    LastDay,
    /// 单位成本: money paid, in yuan, for each of the sum of values.
    UnitCost,
    /// 执行率: money paid in per cent of the budget; needs no register.
    Execution,
}

impl Aggregation {
    /// Whether it counts or adds up things, of which there cannot be less than none.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Count | Self::Sum | Self::Ratio | Self::UnitCost)
    }
}

/// How points are given for what was reached (计分方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scoring {
    /// 按比例: weight × what was reached of the target, at most the weight; nothing below the pass line, if there is one.
    Proportional,
    /// 是否: all or nothing.
    AllOrNothing,
    /// 档次: for qualitative targets, by tiers of fulfilment.
    Tiers,
    /// 满意度: all points from 90 per cent on, none below 60, in proportion between.
    Satisfaction,
    /// 扣分: the weight less the points that evidence takes away.
    Deduction,
}
