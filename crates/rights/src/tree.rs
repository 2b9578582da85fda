use std::collections::BTreeMap;

/// Which unit is above which (单位层级).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTree {
    parents: BTreeMap<String, Option<String>>,
}

impl UnitTree {
    /// Of the units of a year's books.
    #[must_use]
    pub fn new(units: &[juesuan_books::Unit]) -> Self {
        Self { parents: units.iter().map(|unit| (unit.code.clone(), unit.parent.clone())).collect() }
    }

    /// Whether `unit` is `above` or stands below it. The empty code is above all units.
    #[must_use]
    pub fn covers(&self, above: &str, unit: &str) -> bool {
        if above.is_empty() {
            return true;
        }
        // Books whose units stand in a circle must not hold us up: no way is longer than there are units.
        let mut at = Some(unit);
        for _ in 0..=self.parents.len() {
            match at {
                Some(code) if code == above => return true,
                Some(code) => at = self.parents.get(code).and_then(Option::as_deref),
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use juesuan_books::{Unit, UnitKind};

    use super::*;

    fn tree(units: &[(&str, Option<&str>)]) -> UnitTree {
        let unit = |&(code, parent): &(&str, Option<&str>)| Unit {
            code: code.to_owned(),
            name: code.to_owned(),
            parent: parent.map(str::to_owned),
            kind: UnitKind::Administrative,
        };
        UnitTree::new(&units.iter().map(unit).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_below_is_covered() {
        let tree = tree(&[("101", None), ("101002", Some("101")), ("10100201", Some("101002")), ("102", None)]);
        for (above, unit) in [("101", "101"), ("101", "10100201"), ("101002", "10100201"), ("", "102"), ("x", "x")] {
            assert!(tree.covers(above, unit), "{above} {unit}");
        }
        // A code that begins alike is not below.
        for (above, unit) in [("101002", "101"), ("102", "101"), ("10", "101"), ("101", ""), ("101", "101003")] {
            assert!(!tree.covers(above, unit), "{above} {unit}");
        }
    }

    #[test]
    fn a_circle_is_no_way_up() {
        let tree = tree(&[("1", Some("2")), ("2", Some("1")), ("3", Some("3"))]);
        assert!(tree.covers("1", "2") && tree.covers("2", "1"));
        assert!(!tree.covers("9", "1") && !tree.covers("1", "3"));
    }
}
