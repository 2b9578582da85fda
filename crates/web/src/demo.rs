//! An office with a person for each role, to look around in and to try things out: for demonstrations and tests.

use juesuan_rights::{Grant, Role, password};
use juesuan_store::{LoginOutcome, NewAccount, Store};

use crate::{Config, DemoPerson, WebError, sessions};

/// The password of everybody. It protects nothing: the books are made up, and only this machine reaches them.
pub const PASSWORD: &str = "juesuan-yanshi";

/// Login, name, role, and what they do.
const PEOPLE: [(&str, &str, Role, &str); 7] = [
    ("kuaiji", "会计 王敏", Role::Accountant, "导入账簿，编九张表和情况说明，定稿"),
    ("fuhe", "复核会计 刘洋", Role::Accountant, "复核别人提交的导入"),
    ("jixiao", "绩效管理 陈静", Role::Performance, "看监控、交办和核验整改、写自评"),
    ("keshi", "业务科室 张强", Role::Section, "报送佐证，办理整改"),
    ("lingdao", "分管领导 赵立", Role::Leader, "审批整改，批准公开"),
    ("shenji", "审计监督 周芳", Role::Auditor, "查账到凭证，督办整改"),
    ("caizheng", "财政审核 孙磊", Role::Bureau, "看各单位，审核决算文件"),
];

/// The three administrators in the order in which a first start makes them.
const ADMINISTRATORS: [(&str, &str, &str); 3] = [
    ("admin", "系统管理员", "建账号，不能授权"),
    ("security", "安全管理员", "授权，不能建账号"),
    ("audit", "审计管理员", "看日志，不能改"),
];

/// Makes the people of a demonstration for a unit, in books without accounts; gives them all.
///
/// # Errors
/// When the books cannot be written.
pub async fn furnish(store: &mut Store, unit: &str) -> Result<Vec<DemoPerson>, WebError> {
    let now = sessions::now();
    let hash = password::hash(PASSWORD).map_err(juesuan_store::Error::from)?;
    let mut demo = Vec::new();
    let Some(first) = store.first_start(now).await? else { return Ok(demo) };
    for account in &first {
        settle(store, account.login, &account.password, &hash).await?;
    }
    let id = |wanted: &str| first.iter().zip(1_i64..).find(|(account, _)| account.login == wanted).map_or(0, |it| it.1);
    let (admin, security) = (id("admin"), id("security"));
    for (login, name, role, does) in PEOPLE {
        let person = store.create_account(admin, NewAccount { login, name, password: &hash }, now).await?;
        let unit = if role == Role::Bureau { "" } else { unit };
        let grant = Grant::new(unit, role).map_err(juesuan_store::Error::from)?;
        store.grant(security, person, &grant).await?;
        settle(store, login, PASSWORD, &hash).await?;
        demo.push(person_of(login, name, does));
    }
    demo.extend(ADMINISTRATORS.map(|(login, name, does)| person_of(login, name, does)));
    Ok(demo)
}

fn person_of(login: &str, name: &str, does: &str) -> DemoPerson {
    let text = str::to_owned;
    DemoPerson { login: text(login), password: text(PASSWORD), name: text(name), does: text(does) }
}

/// Gives an account its lasting password, so that nobody is asked for a new one.
async fn settle(store: &mut Store, login: &str, old: &str, hash: &str) -> Result<(), WebError> {
    let now = sessions::now();
    let proof = store.login_facts(login).await?.prove(old, None, now);
    let lifetime = sessions::lifetime(&Config::default());
    if let LoginOutcome::In(opened) = store.change_password(&proof, hash, lifetime, now).await? {
        store.end_session(&opened.secret).await?;
    }
    Ok(())
}
