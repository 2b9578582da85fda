use super::Tabular;
use crate::VehicleUse;
use crate::columns::{Choice, YesNo};
use crate::import::Row;

/// A vehicle of a unit at the year's end, or several alike (公务用车).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Vehicle<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// Its use.
    pub used_for: VehicleUse,
    /// 车牌号; may be empty.
    pub plate: &'a str,
    /// How many are alike.
    pub count: u32,
    /// Whether its running is paid from fiscal appropriation (开支财政拨款的公务用车保有量).
    pub kept: bool,
    /// Whether it was bought or renewed in the year.
    pub bought: bool,
    /// What it is, for those of other uses; may be empty.
    pub note: &'a str,
}

pub(crate) const PLATE: usize = 2;
const COUNT: usize = 3;
const KEPT: usize = 4;
const BOUGHT: usize = 5;

impl<'a> Tabular<'a> for Vehicle<'a> {
    const COLUMNS: &'static [&'static str] =
        &["unit", "vehicle-use", "vehicle", "vehicles", "kept", "bought", "vehicle-note"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            used_for: row.choice(1),
            plate: row.text(PLATE),
            count: if row.given(COUNT) { row.count(COUNT) } else { 1 },
            kept: !row.given(KEPT) || row.choice::<YesNo>(KEPT) == YesNo::Yes,
            bought: row.given(BOUGHT) && row.choice::<YesNo>(BOUGHT) == YesNo::Yes,
            note: row.text(6),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.used_for.label().to_owned(),
            self.plate.to_owned(),
            self.count.to_string(),
            YesNo::from(self.kept).label().to_owned(),
            YesNo::from(self.bought).label().to_owned(),
            self.note.to_owned(),
        ]
    }
}
