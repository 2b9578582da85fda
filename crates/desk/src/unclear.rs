use std::fmt;

use juesuan_books::{DeviationKind, Unit};

/// Something that has to be said, or given, before there is an answer. How that is done depends on where one asks: the command
/// line names its options in place of [`Unclear::remedy`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// There is nothing in the books.
    NoBooks,
    /// Which year: those of the books.
    Year(Vec<u16>),
    /// The books of a year describe no unit.
    NoUnits(u16),
    /// Which unit: the departments of the books.
    Unit(Vec<Unit>),
    /// A year has no goals and no indicators.
    NothingPlanned(u16),
    /// Several units have a correction of the same code.
    UnitOfCorrection {
        /// 整改编号
        code: String,
        /// 单位代码 of those that have it.
        units: Vec<String>,
    },
    /// Who answers for what deviates.
    Section,
    /// Which deviation: those that the monitor finds.
    Deviation(Vec<DeviationKind>),
}

impl Unclear {
    /// What is not clear, in Chinese, without a full stop.
    #[must_use]
    pub fn wrong(&self) -> String {
        match self {
            Self::NoBooks => "账簿里还没有记录".to_owned(),
            Self::Year(years) => {
                format!("账簿里有几个年度：{}", joined(years.iter().map(ToString::to_string)))
            }
            Self::NoUnits(year) => format!("账簿里没有{year}年度的单位信息"),
            Self::Unit(units) => {
                let names = units.iter().take(10).map(|unit| format!("{} {}", unit.code, unit.name));
                format!("账簿里有几个部门：{}", joined(names))
            }
            Self::NothingPlanned(year) => format!("{year}年度还没有绩效目标和指标"),
            Self::UnitOfCorrection { code, units } => {
                format!("几个单位都有整改“{code}”：{}", units.join("、"))
            }
            Self::Section => "没有写责任科室，绩效目标和绩效指标里也没有写明".to_owned(),
            Self::Deviation(kinds) if kinds.is_empty() => "监控发现的偏差：没有".to_owned(),
            Self::Deviation(kinds) => {
                format!("监控发现的偏差：{}", joined(kinds.iter().map(|kind| kind.name().to_owned())))
            }
        }
    }

    /// What to do, in Chinese, without a full stop.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::NoBooks => "请先导入",
            Self::Year(_) => "请指明年度",
            Self::NoUnits(_) => "请先导入单位（单位代码、单位名称）",
            Self::Unit(_) => "请指明单位代码",
            Self::NothingPlanned(_) => "请导入“绩效目标”“指标设定”“预算挂钩”",
            Self::UnitOfCorrection { .. } => "请指明单位",
            Self::Section => "请写明责任科室",
            Self::Deviation(_) => "请指明偏差类型",
        }
    }
}

impl fmt::Display for Unclear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}。{}", self.wrong(), self.remedy())
    }
}

impl std::error::Error for Unclear {}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join("、")
}
