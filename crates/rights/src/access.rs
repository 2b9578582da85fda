use juesuan_books as books;

use crate::{Grant, Right, Role, UnitTree};

/// What somebody may do, by grants and, through a token, within its limits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    grants: Vec<Grant>,
    limit: Option<Limit>,
}

/// What a token lets through (unit, rights).
#[derive(Clone, Debug, PartialEq, Eq)]
struct Limit {
    unit: String,
    rights: Vec<Right>,
}

impl Access {
    /// What grants give.
    #[must_use]
    pub const fn new(grants: Vec<Grant>) -> Self {
        Self { grants, limit: None }
    }

    /// The same through a token: of these rights, over this unit and what is below it (empty: all). It can only be less.
    #[must_use]
    pub fn limited(self, unit: &str, rights: Vec<Right>) -> Self {
        Self { limit: Some(Limit { unit: unit.to_owned(), rights }), ..self }
    }

    /// Whether it gives a right over a unit. For rights over the office the unit does not matter.
    #[must_use]
    pub fn may(&self, right: Right, unit: &str, tree: &UnitTree) -> bool {
        let within = self.limit.as_ref().is_none_or(|limit| tree.covers(&limit.unit, unit));
        within && self.lets(right) && self.granting(right).any(|grant| tree.covers(grant.unit(), unit))
    }

    /// Whether it gives a right over any unit at all: what menus show.
    #[must_use]
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.lets(right) && self.granting(right).next().is_some()
    }

    /// Codes of the units over which, with all below, it gives a right; an empty one for all units.
    #[must_use]
    pub fn units<'a>(&'a self, right: Right, tree: &UnitTree) -> Vec<&'a str> {
        if !self.lets(right) {
            return Vec::new();
        }
        let units = self.granting(right).map(Grant::unit);
        let Some(limit) = &self.limit else { return units.collect() };
        let within = |unit: &'a str| match limit.unit.as_str() {
            limit if tree.covers(limit, unit) => Some(unit),
            limit => tree.covers(unit, limit).then_some(limit),
        };
        units.filter_map(within).collect()
    }

    /// The roles over a unit, in their order.
    #[must_use]
    pub fn roles(&self, unit: &str, tree: &UnitTree) -> Vec<Role> {
        let over = self.grants.iter().filter(|grant| tree.covers(grant.unit(), unit));
        let mut roles: Vec<Role> = over.map(Grant::role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// As what steps of corrections of a unit may be taken.
    #[must_use]
    pub fn correction_roles(&self, unit: &str, tree: &UnitTree) -> Vec<books::Role> {
        if !self.may(Right::TakeSteps, unit, tree) {
            return Vec::new();
        }
        self.roles(unit, tree).into_iter().filter_map(Role::correction).collect()
    }

    /// All grants behind it.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    fn lets(&self, right: Right) -> bool {
        self.limit.as_ref().is_none_or(|limit| !right.is_office() && limit.rights.contains(&right))
    }

    fn granting(&self, right: Right) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| grant.role().rights().contains(&right))
    }
}

#[cfg(test)]
mod tests {
    use juesuan_books::{Unit, UnitKind};

    use super::*;

    fn tree() -> UnitTree {
        let unit = |code: &str, parent: Option<&str>| Unit {
            code: code.to_owned(),
            name: code.to_owned(),
            parent: parent.map(str::to_owned),
            kind: UnitKind::Administrative,
        };
        UnitTree::new(&[unit("101", None), unit("101002", Some("101")), unit("102", None)])
    }

    fn grant(unit: &str, role: Role) -> Grant {
        Grant::new(unit, role).unwrap()
    }

    #[test]
    fn a_role_holds_for_its_unit_and_below() {
        let access = Access::new(vec![grant("101", Role::Accountant), grant("102", Role::Section)]);
        assert!(access.may(Right::SubmitBooks, "101002", &tree()));
        assert!(!access.may(Right::SubmitBooks, "102", &tree()) && access.may(Right::TakeSteps, "102", &tree()));
        assert!(!access.may(Right::SubmitBooks, "", &tree()), "all units are more than one");
        assert_eq!(access.units(Right::SubmitBooks, &tree()), ["101"]);
        assert_eq!(access.correction_roles("102", &tree()), [books::Role::Section]);
        assert_eq!(access.correction_roles("101", &tree()), []);
        assert!(!access.may_somewhere(Right::ReviewUnits));
    }

    #[test]
    fn administrators_hold_theirs_everywhere() {
        let access = Access::new(vec![Grant::everywhere(Role::AuditAdmin)]);
        assert!(access.may(Right::ReadLog, "", &tree()) && access.may_somewhere(Right::ReadLog));
        assert!(!access.may(Right::ReadBooks, "101", &tree()));
    }

    #[test]
    fn a_token_gives_no_more_than_its_person_has() {
        let person = Access::new(vec![grant("101", Role::Accountant)]);
        let token = person.clone().limited("", vec![Right::SubmitBooks, Right::Evaluate]);
        assert!(token.may(Right::SubmitBooks, "101", &tree()) && !token.may(Right::SubmitBooks, "102", &tree()));
        assert_eq!(token.units(Right::SubmitBooks, &tree()), ["101"]);
        assert!(!token.may(Right::Evaluate, "101", &tree()) && !token.may(Right::ReadBooks, "101", &tree()));
        let token = person.limited("101002", vec![Right::SubmitBooks]);
        assert!(token.may(Right::SubmitBooks, "101002", &tree()) && !token.may(Right::SubmitBooks, "101", &tree()));
        assert_eq!(token.units(Right::SubmitBooks, &tree()), ["101002"]);
        let admin = Access::new(vec![Grant::everywhere(Role::SystemAdmin)]).limited("", Right::ALL.to_vec());
        assert!(!admin.may_somewhere(Right::ManageAccounts), "no token manages the office");
    }
}
