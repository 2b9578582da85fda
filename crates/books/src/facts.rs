use std::collections::BTreeMap;

use juesuan_amount::Fen;

/// What the disclosure states besides money by classification; sums over all units that publish together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// 部门职责, one each.
    pub duties: Vec<String>,
    /// 内设机构
    pub offices: Vec<String>,
    /// 因公出国（境）
    pub trips: Vec<Trip>,
    /// 公务接待
    pub receptions: Vec<Reception>,
    /// 公务用车
    pub vehicles: Vehicles,
    /// 单位价值100万元以上设备（不含车辆）, pieces.
    pub equipment: u32,
    /// 政府采购合同
    pub contracts: Vec<Contract>,
    /// 会议、培训和节庆活动
    pub gatherings: Vec<Gathering>,
    /// 预算绩效
    pub performance: Performance,
}

/// A group sent abroad (因公出国（境）团组).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// 团组数
    pub groups: u32,
    /// 人次
    pub persons: u32,
    /// What the journey was for and what it paid.
    pub purpose: String,
}

/// Guests received (公务接待), one record or a sum of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reception {
    /// 批次
    pub batches: u32,
    /// 人次
    pub guests: u32,
    /// Whether they came from abroad (外宾).
    pub foreign: bool,
    /// Occasion.
    pub purpose: String,
}

/// Vehicles at the year's end and bought in the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vehicles {
    /// All vehicles that the units own, by use.
    pub by_use: BTreeMap<VehicleUse, u32>,
    /// 开支财政拨款的公务用车保有量
    pub kept: u32,
    /// Bought or renewed in the year.
    pub bought: u32,
    /// What the vehicles of other uses (其他用车) are.
    pub other_means: String,
}

/// Use of a vehicle, in the order of the official statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VehicleUse {
    /// 副部（省）级及以上领导用车
    Ministerial,
    /// 主要负责人用车
    Principal,
    /// 机要通信用车
    Confidential,
    /// 应急保障用车
    Emergency,
    /// 执法执勤用车
    LawEnforcement,
    /// 特种专业技术用车
    Special,
    /// 离退休干部服务用车
    Retired,
    /// 其他用车
    Other,
}

impl VehicleUse {
    /// All, in the order of the official statement.
    pub const ALL: [Self; 8] = [
        Self::Ministerial,
        Self::Principal,
        Self::Confidential,
        Self::Emergency,
        Self::LawEnforcement,
        Self::Special,
        Self::Retired,
        Self::Other,
    ];

    /// The words of the official statement.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ministerial => "副部（省）级及以上领导用车",
            Self::Principal => "主要负责人用车",
            Self::Confidential => "机要通信用车",
            Self::Emergency => "应急保障用车",
            Self::LawEnforcement => "执法执勤用车",
            Self::Special => "特种专业技术用车",
            Self::Retired => "离退休干部服务用车",
            Self::Other => "其他用车",
        }
    }
}

/// A procurement contract (政府采购合同).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// 合同编号
    pub number: String,
    /// What was bought.
    pub kind: ProcurementKind,
    /// Amount spent under it in the year.
    pub amount: Fen,
    /// The supplier's size.
    pub supplier: SupplierSize,
}

/// 货物、工程、服务
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProcurementKind {
    /// 货物
    Goods,
    /// 工程
    Works,
    /// 服务
    Services,
}

/// Size of a supplier (企业规模).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SupplierSize {
    /// 大型企业 and suppliers that are no enterprise.
    Large,
    /// 中型企业
    Medium,
    /// 小型和微型企业
    Small,
}

/// A meeting, training or event (一般性支出).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathering {
    /// Which of the three.
    pub kind: GatheringKind,
    /// Its name.
    pub name: String,
    /// Who took part; 0 where it was not counted.
    pub persons: u32,
    /// What it was about.
    pub content: String,
    /// What it cost.
    pub amount: Fen,
}

/// 会议、培训、节庆等活动
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GatheringKind {
    /// 会议
    Meeting,
    /// 培训
    Training,
    /// 节庆、晚会、论坛、赛事
    Event,
}

/// The performance part of the disclosure (预算绩效).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Performance {
    /// 绩效管理工作开展情况, a paragraph each.
    pub management: Vec<String>,
    /// 整体支出绩效情况: what was done, before the scores.
    pub overview: Vec<String>,
    /// The tree of indicators in order; leaves have texts.
    pub indicators: Vec<Indicator>,
    /// 存在的问题及原因分析, a paragraph each.
    pub problems: Vec<String>,
}

/// An indicator of the self-evaluation (绩效指标). Points are in hundredths: 9.7 分 is 970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// 1 for 一级指标, 2 for 二级指标.
    pub level: u8,
    /// Its name.
    pub name: String,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 得分, hundredths of a point, as given; an indicator with others below it has their sum.
    pub score: u32,
    /// What was aimed at and what was reached, a sentence or more.
    pub text: String,
}
