//! What somebody could try who means harm: forged requests, stolen and planted sessions, guesses of passwords, addresses and
//! texts that are meant to be taken for something else, files that are meant to be too much.

mod common;

use std::{
    collections::{BTreeSet, VecDeque},
    io::Write,
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, Response, StatusCode, header},
};
use common::{Office, UNIT};
use futures_util::future::join_all;
use juesuan_rights::Right;
use juesuan_web::{Config, Who, demo::PASSWORD, route_table};
use tower::ServiceExt;

const HOST: &str = "office.test";
/// Somebody for each right, so that together they get everywhere.
const EVERYBODY: [&str; 9] =
    ["kuaiji", "jixiao", "keshi", "lingdao", "shenji", "caizheng", "admin", "security", "audit"];
/// A text that must never be taken for a part of a page.
const EVIL: &str = "\"><img onerror=x><script>x</script>";

/// A request as somebody, whose body is not awaited: some never end.
async fn begin(office: &Office, method: Method, who: &str, path: &str) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
    request = request.header(header::ORIGIN, format!("http://{HOST}"));
    if who != "-" {
        request = request.header(header::COOKIE, office.cookie(who).await);
    }
    office.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn sign_in(office: &Office, login: &str, password: &str, next: &str, from: u8) -> common::Answer {
    let request = Request::post("/login")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(SocketAddr::from(([10, 0, 0, from], 1))));
    let body = format!("login={login}&password={password}&next={next}");
    office.ask(request.body(Body::from(body)).unwrap()).await
}

async fn with_cookie(office: &Office, cookie: &str, path: &str) -> common::Answer {
    let request = Request::get(path).header(header::HOST, HOST).header(header::COOKIE, cookie);
    office.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn strangers_pages_change_nothing() {
    let office = Office::new().await;
    let cookie = office.cookie("kuaiji").await;
    let routes = route_table(&office.app);
    let forms = routes.iter().filter(|route| route.method == Method::POST && !matches!(route.who, Who::Token(_)));
    for route in forms {
        for (name, value) in [
            ("origin", Some("http://evil.test")),
            ("origin", Some("null")),
            ("origin", None),
            ("sec-fetch-site", Some("cross-site")),
            ("sec-fetch-site", Some("same-site")),
        ] {
            let mut request = Request::post(filled(route.path, "1")).header(header::HOST, HOST);
            request = request.header(header::COOKIE, &cookie);
            if let Some(value) = value {
                request = request.header(name, value);
            }
            let answer = office.ask(request.body(Body::empty()).unwrap()).await;
            let text = answer.text();
            assert!(
                answer.status == StatusCode::FORBIDDEN && text.contains("不是从本系统的页面"),
                "{} with {name} {value:?}: {}",
                route.path,
                answer.status
            );
        }
    }
    assert_eq!(with_cookie(&office, &cookie, "/me").await.status, StatusCode::OK, "not even signed out");
}

#[tokio::test]
async fn a_session_is_made_at_the_door_and_ends_there() {
    let office = Office::new().await;
    // One that somebody planted beforehand is worth nothing, before and after.
    let planted = format!("juesuan={}", "a".repeat(64));
    let request = Request::post("/login")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("http://{HOST}"))
        .header(header::COOKIE, &planted)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let body = Body::from(format!("login=kuaiji&password={PASSWORD}"));
    let begun = office.ask(request.body(body).unwrap()).await;
    let first = begun.cookie.expect("a new one");
    assert_ne!(first, planted);
    assert!(with_cookie(&office, &planted, "/me").await.to.starts_with("/login"));
    assert_eq!(with_cookie(&office, &first, "/me").await.status, StatusCode::OK);

    let other = sign_in(&office, "kuaiji", PASSWORD, "", 1).await.cookie.unwrap();
    office.keep("kuaiji", first.clone());
    let new = "湖光山色与秋天的风声雨";
    let changed = office.post("kuaiji", "/me/password", &[("old", PASSWORD), ("new", new), ("again", new)]).await;
    let last = changed.cookie.expect("a session with the new password");
    for ended in [&first, &other] {
        assert!(with_cookie(&office, ended, "/me").await.to.starts_with("/login"), "it began with the old password");
    }
    office.keep("kuaiji", last.clone());
    office.post("kuaiji", "/logout", &[]).await;
    assert!(with_cookie(&office, &last, "/me").await.to.starts_with("/login"));
}

