//! Accounts, grants, logins, sessions: who may do what, and that the log tells of it.

mod common;
mod office;

use common::{Place, run};
use juesuan_rights::{Grant, Refusal, Right, Role, Secret, UnitTree, password, totp};
use juesuan_store::{Error, Lifetime, LoginOutcome, NewAccount, Opened, Store};
use office::{
    ADMIN, AUDIT, NOW, PASSWORD, SECURITY, account, behind, hash, log_in, logged, offered, opened, refusal, started,
};

const LIFETIME: Lifetime = Lifetime { idle: 1800, whole: 36_000 };

#[test]
fn the_first_start_makes_three_administrators_once() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let first = store.first_start(NOW).await.unwrap().expect("there is nobody");
        assert_eq!(store.first_start(NOW).await.unwrap(), None);
        let accounts = store.accounts().await.unwrap();
        let named: Vec<(&str, Role)> =
            accounts.iter().map(|account| (account.login.as_str(), account.grants[0].role())).collect();
        let expected = [("admin", Role::SystemAdmin), ("security", Role::SecurityAdmin), ("audit", Role::AuditAdmin)];
        assert_eq!(named, expected);
        assert_eq!(first.iter().map(|account| (account.login, account.role)).collect::<Vec<_>>(), expected);
        for account in &first {
            let opened = opened(log_in(&mut store, account.login, &account.password, NOW).await);
            let session = store.session(&opened.secret, NOW).await.unwrap().expect("a session");
            assert!(opened.must_change && session.must_change);
            assert_eq!(session.access.grants(), [], "a one-time password opens nothing but its change");
        }
        assert_eq!(store.verify().await.unwrap().flaws, []);
        assert!(!format!("{first:?}").contains(&first[0].password));
    });
}

#[test]
fn a_password_is_changed_and_old_sessions_end() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let first = store.first_start(NOW).await.unwrap().unwrap();
        let before = opened(log_in(&mut store, "admin", &first[0].password, NOW).await);
        let facts = store.login_facts("ADMIN ").await.unwrap();
        let wrong = facts.prove("不是这个密码", None, NOW);
        let outcome = store.change_password(&wrong, &hash(), LIFETIME, NOW).await.unwrap();
        assert!(matches!(outcome, LoginOutcome::Refused));
        let proof = facts.prove(&first[0].password, None, NOW);
        let after = opened(store.change_password(&proof, &hash(), LIFETIME, NOW).await.unwrap());
        assert!(!after.must_change && store.session(&before.secret, NOW).await.unwrap().is_none());
        let session = store.session(&after.secret, NOW).await.unwrap().expect("the new session");
        assert!(session.access.may(Right::ManageAccounts, "", &UnitTree::default()) && !session.must_change);
        // What was proved with the old password is worth nothing now.
        assert!(matches!(store.record_login(&proof, LIFETIME, NOW).await.unwrap(), LoginOutcome::Refused));
        assert_eq!(logged(&mut store, "修改密码").await, [("admin".into(), "admin".into())]);
    });
}

#[test]
fn failures_lock_an_account_for_a_time() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        for _ in 0..5 {
            assert!(matches!(log_in(&mut store, "admin", "wrong", NOW).await, LoginOutcome::Refused));
        }
        for now in [NOW, NOW + 899] {
            assert!(matches!(log_in(&mut store, "admin", PASSWORD, now).await, LoginOutcome::Refused));
        }
        assert_eq!(logged(&mut store, "登录失败").await.len(), 5, "who tries while it is locked fills no log");
        assert_eq!(logged(&mut store, "账号锁定").await.len(), 1);
        opened(log_in(&mut store, "admin", PASSWORD, NOW + 900).await);
        assert_eq!(store.accounts().await.unwrap()[0].attempts.failures, 0);

        let person = account(&mut store, "zhang").await;
        for _ in 0..5 {
            log_in(&mut store, "zhang", "wrong", NOW).await;
        }
        store.unlock(ADMIN, person).await.unwrap();
        opened(log_in(&mut store, "zhang", PASSWORD, NOW).await);
    });
}

#[test]
fn of_unknown_logins_nothing_is_kept() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let before = store.log(0, 1000).await.unwrap().len();
        for login in ["nobody", "", "'; DROP TABLE person; --", "我的密码是这个"] {
            assert!(matches!(log_in(&mut store, login, PASSWORD, NOW).await, LoginOutcome::Refused), "{login}");
        }
        assert_eq!(store.log(0, 1000).await.unwrap().len(), before);
    });
}

