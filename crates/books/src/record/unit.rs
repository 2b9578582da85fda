use super::Tabular;
use crate::columns::Choice;
use crate::import::Row;
use crate::{Unit, UnitKind};

/// A department or unit (单位).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Code of the department above it; none for the department itself.
    pub parent: Option<&'a str>,
    /// What kind of unit it is.
    pub unit_kind: UnitKind,
}

impl UnitRecord<'_> {
    /// The unit as books name it.
    #[must_use]
    pub fn to_unit(&self) -> Unit {
        Unit {
            code: self.unit.to_owned(),
            name: self.name.to_owned(),
            parent: self.parent.map(str::to_owned),
            kind: self.unit_kind,
        }
    }
}

pub(crate) const UNIT: usize = 0;
pub(crate) const NAME: usize = 1;
pub(crate) const PARENT: usize = 2;
pub(crate) const KIND: usize = 3;

impl<'a> Tabular<'a> for UnitRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "unit-name", "parent", "unit-kind"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        let unit = row.unit(UNIT);
        // Exports give the department itself as its own department.
        let parent = Some(row.unit(PARENT)).filter(|&parent| !parent.is_empty() && parent != unit);
        Self { unit, name: row.text(NAME), parent, unit_kind: row.choice(KIND) }
    }

    fn cells(&self) -> Vec<String> {
        let parent = self.parent.unwrap_or_default();
        vec![self.unit.to_owned(), self.name.to_owned(), parent.to_owned(), self.unit_kind.label().to_owned()]
    }
}
