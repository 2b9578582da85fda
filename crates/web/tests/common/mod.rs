//! The example department's office for the tests: its books, a person for each role, and requests as browsers make them.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Mutex,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use juesuan_rights::Right;
use juesuan_store::{ImportOptions, Store, TokenRequest};
use juesuan_web::{App, Config, demo, router};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// Fiscal year of the example.
pub const YEAR: u16 = 2024;
/// Its department.
pub const UNIT: &str = "101001";
/// The file of the books in an office's folder.
const BOOKS: &str = "账簿.db";
/// The host that requests say they are for.
const HOST: &str = "office.test";

/// A server without a network.
pub struct Office {
    pub app: App,
    pub router: Router,
    folder: TempDir,
    /// Cookies by login.
    cookies: Mutex<HashMap<String, String>>,
}

/// What a server answers.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    /// Where a redirect leads; empty without one.
    pub to: String,
    /// Content of cookies that are set.
    pub cookie: Option<String>,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The same, or a failure that shows the page.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{} {}", self.to, self.text());
        self
    }
}

/// The folder with the example department's files.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024")
}

/// The example's books with people, made once and copied for each test.
async fn furnished() -> &'static Path {
    static MADE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
    let (_, file) = MADE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join(BOOKS);
            let mut store = Store::open(&address(&file)).await.expect("new books");
            let options = ImportOptions { year: YEAR, paths: vec![example()], actor: "测试".to_owned() };
            store.import(&options, &mut |_| ()).await.expect("the example's books");
            demo::furnish(&mut store, UNIT).await.expect("people");
            store.close().await.expect("closed books");
            (folder, file)
        })
        .await;
    file
}

/// The address of books in a file.
pub fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

impl Office {
    /// The example department's office.
    pub async fn new() -> Self {
        // All of a test's requests come from one address, as fast as the machine goes. With one connection to read from,
        // whoever waits for a second while holding one waits long.
        Self::with(Config { requests_per_second: u32::MAX, readers: 1, ..Config::default() }).await
    }

    /// The same, set up otherwise.
    pub async fn with(config: Config) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(furnished().await, folder.path().join(BOOKS)).expect("a copy");
        Self::of(folder, config).await
    }

    /// The same people before anything was entered: books without a unit.
    pub async fn before_its_books() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(BOOKS);
        let mut store = Store::open(&address(&file)).await.expect("new books");
        demo::furnish(&mut store, UNIT).await.expect("people");
        store.close().await.expect("closed books");
        Self::of(folder, Config::default()).await
    }

    async fn of(folder: TempDir, config: Config) -> Self {
        let app = App::open(&address(&folder.path().join(BOOKS)), config).await.expect("the books");
        Self { router: router(&app), app, folder, cookies: Mutex::default() }
    }

    /// A path for a file of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file with the books.
    pub fn books(&self) -> PathBuf {
        self.path(BOOKS)
    }

    /// An approved token of somebody with some rights.
    pub async fn token(&self, login: &str, name: &str, rights: &[Right]) -> String {
        let mut store = self.app.shelf.write().await;
        let accounts = store.accounts().await.expect("accounts");
        let id = |login: &str| accounts.iter().find(|account| account.login == login).expect("an account").id;
        let now = std::time::UNIX_EPOCH.elapsed().expect("a clock").as_secs().cast_signed();
        let request = TokenRequest { name, unit: UNIT, rights, ends: now + 3600 };
        let (token, secret) = store.ask_token(id(login), request, now).await.expect("a token");
        store.approve_token(id("security"), token, now).await.expect("an approved token");
        secret.reveal()
    }

    /// Asks for a page as somebody; `-` for a stranger.
    pub async fn get(&self, who: &str, path: &str) -> Answer {
        self.send(who, Method::GET, path, None, Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let escape =
            |text: &str| -> String {
                text.bytes()
                    .map(|byte| {
                        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
                    })
                    .collect()
            };
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        let kind = Some("application/x-www-form-urlencoded".to_owned());
        self.send(who, Method::POST, path, kind, Body::from(fields.join("&"))).await
    }

    /// Sends a form with files: fields, and (field, file name, content).
    pub async fn upload(
        &self,
        who: &str,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const LINE: &str = "----------------juesuan-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (name, file, content) in files {
            let head = format!(
                "--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{LINE}--\r\n").bytes());
        let kind = Some(format!("multipart/form-data; boundary={LINE}"));
        self.send(who, Method::POST, path, kind, Body::from(body)).await
    }

    async fn send(&self, who: &str, method: Method, path: &str, kind: Option<String>, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        request = request.header(header::ORIGIN, format!("http://{HOST}"));
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if who != "-" {
            request = request.header(header::COOKIE, self.cookie(who).await);
        }
        self.ask(request.body(body).expect("a request")).await
    }

    /// Sends any request.
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let to = text(header::LOCATION).unwrap_or_default();
        let cookie = text(header::SET_COOKIE).and_then(|set| set.split(';').next().map(str::to_owned));
        let bytes = to_bytes(body, 64 << 20).await.expect("a body").to_vec();
        Answer { status: parts.status, to, cookie, headers: parts.headers, bytes }
    }

    /// Goes on as somebody with another cookie.
    pub fn keep(&self, who: &str, cookie: String) {
        self.cookies.lock().expect("cookies").insert(who.to_owned(), cookie);
    }

    /// The cookie of somebody who is signed in; signs them in the first time.
    pub async fn cookie(&self, who: &str) -> String {
        let known = self.cookies.lock().expect("cookies").get(who).cloned();
        if let Some(known) = known {
            return known;
        }
        let fields = format!("login={who}&password={}", demo::PASSWORD);
        let request = Request::post("/login")
            .header(header::HOST, HOST)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = self.ask(request.body(Body::from(fields)).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{who}: {}", answer.text());
        let cookie = answer.cookie.expect("a cookie");
        self.cookies.lock().expect("cookies").insert(who.to_owned(), cookie.clone());
        cookie
    }
}
