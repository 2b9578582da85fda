//! Each route × each role, against what `rights/*.toml` say: one row for each route, `"GET /d/{year}/{unit}/tables" =
//! "accountant leader"` (ids of roles), `"signed-in"` or `"anybody"`. A route without a row fails, and a row without a route.
//!
//! Every route is really asked, by a stranger, by a person of each role, and (where it is of a unit) by people who have the
//! right role for another unit. Whether the guard kept somebody out is told from what a handler may refuse by its words.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    path::Path,
};

use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use common::{Office, UNIT, YEAR};
use juesuan_rights::{Grant, Right, Role, password};
use juesuan_store::{Lifetime, LoginOutcome, NewAccount, Store, TokenRequest};
use juesuan_web::{Route, Who, demo, route_table};
use tower::ServiceExt;

/// A unit that is not the example's, nor above or below it.
const ELSEWHERE: &str = "990009";
/// The person of each role in the example's office.
const PEOPLE: [(&str, Role); 9] = [
    ("kuaiji", Role::Accountant),
    ("jixiao", Role::Performance),
    ("keshi", Role::Section),
    ("lingdao", Role::Leader),
    ("shenji", Role::Auditor),
    ("caizheng", Role::Bureau),
    ("admin", Role::SystemAdmin),
    ("security", Role::SecurityAdmin),
    ("audit", Role::AuditAdmin),
];
/// What the guard says to whom it keeps out, and no handler says.
const KEPT_OUT: [&str; 5] = [
    "您的岗位不能打开这一页",
    "刚才的操作没有执行",
    "令牌没有这个单位的这项权限",
    "请求头要有 Authorization",
    "令牌不存在、还没有批准",
];

/// Who a row lets in.
#[derive(Debug, PartialEq, Eq)]
enum Allowed {
    Anybody,
    SignedIn,
    Roles(BTreeSet<Role>),
}

/// By what somebody shows who they are.
#[derive(Default)]
struct Papers {
    cookie: Option<String>,
    token: Option<String>,
}

