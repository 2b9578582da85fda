/// A department or one of its units (单位).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// 单位代码
    pub code: String,
    /// Full name.
    pub name: String,
    /// Code of the department above it; none for the department itself.
    pub parent: Option<String>,
    /// What kind of unit it is.
    pub kind: UnitKind,
}

/// The kind of a unit; it decides whether its office expenses are agency running costs (机关运行经费).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// 行政单位
    Administrative,
    /// 参照公务员法管理的事业单位
    Participating,
    /// 事业单位
    Institution,
}

impl UnitKind {
    /// Whether its office expenses are agency running costs (机关运行经费).
    #[must_use]
    pub const fn runs_an_agency(self) -> bool {
        matches!(self, Self::Administrative | Self::Participating)
    }
}
