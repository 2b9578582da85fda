//! Two processes that change people at the same moment: the rules hold all the same.

mod common;
mod office;

use std::sync::Barrier;

use common::{Place, run};
use juesuan_rights::{Grant, Role};
use juesuan_store::{Account, Result, Store};
use office::{ADMIN, NOW, SECURITY, account, started};

/// Runs two changes at once, each on a connection of its own, and says which went through.
fn at_once<A, B>(place: &Place, a: A, b: B) -> (bool, bool)
where
    A: AsyncFn(Store) -> Result<()> + Send + Sync,
    B: AsyncFn(Store) -> Result<()> + Send + Sync,
{
    let (start, address) = (Barrier::new(2), place.address());
    std::thread::scope(|scope| {
        let first = scope.spawn(|| started_together(&address, &start, a));
        let second = scope.spawn(|| started_together(&address, &start, b));
        (first.join().expect("no panic"), second.join().expect("no panic"))
    })
}

fn started_together(address: &str, start: &Barrier, change: impl AsyncFn(Store) -> Result<()>) -> bool {
    run(async {
        let store = Store::open(address).await.expect("a database");
        start.wait();
        change(store).await.is_ok()
    })
}

/// An office with two administrators of each kind: the first three, and another of these numbers.
async fn doubled(place: &Place) -> Store {
    let mut store = started(place).await;
    for (login, role) in [("admin2", Role::SystemAdmin), ("security2", Role::SecurityAdmin)] {
        let person = account(&mut store, login).await;
        store.grant(SECURITY, person, &Grant::everywhere(role)).await.expect("a grant");
    }
    store
}

const ADMIN_2: i64 = 4;
const SECURITY_2: i64 = 5;

fn active(accounts: &[Account], role: Role) -> usize {
    let is = |account: &&Account| !account.disabled && account.grants.iter().any(|grant| grant.role() == role);
    accounts.iter().filter(is).count()
}

#[test]
fn two_administrators_cannot_take_each_other_away() {
    if common::skips() {
        return;
    }
    for round in 0..12 {
        let place = Place::new();
        run(doubled(&place));
        let done = at_once(
            &place,
            async |mut store| store.set_disabled(ADMIN, ADMIN_2, true).await,
            async |mut store| store.set_disabled(ADMIN_2, ADMIN, true).await,
        );
        assert!(done.0 != done.1, "{round}: {done:?}");
        let grant = Grant::everywhere(Role::SecurityAdmin);
        let done = at_once(
            &place,
            async |mut store| store.revoke(SECURITY, SECURITY_2, &grant).await,
            async |mut store| store.revoke(SECURITY_2, SECURITY, &grant).await,
        );
        assert!(done.0 != done.1, "{round}: {done:?}");
        run(async {
            let mut store = place.open().await;
            let accounts = store.accounts().await.unwrap();
            for role in Role::ADMINISTRATORS {
                assert_eq!(active(&accounts, role), 1, "{role:?}");
            }
            assert_eq!(store.verify().await.unwrap().flaws, []);
        });
    }
}

#[test]
fn nobody_gets_two_roles_that_must_not_meet() {
    if common::skips() {
        return;
    }
    for _ in 0..8 {
        let place = Place::new();
        let person = run(async { account(&mut doubled(&place).await, "zhang").await });
        let (one, other) = (Grant::everywhere(Role::AuditAdmin), Grant::new("101", Role::Accountant).unwrap());
        let done = at_once(
            &place,
            async |mut store| store.grant(SECURITY, person, &one).await,
            async |mut store| store.grant(SECURITY_2, person, &other).await,
        );
        assert!(done.0 != done.1, "{done:?}");
    }
}

#[test]
fn the_first_start_happens_once() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    run(place.open());
    let first = async |mut store: Store| {
        let first = store.first_start(NOW).await?;
        first.map(drop).ok_or(juesuan_store::Error::Refused(juesuan_rights::Refusal::NoChange))
    };
    let done = at_once(&place, first, first);
    assert!(done.0 != done.1, "{done:?}");
    assert_eq!(run(async { place.open().await.accounts().await }).unwrap().len(), 3);
}

#[test]
fn two_accounts_cannot_have_one_login() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    run(doubled(&place));
    let create = async |mut store: Store| {
        let new = juesuan_store::NewAccount { login: "zhang", name: "张三", password: "x" };
        store.create_account(ADMIN, new, NOW).await.map(drop)
    };
    let done = at_once(&place, create, create);
    assert!(done.0 != done.1, "{done:?}");
}

#[test]
fn many_changes_of_a_large_office_are_one_chain() {
    if common::skips() {
        return;
    }
    let place = Place::new();
    let mut numbers = Vec::new();
    run(async {
        let mut store = started(&place).await;
        for number in 0..10 {
            numbers.push(account(&mut store, &format!("p{number}")).await);
        }
    });
    std::thread::scope(|scope| {
        for &person in &numbers {
            let address = place.address();
            scope.spawn(move || {
                run(async {
                    let mut store = Store::open(&address).await.expect("a database");
                    let grant = Grant::new("101", Role::Section).expect("a grant");
                    for _ in 0..5 {
                        store.grant(SECURITY, person, &grant).await.expect("granted");
                        store.revoke(SECURITY, person, &grant).await.expect("revoked");
                    }
                });
            });
        }
    });
    run(async {
        let verified = place.open().await.verify().await.unwrap();
        assert_eq!((verified.flaws, verified.entries), (vec![], 6 + 10 + 100));
    });
}
