use crate::columns::Column;

use super::{
    Balance, BudgetChange, Comparative, ContractRecord, CorrectionRecord, Equipment, EvidenceRecord, GatheringRecord,
    GoalRecord, IndicatorRecord, LinkRecord, Passage, Payment, Reason, Receipt, ReceptionRecord, Tabular, TargetRecord,
    TripRecord, UnitRecord, Vehicle,
};

/// The kinds of records, in the order in which templates and summaries list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 单位
    Units,
    /// 预算指标
    Budget,
    /// 收入
    Receipts,
    /// 支付
    Payments,
    /// 结转结余
    Balances,
    /// 因公出国
    Trips,
    /// 公务接待
    Receptions,
    /// 车辆
    Vehicles,
    /// 大型设备
    Equipment,
    /// 采购合同
    Contracts,
    /// 会议培训
    Gatherings,
    /// 文字材料
    Passages,
    /// 绩效指标
    Indicators,
    /// 上年数
    Comparatives,
    /// 原因
    Reasons,
    /// 绩效目标
    Goals,
    /// 指标设定
    Targets,
    /// 预算挂钩
    Links,
    /// 佐证
    Evidence,
    /// 整改
    Corrections,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 20] = [
        Self::Units,
        Self::Budget,
        Self::Receipts,
        Self::Payments,
        Self::Balances,
        Self::Trips,
        Self::Receptions,
        Self::Vehicles,
        Self::Equipment,
        Self::Contracts,
        Self::Gatherings,
        Self::Passages,
        Self::Indicators,
        Self::Comparatives,
        Self::Reasons,
        Self::Goals,
        Self::Targets,
        Self::Links,
        Self::Evidence,
        Self::Corrections,
    ];

    /// Its id in `columns.toml`: `payments`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Budget => "budget",
            Self::Receipts => "receipts",
            Self::Payments => "payments",
            Self::Balances => "balances",
            Self::Trips => "trips",
            Self::Receptions => "receptions",
            Self::Vehicles => "vehicles",
            Self::Equipment => "equipment",
            Self::Contracts => "contracts",
            Self::Gatherings => "gatherings",
            Self::Passages => "passages",
            Self::Indicators => "indicators",
            Self::Comparatives => "comparatives",
            Self::Reasons => "reasons",
            Self::Goals => "goals",
            Self::Targets => "targets",
            Self::Links => "links",
            Self::Evidence => "evidence",
            Self::Corrections => "corrections",
        }
    }

    /// The kind of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The Chinese name: 支付.
    #[must_use]
    pub fn name(self) -> &'static str {
        crate::columns::layout(self).name()
    }

    /// The ids of its columns in the order of [`crate::Record::cells`].
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Units => UnitRecord::COLUMNS,
            Self::Budget => BudgetChange::COLUMNS,
            Self::Receipts => Receipt::COLUMNS,
            Self::Payments => Payment::COLUMNS,
            Self::Balances => Balance::COLUMNS,
            Self::Trips => TripRecord::COLUMNS,
            Self::Receptions => ReceptionRecord::COLUMNS,
            Self::Vehicles => Vehicle::COLUMNS,
            Self::Equipment => Equipment::COLUMNS,
            Self::Contracts => ContractRecord::COLUMNS,
            Self::Gatherings => GatheringRecord::COLUMNS,
            Self::Passages => Passage::COLUMNS,
            Self::Indicators => IndicatorRecord::COLUMNS,
            Self::Comparatives => Comparative::COLUMNS,
            Self::Reasons => Reason::COLUMNS,
            Self::Goals => GoalRecord::COLUMNS,
            Self::Targets => TargetRecord::COLUMNS,
            Self::Links => LinkRecord::COLUMNS,
            Self::Evidence => EvidenceRecord::COLUMNS,
            Self::Corrections => CorrectionRecord::COLUMNS,
        }
    }

    /// The official Chinese headings of its columns, in the same order.
    #[must_use]
    pub fn headings(self) -> Vec<&'static str> {
        crate::columns::layout(self).columns().iter().map(|column| column.heading()).collect()
    }

    /// All headings under which each of its columns is known, in the same order, the official one first.
    #[must_use]
    pub fn aliases(self) -> Vec<Vec<&'static str>> {
        let all = |column: &'static Column| std::iter::once(column.heading()).chain(column.aliases()).collect();
        crate::columns::layout(self).columns().iter().map(all).collect()
    }
}
