use serde::Deserialize;

/// Thresholds of monitoring (`[monitor]`); `data/settings.toml` says what each of them means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitorSettings {
    /// 小额不论: least money, yuan.
    pub minimum_amount: u32,
    /// 佐证登记宽限: days that evidence may be late.
    pub evidence_days: u16,
    /// 样本下限: least items of a share, ratio or average.
    pub minimum_items: u32,
    /// 观察期: days that a light stays yellow after the last alarm.
    pub calm_days: u16,
    /// 全年的灯
    pub year: Year,
    /// 执行滞后
    pub slow_spending: SlowSpending,
    /// 绩效滞后
    pub behind_trajectory: BehindTrajectory,
    /// 预测不达标
    pub shortfall: Shortfall,
    /// 钱快事慢
    pub money_ahead: MoneyAhead,
    /// 花钱无产出
    pub money_without_results: MoneyWithoutResults,
    /// 有产出无效益
    pub results_without_effect: ResultsWithoutEffect,
    /// 单位成本偏高
    pub unit_cost: UnitCost,
    /// 资金闲置
    pub idle_money: IdleMoney,
    /// 年底突击花钱
    pub year_end_rush: YearEndRush,
    /// 拆分支付
    pub split_payments: SplitPayments,
}

/// Declares the thresholds of one rule: all are whole numbers.
macro_rules! thresholds {
    ($($(#[$about:meta])+ $name:ident { $($(#[$doc:meta])+ $field:ident),* $(,)? })+) => {
        $($(#[$about])+
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Where the light turns yellow.
            pub yellow: u32,
            /// Where the light turns red.
            pub red: u32,
            $($(#[$doc])+ pub $field: u32,)*
        })+
    };
}

thresholds! {
    /// `[monitor.year]`, per cent of the budget that belongs to projects with a red light.
    Year {}
    /// `[monitor.slow_spending]`, points of the budget.
    SlowSpending {
        /// Days that a payment may be late.
        grace_days,
        /// Days between two payments that are never too many.
        least_days,
        /// Days between two payments that are always too many.
        most_days,
    }
    /// `[monitor.behind_trajectory]`, per cent of what is due.
    BehindTrajectory {
        /// Points of the year's target.
        points,
        /// Hundredths of the root of the number due.
        chance,
    }
    /// `[monitor.shortfall]`, per cent of the target.
    Shortfall {
        /// Weeks on which a forecast rests.
        window_weeks,
        /// Weeks that it needs.
        least_weeks,
        /// Per cent of the target that must have been due.
        least_due,
        /// Hundredths of a standard deviation on each side.
        band,
        /// Per cent by which the pace of the rest of the year may be another (one standard deviation).
        drift,
    }
    /// `[monitor.money_ahead]`, points of the budget.
    MoneyAhead {}
    /// `[monitor.money_without_results]`, per cent of the budget.
    MoneyWithoutResults {
        /// Days without output.
        days,
        /// Points of the output that were due in them.
        points,
    }
    /// `[monitor.results_without_effect]`, points of the effect.
    ResultsWithoutEffect {
        /// Per cent of the output that is there.
        output,
    }
    /// `[monitor.unit_cost]`, per cent above the reference.
    UnitCost {
        /// Hundredths of the median absolute deviation of the peers.
        peer_spread,
        /// Per cent above the median of the peers.
        peer_percent,
        /// How many peers it takes.
        least_peers,
        /// Days that payments may be ahead of what they pay for.
        advance_days,
        /// Items of evidence that it takes.
        least_items,
        /// Per cent of the output that must be there.
        least_output,
    }
    /// `[monitor.idle_money]`, days without a payment.
    IdleMoney {
        /// Per cent of the budget that lies unused.
        unused,
        /// Points of the budget that are due and not paid.
        points,
    }
    /// `[monitor.year_end_rush]`, points of the budget.
    YearEndRush {
        /// How many days the end of the year has.
        last_days,
    }
}

/// `[monitor.split_payments]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitPayments {
    /// The limit under which payments are kept, yuan.
    pub limit: u32,
    /// Per cent of the limit under which a payment is too small to be a part.
    pub part: u32,
    /// Days within which they are made.
    pub days: u32,
    /// How many it takes for a yellow light.
    pub payments: u32,
    /// How many it takes for a red one.
    pub red: u32,
}
