use crate::Result;

/// In what units are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// “三公”经费 of fiscal appropriation a person, in 分.
    ThreePublic,
    /// 公用经费 a person, in 分.
    Office,
    /// 本年支出 a person, in 分.
    Spending,
    /// How much of the year's payments was made by the end of June, in hundredths of a percent.
    HalfYear,
    /// How much was made in December, in hundredths of a percent.
    December,
}

impl Measure {
    /// All.
    pub const ALL: [Self; 5] = [Self::ThreePublic, Self::Office, Self::Spending, Self::HalfYear, Self::December];

    /// The Chinese name, with what it is counted in.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThreePublic => "人均“三公”经费（元）",
            Self::Office => "人均公用经费（元）",
            Self::Spending => "人均支出（元）",
            Self::HalfYear => "上半年支出占全年（%）",
            Self::December => "12月支出占全年（%）",
        }
    }

    /// A unit's value, from its staff and the sums of [`query`].
    pub(super) fn of(self, staff: i64, amount: impl Fn(&str) -> Result<i64>) -> Result<Option<i64>> {
        let (part, whole) = match self {
            Self::ThreePublic => (amount("three_public")?, staff),
            Self::Office => (amount("office")?, staff),
            Self::Spending => (amount("spent")?, staff),
            Self::HalfYear => (amount("half_year")?, amount("paid")?),
            Self::December => (amount("december")?, amount("paid")?),
        };
        let times = if matches!(self, Self::HalfYear | Self::December) { 10_000 } else { 1 };
        let value = (whole > 0).then(|| i128::from(part) * times / i128::from(whole));
        Ok(value.and_then(|value| i64::try_from(value).ok()))
    }
}

/// What is asked of each unit: classifications from the totals, months from the payments. The digits of a line are those of
/// [`crate::LineKey`]; the codes are 因公出国、公务接待、公务用车运行维护 and 公务用车购置.
pub(super) fn query(year: u16) -> String {
    format!(
        "SELECT units.unit, units.name, units.kind, units.staff, spent, three_public, office, paid, half_year, december \
         FROM units \
         JOIN (SELECT unit, SUM(amount) AS spent, \
           SUM(amount) FILTER (WHERE line % 100000 IN (30212, 30217, 30231, 30913, 31013) \
             AND line / 10000000000000 % 10 <= 3) AS three_public, \
           SUM(amount) FILTER (WHERE line / 100000 % 10 = 2) AS office \
           FROM totals WHERE line / 100000000000000 % 10 = 3 GROUP BY unit) AS sums ON sums.unit = units.unit \
         JOIN (SELECT unit, SUM(amount) AS paid, \
           SUM(amount) FILTER (WHERE date < DATE '{year}-07-01') AS half_year, \
           SUM(amount) FILTER (WHERE date >= DATE '{year}-12-01') AS december \
           FROM payments GROUP BY unit) AS months ON months.unit = units.unit"
    )
}
