//! The web application as it is started and stopped from the command line.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A program that serves; killed when a test fails.
struct Serving {
    child: Child,
    /// What it printed until it said where its pages are.
    printed: String,
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn juesuan(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juesuan"));
    command.current_dir(folder).args(args);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("JUESUAN_")) {
        command.env_remove(name);
    }
    command
}

/// Starts serving, and waits for the address.
fn serving(folder: &Path, args: &[&str]) -> Serving {
    let log = fs::File::create(folder.join(LOG)).expect("a file for the log");
    let child = juesuan(folder, args).stdout(Stdio::piped()).stderr(log).spawn().expect("the binary runs");
    let mut serving = Serving { child, printed: String::new(), address: String::new() };
    let mut lines = BufReader::new(serving.child.stdout.take().expect("its output")).lines();
    loop {
        let line = lines.next().unwrap_or_else(|| panic!("it ended: {}", serving.printed)).expect("UTF-8");
        serving.printed += &line;
        serving.printed.push('\n');
        if let Some((_, rest)) = line.split_once("http://") {
            serving.address = rest.split('/').next().unwrap_or_default().to_owned();
            return serving;
        }
    }
}

impl Serving {
    /// The answer to a request for a page.
    fn get(&self, path: &str) -> String {
        get(&self.address, path)
    }

    /// Asks it to stop as a system does, and gives its exit code.
    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(asked.success());
        self.child.wait().expect("its end").code()
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

/// An empty folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn ended(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = juesuan(folder, args).output().expect("the binary runs");
    (status.code(), String::from_utf8(stderr).expect("UTF-8"))
}

/// What the server says of its requests.
const LOG: &str = "log.jsonl";
const SERVE: [&str; 5] = ["serve", "--db", "sqlite:账簿.db", "--port", "0"];

#[test]
fn the_first_start_gives_one_time_passwords_and_the_second_none() {
    let folder = folder("serve");
    let first = serving(&folder, &SERVE);
    for login in ["admin", "security", "audit"] {
        assert_eq!(first.printed.matches(&format!("登录名 {login}　一次性密码 ")).count(), 1, "{}", first.printed);
    }
    let page = first.get("/login");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("name=\"password\""), "{page}");
    assert!(!page.contains("演示"), "accounts are offered in a demonstration only");
    assert!(first.get("/healthz").ends_with("ok\n"));
    assert_eq!(first.stop(), Some(0));
    let second = serving(&folder, &SERVE);
    assert!(!second.printed.contains("一次性密码"), "{}", second.printed);
    assert_eq!(second.stop(), Some(0));
}

#[test]
fn who_asks_it_to_stop_as_soon_as_it_says_its_address_is_heard() {
    let folder = folder("serve-stop");
    for _ in 0..5 {
        assert_eq!(serving(&folder, &SERVE).stop(), Some(0));
    }
}

#[test]
fn measurements_have_an_address_of_their_own_and_the_log_names_nobody() {
    let folder = folder("serve-metrics");
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").to_string();
    let server = serving(&folder, &[&SERVE[..], &["--metrics", &free]].concat());
    assert!(server.get("/login?next=/d/2024/zhangsan").starts_with("HTTP/1.1 200"));
    assert!(server.get("/d/2024/zhangsan/tables").starts_with("HTTP/1.1 303"));
    let measured = get(&free, "/metrics");
    let of_login = |line: &&str| line.starts_with("http_requests_total") && line.contains("route=\"/login\"");
    let counted = measured.lines().find(of_login).unwrap_or_else(|| panic!("{measured}"));
    assert!(counted.ends_with(" 1"), "{counted}");
    assert!(measured.contains("http_request_seconds"), "{measured}");
    assert!(!measured.contains("zhangsan"), "a route, never what stands in its place: {measured}");
    assert!(server.get("/metrics").starts_with("HTTP/1.1 404"), "not for those who read pages");
    assert_eq!(server.stop(), Some(0));
    let log = fs::read_to_string(folder.join(LOG)).expect("the log");
    let requests = log.lines().filter(|line| line.contains("\"route\":\"/login\"") && line.contains("\"status\":200"));
    assert_eq!(requests.count(), 1, "{log}");
    assert!(!log.contains("zhangsan") && !log.contains("127.0.0.1"), "{log}");
}

#[test]
fn a_port_that_is_taken_or_is_none_is_told_with_the_remedy() {
    let folder = folder("serve-port");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let (code, message) = ended(&folder, &["serve", "--db", "sqlite:账簿.db", "--port", &port]);
    assert_eq!(code, Some(2), "{message}");
    assert!(message.contains(&port) && message.contains("--port"), "{message}");
    let (code, message) = ended(&folder, &["serve", "--db", "sqlite:账簿.db", "--port", "80800"]);
    assert_eq!(code, Some(2), "{message}");
    assert!(message.contains("80800"), "{message}");
}

#[test]
fn the_demonstration_offers_its_people() {
    let folder = folder("serve-demo");
    let demo = serving(&folder, &["demo", "--port", "0"]);
    assert!(demo.printed.contains("0 errors") && !demo.printed.contains("一次性密码"), "{}", demo.printed);
    let page = demo.get("/login");
    assert!(page.contains("会计 王敏") && page.contains("分管领导"), "{page}");
    assert!(demo.get("/").contains("location: /open"));
    assert_eq!(demo.stop(), Some(0));
}