#[test]
fn a_second_factor_is_asked_for_and_no_code_counts_twice() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let key = totp::Key::parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        // RFC 6238: what this key shows at these times.
        let (first, second) = ((1_111_111_109, "081804"), (1_234_567_890, "005924"));
        let proof = store.login_facts("admin").await.unwrap().prove(PASSWORD, None, first.0);
        let refused = store.set_second_factor(&proof, Some((&key, "000000")), LIFETIME, first.0).await.unwrap();
        assert!(matches!(refused, LoginOutcome::Refused));
        opened(store.set_second_factor(&proof, Some((&key, first.1)), LIFETIME, first.0).await.unwrap());

        assert!(matches!(log_in(&mut store, "admin", PASSWORD, first.0).await, LoginOutcome::SecondFactor));
        assert!(matches!(log_in(&mut store, "admin", "wrong", first.0).await, LoginOutcome::Refused));
        assert!(matches!(offered(&mut store, "admin", first.1, first.0).await, LoginOutcome::Refused), "used already");
        opened(offered(&mut store, "admin", second.1, second.0).await);
        assert!(matches!(offered(&mut store, "admin", second.1, second.0).await, LoginOutcome::Refused));

        let later = (2_000_000_000, "279037");
        let proof = store.login_facts("admin").await.unwrap().prove(PASSWORD, Some(later.1), later.0);
        opened(store.set_second_factor(&proof, None, LIFETIME, later.0).await.unwrap());
        opened(log_in(&mut store, "admin", PASSWORD, later.0).await);
    });
}

#[test]
fn sessions_end() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let Opened { secret, .. } = opened(log_in(&mut store, "admin", PASSWORD, NOW).await);
        assert!(!store.session(&secret, NOW + 59).await.unwrap().unwrap().renew);
        assert!(store.session(&secret, NOW + 1799).await.unwrap().unwrap().renew);
        assert!(store.session(&secret, NOW + 1800).await.unwrap().is_none(), "idle");
        let mut now = NOW;
        while now < NOW + 36_000 {
            store.renew_session(&secret, now).await.unwrap();
            assert!(store.session(&secret, now).await.unwrap().is_some());
            now += 1000;
        }
        store.renew_session(&secret, now).await.unwrap();
        assert!(store.session(&secret, now).await.unwrap().is_none(), "whole");
        assert_eq!(store.delete_ended_sessions(NOW).await.unwrap(), 0);
        assert_eq!(store.delete_ended_sessions(now).await.unwrap(), 1);

        let Opened { secret, .. } = opened(log_in(&mut store, "admin", PASSWORD, now).await);
        store.end_session(&secret).await.unwrap();
        assert!(store.session(&secret, now).await.unwrap().is_none());
        assert!(store.session(&Secret::generate().unwrap(), now).await.unwrap().is_none());
    });
}

#[test]
fn a_person_has_not_endless_sessions() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let proof = store.login_facts("admin").await.unwrap().prove(PASSWORD, None, NOW);
        let mut secrets = Vec::new();
        for second in 0..25 {
            let outcome = store.record_login(&proof, LIFETIME, NOW + second).await.unwrap();
            secrets.push(opened(outcome).secret);
        }
        let mut open = Vec::new();
        for secret in &secrets {
            open.push(store.session(secret, NOW + 30).await.unwrap().is_some());
        }
        assert_eq!(open, [vec![false; 5], vec![true; 20]].concat());
    });
}

