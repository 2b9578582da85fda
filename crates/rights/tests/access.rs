//! Whatever units, grants and limits: a token gives a part of what its person has, and lists agree with questions.

use juesuan_books::{Unit, UnitKind};
use juesuan_rights::{Access, Grant, Right, Role, UnitTree};
use proptest::prelude::*;

const UNITS: usize = 6;

/// Units 0 to 5, each below any other, below itself, or below none.
fn trees() -> impl Strategy<Value = UnitTree> {
    prop::collection::vec(prop::option::of(0..UNITS), UNITS).prop_map(|parents| {
        let unit = |(code, parent): (usize, Option<usize>)| Unit {
            code: code.to_string(),
            name: code.to_string(),
            parent: parent.map(|parent| parent.to_string()),
            kind: UnitKind::Administrative,
        };
        UnitTree::new(&parents.into_iter().enumerate().map(unit).collect::<Vec<_>>())
    })
}

/// A unit, or all.
fn codes() -> impl Strategy<Value = String> {
    prop::option::of(0..UNITS).prop_map(|code| code.map_or_else(String::new, |code| code.to_string()))
}

fn grants() -> impl Strategy<Value = Vec<Grant>> {
    let grant = (codes(), prop::sample::select(Role::ALL.to_vec()));
    let grants = prop::collection::vec(grant, 0..5);
    grants.prop_map(|grants| grants.iter().filter_map(|(unit, role)| Grant::new(unit, *role).ok()).collect())
}

/// Whether the list of units agrees with what may be done where.
fn agrees(access: &Access, right: Right, tree: &UnitTree) -> bool {
    let units = access.units(right, tree);
    let all: Vec<String> = (0..UNITS).map(|code| code.to_string()).chain([String::new()]).collect();
    all.iter().all(|unit| access.may(right, unit, tree) == units.iter().any(|above| tree.covers(above, unit)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_token_is_a_part(
        tree in trees(),
        grants in grants(),
        limit in codes(),
        rights in prop::sample::subsequence(Right::ALL.to_vec(), 0..=Right::ALL.len()),
        unit in codes(),
    ) {
        let person = Access::new(grants);
        let token = person.clone().limited(&limit, rights.clone());
        for right in Right::ALL {
            let may = token.may(right, &unit, &tree);
            let part = person.may(right, &unit, &tree)
                && rights.contains(&right)
                && tree.covers(&limit, &unit)
                && !right.is_office();
            prop_assert_eq!(may, part);
            prop_assert!(agrees(&person, right, &tree) && agrees(&token, right, &tree), "{:?}", right);
            prop_assert!(!may || token.may_somewhere(right));
        }
    }
}
