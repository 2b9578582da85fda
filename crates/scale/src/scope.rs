use std::collections::BTreeSet;

use crate::{Region, UnitId};

/// Which units are added up: those of some regions with all below them, or units that are named one by one. By default all.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    regions: Vec<Region>,
    units: Option<BTreeSet<UnitId>>,
}

impl Scope {
    /// All units of these regions and of the regions in them; of no region, all units there are.
    #[must_use]
    pub const fn regions(regions: Vec<Region>) -> Self {
        Self { regions, units: None }
    }

    /// Exactly these units.
    #[must_use]
    pub fn of_units(units: impl IntoIterator<Item = UnitId>) -> Self {
        Self { regions: Vec::new(), units: Some(units.into_iter().collect()) }
    }

    /// The units, where they are named one by one.
    #[must_use]
    pub const fn units(&self) -> Option<&BTreeSet<UnitId>> {
        self.units.as_ref()
    }

    /// Whether units of a region may be in it.
    #[must_use]
    pub fn takes_region(&self, code: &str) -> bool {
        let named = |units: &BTreeSet<UnitId>| units.iter().any(|unit| unit.region() == code);
        (self.regions.is_empty() || self.regions.iter().any(|region| region.holds(code)))
            && self.units.as_ref().is_none_or(named)
    }

    /// Whether a unit is in it.
    #[must_use]
    pub fn takes(&self, unit: &UnitId) -> bool {
        (self.regions.is_empty() || self.regions.iter().any(|region| region.holds(unit.region())))
            && self.units.as_ref().is_none_or(|units| units.contains(unit))
    }
}
