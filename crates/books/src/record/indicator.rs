use juesuan_amount::Fen;

use super::Tabular;
use crate::Indicator;
use crate::columns::{Choice, Level};
use crate::import::Row;

/// An indicator of a unit's self-evaluation (绩效指标). Points are in hundredths: 9.7 分 is 970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IndicatorRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 1 for 一级指标, 2 for 二级指标.
    pub level: u8,
    /// Its name.
    pub name: &'a str,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 得分, hundredths of a point.
    pub score: u32,
    /// What was aimed at and what was reached; may be empty.
    pub text: &'a str,
}

impl IndicatorRecord<'_> {
    /// The fact that the disclosure states.
    #[must_use]
    pub fn to_fact(&self) -> Indicator {
        Indicator {
            level: self.level,
            name: self.name.to_owned(),
            weight: self.weight,
            score: self.score,
            text: self.text.to_owned(),
        }
    }
}

pub(crate) const SCORE: usize = 4;

impl<'a> Tabular<'a> for IndicatorRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "level", "indicator", "weight", "score", "indicator-text"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            level: row.choice::<Level>(1).number(),
            name: row.text(2),
            weight: row.points(3),
            score: row.points(SCORE),
            text: row.text(5),
        }
    }

    fn cells(&self) -> Vec<String> {
        let points = |hundredths: u32| Fen(i64::from(hundredths)).to_string();
        vec![
            self.unit.to_owned(),
            Level::from_number(self.level).label().to_owned(),
            self.name.to_owned(),
            points(self.weight),
            points(self.score),
            self.text.to_owned(),
        ]
    }
}
