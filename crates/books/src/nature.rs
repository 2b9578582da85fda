/// What expenditure is for (支出性质): the columns of 公开03表, with basic expenditure split as 公开06表 splits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nature {
    /// 基本支出：人员经费
    Staff,
    /// 基本支出：公用经费
    Office,
    /// 项目支出
    Project,
    /// 上缴上级支出
    ToSuperior,
    /// 经营支出
    Operating,
    /// 对附属单位补助支出
    Affiliated,
}

impl Nature {
    /// All, in the order of the official tables.
    pub const ALL: [Self; 6] =
        [Self::Staff, Self::Office, Self::Project, Self::ToSuperior, Self::Operating, Self::Affiliated];

    /// Whether it is basic expenditure (基本支出).
    #[must_use]
    pub const fn is_basic(self) -> bool {
        matches!(self, Self::Staff | Self::Office)
    }

    /// The id under which the form data knows it: `staff`, `office`, `project` …
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Office => "office",
            Self::Project => "project",
            Self::ToSuperior => "to-superior",
            Self::Operating => "operating",
            Self::Affiliated => "affiliated",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Staff => "人员经费",
            Self::Office => "公用经费",
            Self::Project => "项目支出",
            Self::ToSuperior => "上缴上级支出",
            Self::Operating => "经营支出",
            Self::Affiliated => "对附属单位补助支出",
        }
    }
}