#[test]
fn accounts_are_made_disabled_and_reset() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let person = account(&mut store, "Zhang").await;
        let new = NewAccount { login: "zhang", name: "张三", password: &hash() };
        assert_eq!(refusal(store.create_account(ADMIN, new, NOW).await), Refusal::LoginTaken);
        let new = NewAccount { login: "li", ..new };
        for actor in [SECURITY, AUDIT, person, 99] {
            assert!(store.create_account(actor, new, NOW).await.is_err(), "{actor}");
        }
        let session = opened(log_in(&mut store, "zhang", PASSWORD, NOW).await).secret;
        let proof = store.login_facts("zhang").await.unwrap().prove(PASSWORD, None, NOW);
        store.set_disabled(ADMIN, person, true).await.unwrap();
        assert!(store.session(&session, NOW).await.unwrap().is_none());
        assert!(matches!(store.record_login(&proof, LIFETIME, NOW).await.unwrap(), LoginOutcome::Refused));
        assert_eq!(refusal(store.set_disabled(ADMIN, person, true).await), Refusal::NoChange);
        store.set_disabled(ADMIN, person, false).await.unwrap();

        let session = opened(store.record_login(&proof, LIFETIME, NOW).await.unwrap()).secret;
        store.reset_password(ADMIN, person, &password::hash("一个新的一次性密码呀").unwrap()).await.unwrap();
        assert!(store.session(&session, NOW).await.unwrap().is_none());
        assert!(opened(log_in(&mut store, "zhang", "一个新的一次性密码呀", NOW).await).must_change);
        // Whoever can set the password of an administrator becomes that administrator.
        let refused = refusal(store.reset_password(ADMIN, SECURITY, &hash()).await);
        assert_eq!(refused, Refusal::OtherAdministrator(Role::SecurityAdmin));
        store.reset_on_site("security", &hash()).await.unwrap();
        assert!(matches!(store.reset_on_site("nobody", &hash()).await, Err(Error::Refused(Refusal::NoPerson))));
        assert_eq!(logged(&mut store, "重置密码").await[1], ("服务器命令行".into(), "security".into()));
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn roles_are_granted_by_the_rules_and_end_sessions() {
    if common::skips() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let person = account(&mut store, "zhang").await;
        behind(&place, "UPDATE person SET must_change = FALSE").await;
        let accountant = Grant::new("101", Role::Accountant).unwrap();
        let session = opened(log_in(&mut store, "zhang", PASSWORD, NOW).await).secret;
        assert_eq!(refusal(store.grant(ADMIN, person, &accountant).await), Refusal::NoRight(Right::GrantRoles));
        assert_eq!(refusal(store.grant(SECURITY, SECURITY, &accountant).await), Refusal::OwnGrant);
        store.grant(SECURITY, person, &accountant).await.unwrap();
        assert!(store.session(&session, NOW).await.unwrap().is_none());
        let session = opened(log_in(&mut store, "zhang", PASSWORD, NOW).await).secret;
        let access = store.session(&session, NOW).await.unwrap().unwrap().access;
        assert!(access.may(Right::SubmitBooks, "101", &UnitTree::default()));
        assert_eq!(refusal(store.grant(SECURITY, person, &accountant).await), Refusal::AlreadyGranted);
        let second = Grant::everywhere(Role::AuditAdmin);
        let refused = refusal(store.grant(SECURITY, person, &second).await);
        assert_eq!(refused, Refusal::AdministratorAtWork(Role::AuditAdmin, Role::Accountant));
        store.revoke(SECURITY, person, &accountant).await.unwrap();
        assert!(store.session(&session, NOW).await.unwrap().is_none());
        assert_eq!(refusal(store.revoke(SECURITY, person, &accountant).await), Refusal::NotGranted);
        let last = store.revoke(SECURITY, ADMIN, &Grant::everywhere(Role::SystemAdmin)).await;
        assert_eq!(refusal(last), Refusal::LastAdministrator(Role::SystemAdmin));
        let log = store.log(0, 100).await.unwrap();
        let granted = log.iter().find(|entry| entry.action == "授权" && entry.subject == "zhang").unwrap();
        assert_eq!((granted.actor.as_str(), granted.after.as_deref()), ("security", Some("财务岗（101）")));
        assert_eq!(store.verify().await.unwrap().flaws, []);
    });
}

#[test]
fn nothing_secret_is_kept_or_told() {
    // It is about the file.
    if common::on_server() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let first = store.first_start(NOW).await.unwrap().unwrap();
        let session = opened(log_in(&mut store, "admin", &first[0].password, NOW).await).secret;
        log_in(&mut store, "admin", "打错的密码", NOW).await;
        let log = format!("{:?}", store.log(0, 1000).await.unwrap());
        for secret in [&first[0].password, &session.reveal(), &session.digest(), "argon2", "打错的密码"] {
            assert!(!log.contains(secret), "{secret}");
        }
        store.close().await.unwrap();
        let bytes = std::fs::read(place.database()).unwrap();
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds(&session.digest()) && !holds(&session.reveal()) && !holds(&first[0].password));
        let mut store = Store::open(&place.address()).await.unwrap();
        assert!(store.session(&session, NOW).await.unwrap().is_some(), "sessions outlive the program");
    });
}

#[test]
fn nobody_is_logged_in_to_a_backup() {
    // It is about the file.
    if common::on_server() {
        return;
    }
    run(async {
        let place = Place::new();
        let mut store = started(&place).await;
        let Opened { secret, .. } = opened(log_in(&mut store, "admin", PASSWORD, NOW).await);
        store.backup(&place.path("备份.db"), false).await.unwrap();
        assert!(store.session(&secret, NOW).await.unwrap().is_some());
        store.close().await.unwrap();
        juesuan_store::restore(&place.path("备份.db"), &place.address(), true).await.unwrap();
        let mut store = Store::open(&place.address()).await.unwrap();
        assert!(store.session(&secret, NOW).await.unwrap().is_none());
        opened(log_in(&mut store, "admin", PASSWORD, NOW).await);
    });
}

/// A server moves what it does between threads.
#[test]
fn what_is_done_can_move_between_threads() {
    if common::skips() {
        return;
    }
    fn moves<T: Send>(_: T) {}
    run(async {
        let place = Place::new();
        let mut store = place.open().await;
        let grant = Grant::everywhere(Role::Bureau);
        moves(store.first_start(NOW));
        moves(store.grant(1, 2, &grant));
        moves(store.accounts());
        moves(store.bearer(&Secret::generate().unwrap(), NOW));
        moves(store.verify());
        let facts = store.login_facts("admin").await.unwrap();
        let proof = facts.prove("", None, NOW);
        moves(store.record_login(&proof, LIFETIME, NOW));
        moves(store.change_password(&proof, "", LIFETIME, NOW));
    });
}
