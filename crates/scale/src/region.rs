use std::fmt;

use serde::{Deserialize, Serialize};

/// A region's code (行政区划代码): six digits, two each for province, city and county. `430000` is a province's own level
/// (省本级) where units are kept, and the whole province where a region is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Region(String);

impl Region {
    /// Reads six digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self(text.to_owned()))
    }

    /// The region of six digits that are a number below 1,000,000.
    pub(crate) fn of_number(number: u32) -> Self {
        Self(format!("{:06}", number % 1_000_000))
    }

    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits that the codes of all regions in it begin with: `43` for a province, `4301` for a city.
    #[must_use]
    pub fn prefix(&self) -> &str {
        let pairs = (0..3).rev().map(|pair| &self.0[..2 * pair + 2]);
        pairs.into_iter().find(|prefix| !prefix.ends_with("00")).unwrap_or("")
    }

    /// Whether a region's code lies in it.
    #[must_use]
    pub fn holds(&self, code: &str) -> bool {
        code.starts_with(self.prefix())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_holds_its_counties_and_a_nation_all() {
        let region = |text| Region::parse(text).unwrap();
        assert!(region("430100").holds("430102"));
        assert!(region("430100").holds("430100"));
        assert!(!region("430100").holds("430202"));
        assert!(region("430000").holds("430202"));
        assert!(region("000000").holds("110101"));
        assert!(!region("430102").holds("430103"));
        assert_eq!(Region::parse("4301"), None);
    }
}
