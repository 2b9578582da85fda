//! Whatever people try in whatever order: no state that the rules forbid is ever reached.

use std::collections::BTreeSet;

use juesuan_rights::{Change, Grant, Office, Person, Refusal, Right, Role, compatible};
use proptest::prelude::*;

/// The first three, as a first start makes them: 1 系统管理员, 2 安全管理员, 3 审计管理员.
fn founded() -> Office {
    let mut office = Office::default();
    for (number, role) in (1..).zip(Role::ADMINISTRATORS) {
        let grants = BTreeSet::from([Grant::everywhere(role)]);
        let person = Person { login: format!("p{number}"), disabled: false, creator: None, grants };
        office.persons.insert(number, person);
    }
    office
}

/// Makes a change that was allowed.
fn apply(office: &mut Office, actor: i64, change: Change<'_>) {
    match change {
        Change::Create(login) => {
            let number = office.persons.len() as i64 + 1;
            let person =
                Person { login: login.to_owned(), disabled: false, creator: Some(actor), grants: BTreeSet::new() };
            office.persons.insert(number, person);
        }
        Change::Disable(person) => person_of(office, person).disabled = true,
        Change::Enable(person) => person_of(office, person).disabled = false,
        Change::Grant(person, grant) => assert!(person_of(office, person).grants.insert(grant.clone())),
        Change::Revoke(person, grant) => assert!(person_of(office, person).grants.remove(grant)),
        Change::Reset(_) | Change::Unlock(_) | Change::ApproveToken(_) => {}
    }
}

fn person_of(office: &mut Office, number: i64) -> &mut Person {
    office.persons.get_mut(&number).expect("only persons that there are")
}

/// An attempt: who, what, to whom, which grant.
type Attempt = (i64, u8, i64, usize, bool);

/// One that often succeeds: the actor is somebody with the right, if any.
fn run(attempts: &[Attempt]) -> usize {
    let mut office = founded();
    let mut done = 0;
    for &(actor, what, person, role, unit) in attempts {
        let count = office.persons.len() as i64 + 1;
        let (actor, person, login) = (actor % count + 1, person % count + 1, format!("p{count}"));
        let role = Role::ALL[role % Role::ALL.len()];
        let unit = if unit && !role.is_administrator() { "101" } else { "" };
        let grant = Grant::new(unit, role).expect("a grant");
        let change = match what % 9 {
            0 => Change::Create(&login),
            1 => Change::Disable(person),
            2 => Change::Enable(person),
            3 => Change::Reset(person),
            4..7 => Change::Grant(person, &grant),
            _ => Change::Revoke(person, &grant),
        };
        if office.check(actor, &change).is_ok() {
            lawful(&office, actor, change);
            apply(&mut office, actor, change);
            sound(&office);
            done += 1;
        }
    }
    done
}

/// What must hold of every change that is made.
fn lawful(office: &Office, actor: i64, change: Change<'_>) {
    let who = &office.persons[&actor];
    assert!(!who.disabled);
    match change {
        Change::Create(_) | Change::Disable(_) | Change::Enable(_) | Change::Reset(_) | Change::Unlock(_) => {
            assert!(who.is(Role::SystemAdmin) && !who.is(Role::SecurityAdmin));
        }
        Change::Grant(person, _) | Change::Revoke(person, _) => {
            assert!(who.is(Role::SecurityAdmin) && !who.is(Role::SystemAdmin) && person != actor);
        }
        Change::ApproveToken(owner) => assert!(who.is(Role::SecurityAdmin) && owner != actor),
    }
    if let Change::Grant(person, _) = change {
        assert_ne!(office.persons[&person].creator, Some(actor));
    }
    if let Change::Reset(person) = change {
        let other = &office.persons[&person];
        assert!(!other.is(Role::SecurityAdmin) && !other.is(Role::AuditAdmin));
    }
}