#[tokio::test]
async fn every_route_lets_in_whom_its_row_says() {
    let office = Office::new().await;
    let rows = rows();
    let mut table = route_table(&office.app);
    let routes: BTreeSet<String> = table.iter().map(key).collect();
    let unknown: Vec<_> = rows.keys().filter(|row| !routes.contains(*row)).collect();
    assert!(unknown.is_empty(), "rows without a route: {unknown:#?}");
    let lacking: Vec<String> = table.iter().filter(|route| !rows.contains_key(&key(route))).map(suggestion).collect();
    assert!(lacking.is_empty(), "routes without a row in tests/rights/<area>.toml:\n{}", lacking.join("\n"));

    // Who signs out is signed out: last.
    table.sort_by_key(|route| route.path == "/logout");
    let here = papers(&office, UNIT).await;
    let elsewhere = papers(&office, ELSEWHERE).await;
    let mut wrong = Vec::new();
    for route in &table {
        let allowed = &rows[&key(route)];
        for (number, (_, role)) in PEOPLE.iter().enumerate() {
            let expected = allowed.takes(*role);
            if admitted(&office, route, &here[role], number).await != expected {
                wrong.push(format!("{}: {} should be let in: {expected}", key(route), role.id()));
            }
            let of_unit = route.path.contains("{unit}") && matches!(allowed, Allowed::Roles(_));
            // Administrators are of no unit.
            let Some(foreign) = elsewhere.get(role).filter(|_| of_unit && expected) else { continue };
            if admitted(&office, route, foreign, number).await {
                wrong.push(format!("{}: {} of another unit is let in", key(route), role.id()));
            }
        }
        if admitted(&office, route, &Papers::default(), 100).await != (*allowed == Allowed::Anybody) {
            wrong.push(format!("{}: a stranger", key(route)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A token is not a session, and a session no token.
#[tokio::test]
async fn programs_and_people_each_have_their_own_door() {
    let office = Office::new().await;
    let here = papers(&office, UNIT).await;
    let accountant = &here[&Role::Accountant];
    let session = Papers { cookie: accountant.cookie.clone(), token: None };
    let token = Papers { cookie: None, token: accountant.token.clone() };
    for route in route_table(&office.app) {
        match route.who {
            Who::Anybody => {}
            Who::Token(_) => assert!(!admitted(&office, &route, &session, 1).await, "{}", key(&route)),
            _ => assert!(!admitted(&office, &route, &token, 1).await, "{}", key(&route)),
        }
    }
}

impl Allowed {
    fn parse(row: &str, words: &str) -> Self {
        match words {
            "anybody" => Self::Anybody,
            "signed-in" => Self::SignedIn,
            roles => {
                let role = |id: &str| Role::parse(id).unwrap_or_else(|| panic!("{row}: no role {id}"));
                Self::Roles(roles.split_whitespace().map(role).collect())
            }
        }
    }

    fn takes(&self, role: Role) -> bool {
        match self {
            Self::Anybody | Self::SignedIn => true,
            Self::Roles(roles) => roles.contains(&role),
        }
    }
}

fn rows() -> BTreeMap<String, Allowed> {
    let mut rows = BTreeMap::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rights")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let table: BTreeMap<String, String> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for (row, words) in table {
            let allowed = Allowed::parse(&row, &words);
            assert!(rows.insert(row.clone(), allowed).is_none(), "{row} stands in two rows");
        }
    }
    rows
}

fn key(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// The row that a route would have if its declaration is what was meant: to be judged, not copied.
fn suggestion(route: &Route) -> String {
    let who = match route.who {
        Who::Anybody => "anybody".to_owned(),
        Who::SignedIn => "signed-in".to_owned(),
        Who::On(right) | Who::With(right) | Who::Token(right) => holders(&[right]),
        Who::OnEither(rights) => holders(rights),
    };
    format!("\"{}\" = \"{who}\"", key(route))
}

/// The roles that have one of some rights.
fn holders(rights: &[Right]) -> String {
    let roles = Role::ALL.into_iter().filter(|role| rights.iter().any(|right| role.rights().contains(right)));
    roles.map(Role::id).collect::<Vec<_>>().join(" ")
}

/// Papers of a person of each role for a unit: those of the example's office, or new people for another.
async fn papers(office: &Office, unit: &str) -> BTreeMap<Role, Papers> {
    let mut store = office.app.shelf.write().await;
    let hash = password::hash(demo::PASSWORD).unwrap();
    let accounts = store.accounts().await.unwrap();
    let id = |login: &str| accounts.iter().find(|account| account.login == login).map(|account| account.id).unwrap();
    let mut papers = BTreeMap::new();
    for (login, role) in PEOPLE {
        let (person, login) = if unit == UNIT {
            (id(login), login.to_owned())
        } else if role.is_administrator() {
            continue;
        } else {
            let login = format!("{login}-{unit}");
            let account = NewAccount { login: &login, name: "外单位", password: &hash };
            let person = store.create_account(id("admin"), account, 0).await.unwrap();
            store.grant(id("security"), person, &Grant::new(unit, role).unwrap()).await.unwrap();
            (person, login)
        };
        let token = token(&mut store, person, id("security"), unit, role).await;
        papers.insert(role, Papers { cookie: Some(session(&mut store, &login, &hash).await), token });
    }
    papers
}

async fn session(store: &mut Store, login: &str, hash: &str) -> String {
    let now = now();
    let proof = store.login_facts(login).await.unwrap().prove(demo::PASSWORD, None, now);
    let lifetime = Lifetime { idle: 3600, whole: 3600 };
    let LoginOutcome::In(opened) = store.change_password(&proof, hash, lifetime, now).await.unwrap() else {
        panic!("{login} is not let in");
    };
    format!("juesuan={}", opened.secret.reveal())
}

/// A token with all that a role can do for a unit; administrators have none.
async fn token(store: &mut Store, person: i64, security: i64, unit: &str, role: Role) -> Option<String> {
    if role.is_administrator() {
        return None;
    }
    let request = TokenRequest { name: "测试", unit, rights: role.rights(), ends: now() + 3600 };
    let (token, secret) = store.ask_token(person, request, now()).await.unwrap();
    store.approve_token(security, token, now()).await.unwrap();
    Some(secret.reveal())
}

fn now() -> i64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed()
}

/// Whether a request comes as far as the handler. Bodies of pages are not awaited: some never end.
async fn admitted(office: &Office, route: &Route, papers: &Papers, number: usize) -> bool {
    let host = "office.test";
    let mut request = Request::builder().method(route.method.clone()).uri(filled(route.path));
    request = request.header(header::HOST, host).header(header::ORIGIN, format!("http://{host}"));
    if let Some(cookie) = &papers.cookie {
        request = request.header(header::COOKIE, cookie);
    }
    if let Some(token) = &papers.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if route.method == Method::POST {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    // Each from their own address, so that nobody asks too often.
    let address = SocketAddr::from(([10, 0, 0, u8::try_from(number).unwrap()], 1));
    let request = request.extension(ConnectInfo(address)).body(Body::empty()).unwrap();
    let response = office.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let to = parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
    assert_ne!(parts.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!parts.status.is_server_error(), "{}: {}", key(route), parts.status);
    match parts.status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            let bytes = to_bytes(body, 1 << 20).await.unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains("不是从本系统的页面发出的"),
                "{}: our own page is taken for a foreign one",
                key(route)
            );
            !KEPT_OUT.iter().any(|words| text.contains(words))
        }
        _ => !to.starts_with("/login?next="),
    }
}

/// A path with something in each of its places.
fn filled(path: &str) -> String {
    let year = YEAR.to_string();
    let part = |part: &str| match part {
        "{year}" => year.clone(),
        "{unit}" => UNIT.to_owned(),
        "{*name}" => "app.css".to_owned(),
        // Nothing has this number, so that nothing is taken from those who still have to ask.
        part if part.starts_with('{') => "999".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
