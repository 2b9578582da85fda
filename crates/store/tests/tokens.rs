//! Tokens of the programming interface: approved by another, never more than their person may do.

mod common;
mod office;

use common::{Place, run};
use juesuan_rights::{Grant, Refusal, Right, Role, UnitTree};
use juesuan_store::{Store, TokenRequest};
use office::{ADMIN, AUDIT, NOW, SECURITY, account, behind, logged, refusal, started};

const DAY: i64 = 86_400;
const REQUEST: TokenRequest<'_> = TokenRequest {
    name: "支付系统接口",
    unit: "101",
    rights: &[Right::SubmitBooks, Right::ReadBooks],
    ends: NOW + 30 * DAY,
};

/// An office with an accountant of 101.
async fn staffed(place: &Place) -> (Store, i64) {
    let mut store = started(place).await;
    let person = account(&mut store, "zhang").await;
    store.grant(SECURITY, person, &Grant::new("101", Role::Accountant).unwrap()).await.unwrap();
    (store, person)
}

#[test]
fn a_token_works_once_it_is_approved_until_it_ends() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let (mut store, person) = staffed(&place).await;
        let (token, secret) = store.ask_token(person, REQUEST, NOW).await.unwrap();
        assert_eq!(store.bearer(&secret, NOW).await.unwrap(), None, "nobody has approved it");
        for actor in [ADMIN, AUDIT, person] {
            let refused = refusal(store.approve_token(actor, token, NOW).await);
            assert_eq!(refused, Refusal::NoRight(Right::ApproveTokens));
        }
        store.approve_token(SECURITY, token, NOW).await.unwrap();
        assert_eq!(refusal(store.approve_token(SECURITY, token, NOW).await), Refusal::NoToken);
        let bearer = store.bearer(&secret, NOW).await.unwrap().expect("it works");
        assert_eq!((bearer.person, bearer.login.as_str()), (person, "zhang"));
        let (tree, access) = (UnitTree::default(), &bearer.access);
        assert!(access.may(Right::SubmitBooks, "101", &tree) && !access.may(Right::ApproveBooks, "101", &tree));
        assert_eq!(store.bearer(&secret, REQUEST.ends).await.unwrap(), None, "it has ended");
        assert_eq!(logged(&mut store, "批准令牌").await, [("security".into(), token.to_string())]);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn what_is_taken_from_a_person_is_taken_from_their_tokens() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let (mut store, person) = staffed(&place).await;
        let (token, secret) = store.ask_token(person, REQUEST, NOW).await.unwrap();
        store.approve_token(SECURITY, token, NOW).await.unwrap();
        store.set_disabled(ADMIN, person, true).await.unwrap();
        assert_eq!(store.bearer(&secret, NOW).await.unwrap(), None);
        store.set_disabled(ADMIN, person, false).await.unwrap();
        store.revoke(SECURITY, person, &Grant::new("101", Role::Accountant).unwrap()).await.unwrap();
        let access = store.bearer(&secret, NOW).await.unwrap().unwrap().access;
        assert!(!access.may_somewhere(Right::SubmitBooks));
        assert_eq!(refusal(store.revoke_token(ADMIN, token).await), Refusal::NoRight(Right::ApproveTokens));
        store.revoke_token(person, token).await.unwrap();
        assert_eq!(store.bearer(&secret, NOW).await.unwrap(), None);
        assert_eq!(refusal(store.revoke_token(SECURITY, token).await), Refusal::NoToken);
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn requests_are_held_to_what_the_person_has() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let (mut store, person) = staffed(&place).await;
        let cases = [
            (TokenRequest { rights: &[], ..REQUEST }, Refusal::TokenRights),
            (TokenRequest { rights: &[Right::ManageAccounts], ..REQUEST }, Refusal::TokenRights),
            (TokenRequest { rights: &[Right::TakeSteps], ..REQUEST }, Refusal::NoRight(Right::TakeSteps)),
            (TokenRequest { ends: NOW, ..REQUEST }, Refusal::TokenEnds),
            (TokenRequest { ends: i64::MAX, ..REQUEST }, Refusal::TokenEnds),
            (TokenRequest { name: " ", ..REQUEST }, Refusal::BadName),
            (TokenRequest { unit: "1 01", ..REQUEST }, Refusal::BadUnit),
        ];
        for (request, expected) in cases {
            assert_eq!(refusal(store.ask_token(person, request, NOW).await), expected);
        }
        assert_eq!(refusal(store.ask_token(ADMIN, REQUEST, NOW).await), Refusal::NoRight(Right::SubmitBooks));
        for _ in 0..50 {
            store.ask_token(person, REQUEST, NOW).await.unwrap();
        }
        assert_eq!(refusal(store.ask_token(person, REQUEST, NOW).await), Refusal::TooManyTokens(50));
        assert_eq!(store.tokens().await.unwrap().len(), 50);
    });
}

#[test]
fn what_is_written_past_the_program_is_found() {
    if common::skips() {
        return;
    }
    run(async {
        let cases = [
            ("UPDATE token SET approver = 2 WHERE id = 2", "令牌2"),
            ("UPDATE token SET revoked = FALSE WHERE id = 3", "令牌3"),
            (
                "INSERT INTO token SELECT 9, 'x', person, name, unit, rights, created, ends, 2, FALSE FROM token LIMIT 1",
                "令牌9",
            ),
            (
                "DROP TRIGGER token_no_update[ ON token]; UPDATE token SET rights = 'evaluate' WHERE id = 1",
                "token_no_update",
            ),
            ("INSERT INTO role_grant VALUES (4, '', 'leader')", "分管领导"),
            ("INSERT INTO role_grant VALUES (4, '102', 'king')", "king"),
            ("UPDATE role_grant SET unit = '' WHERE role = 'accountant'", "财务岗"),
            ("DELETE FROM role_grant WHERE person = 3", "审计管理员"),
            ("UPDATE person SET disabled = FALSE WHERE login = 'li'", "li"),
            (
                "INSERT INTO person SELECT 99, 'ghost', name, creator, created, FALSE, password, FALSE, totp, totp_step, 0, 0 \
              FROM person LIMIT 1",
                "ghost",
            ),
        ];
        for (sql, named) in cases {
            let place = Place::new();
            let (mut store, person) = staffed(&place).await;
            for _ in 0..3 {
                store.ask_token(person, REQUEST, NOW).await.unwrap();
            }
            for token in [1, 3] {
                store.approve_token(SECURITY, token, NOW).await.unwrap();
            }
            store.revoke_token(person, 3).await.unwrap();
            let li = account(&mut store, "li").await;
            store.set_disabled(ADMIN, li, true).await.unwrap();
            assert_eq!(store.verify().await.unwrap().flaws, []);
            behind(&place, sql).await;
            let flaws = store.verify().await.unwrap().flaws;
            assert!(flaws.iter().any(|flaw| flaw.message.contains(named)), "{sql}: {flaws:?}");
        }
    });
}

#[test]
fn the_database_refuses_to_forget() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let (mut store, person) = staffed(&place).await;
        store.ask_token(person, REQUEST, NOW).await.unwrap();
        for sql in [
            "DELETE FROM person WHERE id = 4",
            "DELETE FROM token",
            "UPDATE person SET login = 'x' WHERE id = 4",
            "UPDATE token SET ends = ends + 1",
        ] {
            assert!(place.behind(sql).await.is_err(), "{sql}");
        }
    });
}
