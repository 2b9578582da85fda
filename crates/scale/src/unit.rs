use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Region;

/// A unit in a nation: codes of units (单位代码) are given out by each region, so a region's code stands before them:
/// `430102-101001`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitId(String);

impl UnitId {
    /// The unit that a region knows by a code.
    #[must_use]
    pub fn new(region: &Region, code: &str) -> Self {
        Self(format!("{region}-{code}"))
    }

    /// Reads `430102-101001`; none when no region's code stands before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (region, code) = text.trim().split_once('-')?;
        (!code.is_empty()).then_some(())?;
        Some(Self::new(&Region::parse(region)?, code))
    }

    /// The whole of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of its region.
    #[must_use]
    pub fn region(&self) -> &str {
        self.0.split_once('-').map_or("", |(region, _)| region)
    }

    /// Its code in its region, as its books have it.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.split_once('-').map_or("", |(_, code)| code)
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
