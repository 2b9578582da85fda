use juesuan_books::DeviationKind;

/// What is watched: a project, one of its indicators, or an indicator of 整体支出.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// Index of the project; none for 整体支出.
    pub project: Option<usize>,
    /// Index of the indicator; none where it is about money alone.
    pub target: Option<usize>,
}

/// A traffic light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Light {
    /// As planned.
    Green,
    /// To be watched (黄灯预警).
    Yellow,
    /// To be corrected (红灯预警).
    Red,
}

impl Light {
    /// The Chinese word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "绿灯",
            Self::Yellow => "黄灯",
            Self::Red => "红灯",
        }
    }
}

/// A deviation: from when to when one kind of it was there without a break; it ends once its rule has been silent for some
/// days (观察期).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// 偏差类型
    pub kind: DeviationKind,
    /// What deviates.
    pub subject: Subject,
    /// The first day of the year (from 1) on which it was there.
    pub from: u16,
    /// The last day on which it was there; none while it is.
    pub until: Option<u16>,
    /// The worst light that it had.
    pub light: Light,
}
