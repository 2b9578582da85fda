/// Where money comes from: the kinds of income of 公开01表, and the funds that expenditure spends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fund {
    /// 一般公共预算财政拨款
    General,
    /// 政府性基金预算财政拨款
    GovernmentFund,
    /// 国有资本经营预算财政拨款
    StateCapital,
    /// 上级补助收入
    Superior,
    /// 事业收入
    Business,
    /// 经营收入
    Operating,
    /// 附属单位上缴收入
    Affiliated,
    /// 其他收入
    Other,
}

impl Fund {
    /// All, in the order of the official tables.
    pub const ALL: [Self; 8] = [
        Self::General,
        Self::GovernmentFund,
        Self::StateCapital,
        Self::Superior,
        Self::Business,
        Self::Operating,
        Self::Affiliated,
        Self::Other,
    ];

    /// The three budgets of fiscal appropriation (财政拨款).
    pub const FISCAL: [Self; 3] = [Self::General, Self::GovernmentFund, Self::StateCapital];

    /// Whether it is fiscal appropriation.
    #[must_use]
    pub const fn is_fiscal(self) -> bool {
        matches!(self, Self::General | Self::GovernmentFund | Self::StateCapital)
    }

    /// The id under which the form data knows it: `general`, `fund`, `state-capital`, `superior` …
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::GovernmentFund => "fund",
            Self::StateCapital => "state-capital",
            Self::Superior => "superior",
            Self::Business => "business",
            Self::Operating => "operating",
            Self::Affiliated => "affiliated",
            Self::Other => "other",
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        crate::columns::Choice::label(self)
    }

    /// The Chinese name of its receipts.
    #[must_use]
    pub const fn income_name(self) -> &'static str {
        match self {
            Self::General => "一般公共预算财政拨款收入",
            Self::GovernmentFund => "政府性基金预算财政拨款收入",
            Self::StateCapital => "国有资本经营预算财政拨款收入",
            Self::Superior => "上级补助收入",
            Self::Business => "事业收入",
            Self::Operating => "经营收入",
            Self::Affiliated => "附属单位上缴收入",
            Self::Other => "其他收入",
        }
    }
}
