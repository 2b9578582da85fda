//! A PostgreSQL server of this test program's own: on a socket in a folder of its own, by a user that is not root, gone when the
//! program ends. One more program of the same tests (`postgres.rs`) uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Where Debian keeps its programs; newer ones serve as well.
const PROGRAMS: [&str; 4] = [
    "/usr/lib/postgresql/15/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/17/bin",
    "/usr/lib/postgresql/18/bin",
];

/// The folder of the server of this process.
fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("juesuan-postgres-{}", std::process::id()))
}

fn programs() -> Option<&'static str> {
    PROGRAMS.into_iter().find(|folder| Path::new(folder).join("initdb").exists())
}

/// Whether there is a server to try it with; says so where there is none.
pub fn is_there() -> bool {
    let there = programs().is_some();
    if !there {
        eprintln!("skipped: PostgreSQL is not installed (Debian: postgresql-15)");
    }
    there
}

/// The address of a database.
pub fn address(database: &str) -> String {
    format!("postgres://juesuan@localhost/{database}?host={}", folder().display())
}

/// A new, empty database; the first one starts the server.
pub fn new_database() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    start();
    // Several modules count for themselves.
    let name = format!("t{}_{}", NUMBER.fetch_add(1, Ordering::Relaxed), unique());
    // The caller may be within a runtime, where none can be begun.
    let create = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
    let created = std::thread::spawn(|| {
        super::run(async move {
            let mut connection = PgConnection::connect(&address("template1")).await.expect("a server");
            connection.execute(AssertSqlSafe(create)).await.expect("a database");
            connection.close().await.expect("a server");
        })
    });
    created.join().expect("a database");
    name
}

/// A number that no other call in this process gets.
fn unique() -> u128 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock");
    since.as_nanos()
}

/// Starts the server once; whoever comes second waits for it.
fn start() {
    let folder = folder();
    let ready = folder.join("ready");
    if fs::create_dir(&folder).is_ok() {
        begin(&folder);
        fs::write(&ready, "").expect("a file");
    }
    let began = Instant::now();
    while !ready.exists() {
        assert!(began.elapsed() < Duration::from_secs(120), "the server does not start");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn begin(folder: &Path) {
    let programs = programs().expect("it was looked for");
    let data = folder.join("data");
    // A server does not run as root.
    let root = Path::new("/proc/self").metadata().is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let user = if root { "runuser -u nobody -- " } else { "" };
    if root {
        let done = Command::new("chown").arg("nobody").arg(folder).status().expect("chown");
        assert!(done.success(), "chown");
    }
    // When the tests end, however they do, their end of the pipe is closed: then the server is stopped and its folder goes.
    let script = format!(
        "cd / && {user}{programs}/initdb -D {data} -U juesuan --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >{log} 2>&1 && \
         printf 'local all locked scram-sha-256\\nlocal all all trust\\n' > {data}/pg_hba.conf && \
         {user}{programs}/pg_ctl -D {data} -w -t 60 -l {data}/log \
         -o \"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off\" start >>{log} 2>&1 && echo started; \
         read end; {user}{programs}/pg_ctl -D {data} -m immediate stop >/dev/null 2>&1; rm -rf {folder}",
        data = data.display(),
        folder = folder.display(),
        log = folder.join("start.log").display(),
    );
    let mut shell = Command::new("setsid")
        .args(["sh", "-c", &script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell");
    let mut line = String::new();
    let output = shell.stdout.take().expect("it is piped");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut line).expect("a line");
    let log = fs::read_to_string(folder.join("start.log")).unwrap_or_default();
    assert_eq!(line.trim(), "started", "{log}");
    keep(shell);
}

/// Keeps the pipe open as long as the process lives.
fn keep(shell: Child) {
    std::mem::forget(shell);
}
