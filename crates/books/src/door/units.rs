use rustc_hash::FxHashMap;

use crate::import::{Fault, Spot};
use crate::record::unit;
use crate::{Kind, Record};

/// 单位: every record belongs to a unit that the books describe.
#[derive(Default)]
pub(super) struct Units {
    numbers: FxHashMap<String, u32>,
    units: Vec<Named>,
}

/// A unit that a record names.
struct Named {
    code: String,
    /// Whether a unit record describes it.
    described: bool,
    /// Where it was named first, and by what kind of record.
    first: (Spot, Kind),
}

/// The number of no unit.
pub(super) const NO_UNIT: u32 = u32::MAX;

/// How many units one set of books may have.
const MOST: usize = u16::MAX as usize;

impl Units {
    /// The number of a record's unit.
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot) -> u32 {
        let code = record.unit();
        if code.is_empty() {
            return NO_UNIT;
        }
        let number = match self.numbers.get(code) {
            Some(&number) => number,
            None => {
                let number = u32::try_from(self.units.len()).unwrap_or(NO_UNIT);
                self.numbers.insert(code.to_owned(), number);
                self.units.push(Named { code: code.to_owned(), described: false, first: (spot, record.kind()) });
                number
            }
        };
        if matches!(record, Record::Unit(_)) {
            self.units[number as usize].described = true;
        }
        number
    }

    /// What to do about a unit that nothing describes.
    fn remedy(&self, code: &str) -> String {
        let bare = |code: &str| code.trim_start_matches('0').to_owned();
        let meant = self.units.iter().find(|unit| unit.described && bare(&unit.code) == bare(code));
        match meant {
            Some(unit) => {
                format!("单位表中有“{}”，代码前面的0可能被电子表格去掉了；请把这一列设为文本格式后重填", unit.code)
            }
            None => "请在“单位”表中补上它的代码、名称和类型，或改正代码".to_owned(),
        }
    }

    /// Units that nothing describes.
    pub(super) fn close(&self) -> Vec<(Spot, Fault)> {
        let unknown = self.units.iter().filter(|unit| !unit.described).map(|unit| {
            let (spot, kind) = unit.first;
            let fault = Fault {
                rule: "unknown-unit",
                column: Some(column(kind)),
                wrong: format!("单位“{}”不在单位表中", unit.code),
                remedy: self.remedy(&unit.code),
            };
            (spot, fault)
        });
        let too_many = (self.units.len() > MOST).then(|| {
            let fault = Fault {
                rule: "too-many-units",
                column: Some(unit::UNIT),
                wrong: format!("单位超过{MOST}个"),
                remedy: "请按部门分别建账".to_owned(),
            };
            (self.units[MOST].first.0, fault)
        });
        unknown.chain(too_many).collect()
    }
}

/// The column of the unit in a kind of record.
fn column(kind: Kind) -> usize {
    kind.columns().iter().position(|&id| id == "unit").unwrap_or_default()
}