#[tokio::test]
async fn guessing_ends_soon_and_tells_nothing() {
    let office = Office::new().await;
    let wrong = join_all((0..5).map(|_| sign_in(&office, "keshi", "wrong-wrong", "", 1))).await;
    let begun = Instant::now();
    let locked = sign_in(&office, "keshi", PASSWORD, "", 1).await;
    let unknown = sign_in(&office, "nobody", PASSWORD, "", 1).await;
    assert!(begun.elapsed() >= Duration::from_millis(800), "each takes its time");
    let words = |answer: &common::Answer| answer.text().replace("nobody", "keshi");
    assert_eq!((locked.status, words(&locked)), (unknown.status, words(&unknown)));
    assert!(wrong.iter().all(|answer| words(answer) == words(&unknown)));
    // Another address is not kept out by what this one did.
    let many = join_all((0..25).map(|_| sign_in(&office, "nobody", "x", "", 2))).await;
    assert!(many.iter().any(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(sign_in(&office, "jixiao", PASSWORD, "", 3).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_is_led_away() {
    let office = Office::new().await;
    for (number, next) in
        ["//evil.test", "/%5Cevil.test", "https%3A//evil.test", "javascript%3Aalert(1)", "/%09/evil.test", "%2F%2Fevil"]
            .iter()
            .enumerate()
    {
        let to = sign_in(&office, "kuaiji", PASSWORD, next, u8::try_from(number).unwrap()).await.to;
        assert!(
            to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains('\t'),
            "{next}: {to}"
        );
    }
}

#[tokio::test]
async fn cookies_and_headers_leave_nothing_open() {
    for https in [false, true] {
        let office = Office::with(Config { https, ..Config::default() }).await;
        let answer = sign_in(&office, "kuaiji", PASSWORD, "", 1).await;
        let set = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Path=/"), "{set}");
        assert_eq!((set.contains("Secure"), set.starts_with("__Host-")), (https, https), "{set}");
    }
    let office = Office::new().await;
    for route in route_table(&office.app).iter().filter(|route| route.method == Method::GET) {
        for who in ["-", "kuaiji", "audit"] {
            let headers = begin(&office, Method::GET, who, &filled(route.path, "1")).await.headers().clone();
            let text = |name: &str| headers[name].to_str().unwrap().to_owned();
            let policy = text("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{}: {policy}", route.path);
            assert!(!policy.contains('*') && !policy.contains("http"), "{}: {policy}", route.path);
            assert_eq!(text("x-content-type-options"), "nosniff");
            assert!(["SAMEORIGIN", "DENY"].contains(&text("x-frame-options").as_str()));
            assert!(["same-origin", "no-referrer"].contains(&text("referrer-policy").as_str()));
            assert!(headers.contains_key(header::CACHE_CONTROL));
        }
    }
}

/// A path with something in each of its places but year and unit.
fn filled(path: &str, other: &str) -> String {
    path.replace("{year}", "2024")
        .replace("{unit}", UNIT)
        .split('/')
        .map(|part| if part.starts_with('{') { other } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn odd_addresses_are_refused_and_break_nothing() {
    let office = Office::new().await;
    let long = "9".repeat(3000);
    let odd =
        ["0", "99999", "-1", "..%2Fx", "..%2F..%2Fetc%2Fpasswd", "%00", "%FF", "'%20OR%201=1--", "%E5%B1%80", &long];
    for route in route_table(&office.app).iter().filter(|route| route.path.contains('{')) {
        let parts: Vec<&str> = route.path.split('/').collect();
        for (place, _) in parts.iter().enumerate().filter(|(_, part)| part.starts_with('{')) {
            for value in odd {
                let mut path = parts.clone();
                path[place] = value;
                let path = filled(&path.join("/"), "1");
                // The bureau's person has rights on all units, even on those that there are not.
                for who in ["caizheng", "admin"] {
                    let status = begin(&office, route.method.clone(), who, &path).await.status();
                    assert!(!status.is_server_error(), "{} {path}: {status}", route.method);
                }
            }
        }
    }
    for path in [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets//etc/passwd",
        "/assets/%2Fetc%2Fpasswd",
        "/assets/..%5c..%5cCargo.toml",
    ] {
        let answer = office.get("-", path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn no_query_is_taken_for_sql() {
    let office = Office::new().await;
    let mut names: BTreeSet<String> =
        ["q", "text", "after", "before", "sort", "page", "done", "next"].map(str::to_owned).into();
    for (_, html) in pages(&office, &["caizheng", "audit", "-"], 60).await {
        names.extend(html.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    names.retain(|name| !name.contains(['{', ' ']));
    for value in ["%27%20OR%201=1%20--", "%22%3B%20DROP%20TABLE%20log%3B--", "%25_%5C%2A%28", "%00"] {
        let query: Vec<String> = names.iter().map(|name| format!("{name}={value}")).collect();
        for route in route_table(&office.app).iter().filter(|route| route.method == Method::GET) {
            for who in ["caizheng", "audit", "security"] {
                let path = format!("{}?{}", filled(route.path, "1"), query.join("&"));
                let status = begin(&office, Method::GET, who, &path).await.status();
                assert!(!status.is_server_error(), "{path}: {status}");
            }
        }
    }
    let verified = office.app.shelf.read().await.unwrap().verify().await.unwrap();
    assert!(verified.flaws.is_empty(), "{:?}", verified.flaws);
}

/// Pages that people reach from where they land, by following links; at most so many each.
async fn pages(office: &Office, people: &[&str], most: usize) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for who in people {
        let mut seen = BTreeSet::new();
        let routes = route_table(&office.app);
        let start = routes.iter().filter(|route| route.method == Method::GET).map(|route| filled(route.path, "1"));
        let mut waiting: VecDeque<String> = start.collect();
        while let Some(path) = waiting.pop_front() {
            if seen.len() >= most + routes.len() || !seen.insert(path.clone()) {
                continue;
            }
            let response = begin(office, Method::GET, who, &path).await;
            let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
            if !kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("image/svg")) {
                continue;
            }
            let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
            let html = String::from_utf8_lossy(&bytes).into_owned();
            let links = html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            waiting.extend(
                links.filter(|link| link.starts_with('/')).map(|link| link.replace("&#38;", "&").replace("&amp;", "&")),
            );
            pages.push((format!("{who} {path}"), html));
        }
    }
    pages
}

/// Sends a file or JSON with a token.
async fn program(
    office: &Office,
    token: &str,
    key: &str,
    path: &str,
    file: Option<&str>,
    content: &[u8],
) -> common::Answer {
    let mut request = Request::post(path).header(header::HOST, HOST).header("idempotency-key", key);
    request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let body = match file {
        None => content.to_vec(),
        Some(name) => {
            let head = format!("--L\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            head.bytes().chain(content.iter().copied()).chain(*b"\r\n--L--\r\n").collect()
        }
    };
    let kind = if file.is_some() { "multipart/form-data; boundary=L" } else { "application/json" };
    office.ask(request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn no_text_becomes_a_part_of_a_page() {
    let office = Office::new().await;
    let quoted = EVIL.replace('"', "\"\"");
    let table = format!(
        "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途\n\
         E1,2024-12-20,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30211,,5.00,\"{quoted}\",\"{quoted}\"\n\
         E2,2024-12-23,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30211,,-5.00,\"{quoted}\",\"{quoted}\"\n"
    );
    let of_books = office.token("kuaiji", EVIL, &[Right::SubmitBooks]).await;
    let entered =
        program(&office, &of_books, "a", "/api/v1/d/2024/101001/imports", Some("x.csv"), table.as_bytes()).await;
    assert_eq!(entered.status, StatusCode::CREATED, "{}", entered.text());
    let of_evidence = office.token("keshi", EVIL, &[Right::SubmitEvidence]).await;
    let evidence = serde_json::json!({"单位代码": "101001", "登记簿": "X01产出", "登记号": "E1", "登记日期": "2024-12-20", "数值": 1,
        "项目代码": "X01", "来源": EVIL, "佐证说明": EVIL});
    let evidence = serde_json::to_vec(&evidence).unwrap();
    let entered = program(&office, &of_evidence, "a", "/api/v1/d/2024/101001/evidence", None, &evidence).await;
    assert_eq!(entered.status, StatusCode::CREATED, "{}", entered.text());
    office.post("admin", "/admin/people", &[("login", "evil"), ("name", EVIL)]).await.ok();

    for (path, html) in pages(&office, &EVERYBODY, 40).await {
        assert!(!html.contains("<img onerror") && !html.contains("<script>x"), "{path}");
    }
    // What is typed comes back in forms and in searches.
    let typed = [("login", EVIL), ("name", EVIL), ("password", "x"), ("next", EVIL)];
    for (who, path) in [("-", "/login"), ("admin", "/admin/people"), ("kuaiji", "/me/tokens")] {
        assert!(!office.post(who, path, &typed).await.text().contains("<img onerror"), "{path}");
    }
    let search = "%22%3E%3Cimg%20onerror%3Dx%3E";
    for path in ["/admin/log?actor=", "/admin/log?from=", "/login?next=/", "/admin/people/1?done="] {
        let page = office.get("audit", &format!("{path}{search}")).await;
        assert!(!page.text().contains("<img onerror"), "{path}");
    }
}

#[tokio::test]
async fn what_is_too_much_is_refused_soon() {
    let office = Office::with(Config { upload_mb: 2, ..Config::default() }).await;
    let token = office.token("kuaiji", EVIL, &[Right::SubmitBooks, Right::CheckDocuments]).await;
    let large = vec![b'1'; 3 << 20];
    for path in ["imports", "findings"] {
        let path = format!("/api/v1/d/2024/101001/{path}");
        let answer = program(&office, &token, "a", &path, Some("x.csv"), &large).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
        let begun = Instant::now();
        let (bomb, name) = (bomb(), "x.docx");
        let answer = program(&office, &token, "b", &path, Some(name), &bomb).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text());
        assert!(begun.elapsed() < Duration::from_secs(20), "{path}: {:?}", begun.elapsed());
    }
    // The office still works.
    office.get("kuaiji", "/me").await.ok();
}

/// 400 MB of nothing in less than half a megabyte, as a document.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("[Content_Types].xml", options).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(b"<w:document><w:body><w:p><w:r><w:t>").unwrap();
    let nothing = vec![b' '; 1 << 20];
    for _ in 0..400 {
        zip.write_all(&nothing).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