/// What must hold of every state.
fn sound(office: &Office) {
    for person in office.persons.values() {
        let roles: Vec<Role> = person.grants.iter().map(Grant::role).collect();
        compatible(&roles).expect("roles that may meet");
    }
    for role in Role::ADMINISTRATORS {
        assert!(office.persons.values().any(|person| !person.disabled && person.is(role)), "no {role:?} is left");
    }
    let logins: BTreeSet<&str> = office.persons.values().map(|person| person.login.as_str()).collect();
    assert_eq!(logins.len(), office.persons.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_sequence_gets_around_the_rules(
        attempts in prop::collection::vec((0..12_i64, 0..9_u8, 0..12_i64, 0..9_usize, any::<bool>()), 0..300)
    ) {
        run(&attempts);
    }
}

#[test]
fn sequences_do_get_somewhere() {
    // A walk with fixed steps, so that the test above is known to reach many states.
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let attempts: Vec<Attempt> = (0..20_000)
        .map(|_| (next(12) as i64, next(9) as u8, next(12) as i64, next(9) as usize, next(2) == 1))
        .collect();
    assert!(run(&attempts) > 200);
}

#[test]
fn refusals_name_the_rule() {
    let mut office = founded();
    let grant = |role| Grant::everywhere(role);
    let accountant = Grant::new("101", Role::Accountant).unwrap();
    let check = |office: &Office, actor, change| office.check(actor, &change).unwrap_err();
    assert_eq!(check(&office, 1, Change::Grant(1, &accountant)), Refusal::NoRight(Right::GrantRoles));
    assert_eq!(check(&office, 2, Change::Create("x1")), Refusal::NoRight(Right::ManageAccounts));
    assert_eq!(check(&office, 3, Change::Disable(1)), Refusal::NoRight(Right::ManageAccounts));
    assert_eq!(check(&office, 2, Change::Grant(2, &accountant)), Refusal::OwnGrant);
    assert_eq!(check(&office, 1, Change::Disable(1)), Refusal::Oneself);
    assert_eq!(check(&office, 1, Change::Disable(2)), Refusal::LastAdministrator(Role::SecurityAdmin));
    assert_eq!(office.check(1, &Change::Unlock(2)), Ok(()));
    assert_eq!(check(&office, 1, Change::Unlock(1)), Refusal::Oneself);
    assert_eq!(check(&office, 1, Change::Reset(2)), Refusal::OtherAdministrator(Role::SecurityAdmin));
    let (revoke, second) = (grant(Role::SystemAdmin), grant(Role::AuditAdmin));
    assert_eq!(check(&office, 2, Change::Revoke(1, &revoke)), Refusal::LastAdministrator(Role::SystemAdmin));
    assert_eq!(check(&office, 1, Change::Create("p2")), Refusal::LoginTaken);
    assert_eq!(check(&office, 1, Change::Create("P2 ")), Refusal::BadLogin);
    assert_eq!(check(&office, 2, Change::Grant(9, &accountant)), Refusal::NoPerson);
    assert!(matches!(check(&office, 2, Change::Grant(1, &accountant)), Refusal::AdministratorAtWork(..)));
    assert!(matches!(check(&office, 2, Change::Grant(1, &second)), Refusal::TwoAdministrators(..)));
    assert_eq!(check(&office, 2, Change::ApproveToken(2)), Refusal::SamePerson);

    // Who created an account cannot grant to it, not even after a change of roles.
    apply(&mut office, 1, Change::Create("p4"));
    person_of(&mut office, 1).grants = BTreeSet::from([grant(Role::SecurityAdmin)]);
    assert_eq!(check(&office, 1, Change::Grant(4, &accountant)), Refusal::OwnCreation);
    person_of(&mut office, 2).disabled = true;
    assert_eq!(check(&office, 2, Change::Grant(4, &accountant)), Refusal::NoPerson);
    assert!(Grant::new("101", Role::AuditAdmin).is_err() && Grant::new("1 01", Role::Leader).is_err());
}
