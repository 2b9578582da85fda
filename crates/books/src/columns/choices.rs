use super::Choice;
use crate::{
    Aggregation, ChangeKind, Comparison, DeviationKind, Dimension, Fund, GatheringKind, Nature, ProcurementKind,
    Remedy, Role, Scoring, Section, Step, SupplierSize, UnitKind, VehicleUse,
};

/// 是 or 否.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YesNo {
    /// 否
    No,
    /// 是
    Yes,
}

impl From<bool> for YesNo {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// The level of an indicator (指标级次).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// 一级指标
    First,
    /// 二级指标
    Second,
}

impl Level {
    /// 1 or 2.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The level of a number; there are no more than two.
    pub(crate) const fn from_number(number: u8) -> Self {
        if number <= 1 { Self::First } else { Self::Second }
    }
}

/// Says by which id of which set the data knows each value of an enumeration.
macro_rules! choices {
    ($($type:ident = $set:literal { $($variant:ident = $id:literal),+ $(,)? })+) => {
        $(impl Choice for $type {
            const SET: &'static str = $set;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id),+
                }
            }
        })+

        #[cfg(test)]
        #[test]
        fn code_and_data_name_the_same_choices() {
            $(
                let ids: Vec<&str> = super::vocabulary($set).ids().collect();
                let known: Vec<&str> = <$type as Choice>::ALL.iter().map(|choice| choice.id()).collect();
                for &choice in <$type as Choice>::ALL {
                    assert_eq!(super::vocabulary($set).find(choice.label()), Some(choice.id()));
                }
                assert_eq!(ids, known, $set);
            )+
        }
    };
}

choices! {
    Fund = "fund" {
        General = "general", GovernmentFund = "fund", StateCapital = "state-capital", Superior = "superior",
        Business = "business", Operating = "operating", Affiliated = "affiliated", Other = "other",
    }
    Nature = "nature" {
        Staff = "staff", Office = "office", Project = "project", ToSuperior = "to-superior", Operating = "operating",
        Affiliated = "affiliated",
    }
    UnitKind = "unit-kind" {
        Administrative = "administrative", Participating = "participating", Institution = "institution",
    }
    ChangeKind = "change" {
        Initial = "initial", Carried = "carried", Added = "added", Cut = "cut", MovedIn = "moved-in",
        MovedOut = "moved-out", Withdrawn = "withdrawn",
    }
    VehicleUse = "vehicle-use" {
        Ministerial = "ministerial", Principal = "principal", Confidential = "confidential", Emergency = "emergency",
        LawEnforcement = "law-enforcement", Special = "special", Retired = "retired", Other = "other",
    }
    ProcurementKind = "procurement" { Goods = "goods", Works = "works", Services = "services" }
    SupplierSize = "supplier" { Large = "large", Medium = "medium", Small = "small" }
    GatheringKind = "gathering" { Meeting = "meeting", Training = "training", Event = "event" }
    Section = "section" {
        Duty = "duty", Office = "office", Management = "management", Overview = "overview", Problems = "problems",
    }
    Dimension = "dimension" {
        Execution = "execution", EconomicCost = "economic-cost", SocialCost = "social-cost",
        EcologicalCost = "ecological-cost", Quantity = "quantity", Quality = "quality", Timeliness = "timeliness",
        EconomicBenefit = "economic-benefit", SocialBenefit = "social-benefit",
        EcologicalBenefit = "ecological-benefit", Sustainability = "sustainability", Satisfaction = "satisfaction",
    }
    Comparison = "comparison" {
        AtLeast = "at-least", AtMost = "at-most", Equal = "equal", Above = "above", Below = "below", By = "by",
        Qualitative = "qualitative",
    }
    Aggregation = "aggregation" {
        Count = "count", Sum = "sum", Average = "average", Ratio = "ratio", Share = "share", Latest = "latest",
        LastDay = "last-day", UnitCost = "unit-cost", Execution = "execution",
    }
    Scoring = "scoring" {
        Proportional = "proportional", AllOrNothing = "all-or-nothing", Tiers = "tiers",
        Satisfaction = "satisfaction", Deduction = "deduction",
    }
    DeviationKind = "deviation" {
        SlowSpending = "slow-spending", BehindTrajectory = "behind-trajectory", Shortfall = "shortfall",
        MoneyAhead = "money-ahead", MoneyWithoutResults = "money-without-results",
        ResultsWithoutEffect = "results-without-effect", UnitCost = "unit-cost", IdleMoney = "idle-money",
        YearEndRush = "year-end-rush", SplitPayments = "split-payments",
    }
    Step = "step" {
        Assign = "assign", Handle = "handle", Approve = "approve", Report = "report", Verify = "verify",
        Close = "close", Return = "return", Reopen = "reopen", Escalate = "escalate",
    }
    Role = "role" { Performance = "performance", Section = "section", Leader = "leader", Audit = "audit" }
    Remedy = "remedy" {
        SpeedUp = "speed-up", Pause = "pause", Resume = "resume", Move = "move", Withdraw = "withdraw",
        Revise = "revise", Other = "other",
    }
    Level = "level" { First = "first", Second = "second" }
    YesNo = "yes-no" { Yes = "yes", No = "no" }
}

#[cfg(test)]
mod tests {
    use crate::columns::vocabulary;

    #[test]
    fn words_and_codes_mean_the_same() {
        let fund = vocabulary("fund");
        for text in ["一般公共预算", "111-一般公共预算拨款", "11", "１１１", " 一般公共预算财政拨款 "]
        {
            assert_eq!(fund.find(text), Some("general"), "{text}");
        }
        assert_eq!(fund.find("2"), Some("business"));
        assert_eq!(fund.find("33 附属"), Some("affiliated"));
        assert_eq!(fund.find("1"), None);
        assert_eq!(fund.find("14"), None);
        let nature = vocabulary("nature");
        for (text, id) in [("21", "office"), ("22", "project"), ("3", "project"), ("31", "project"), ("1", "staff")] {
            assert_eq!(nature.find(text), Some(id), "{text}");
        }
        assert_eq!(nature.find("2"), None);
        assert_eq!(nature.find("基本支出"), None);
        assert_eq!(vocabulary("procurement").find("A02 货物"), Some("goods"));
    }
}
