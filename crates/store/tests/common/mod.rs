//! Small books for the tests, and a way to run what is async.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod server;

use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use juesuan_store::{ImportOptions, Imported, Result, Store};

/// Runs what is async to its end.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

/// A folder for one test, with files of records in `账`.
pub struct Place {
    pub folder: tempfile::TempDir,
    /// The database of the books on the server; none when they are in a file.
    database: Option<String>,
}

/// Whether these are the same tests once more, with PostgreSQL.
pub fn on_server() -> bool {
    module_path!().starts_with("postgres::")
}

/// SQL as the home has it: what stands in brackets is only for the server, which also writes bytes in its own way.
fn said(sql: &str) -> String {
    let (Some((before, rest)), on_server) = (sql.split_once('['), on_server()) else {
        return if on_server() { sql.replace("x'00'", "'\\x00'::bytea") } else { sql.to_owned() };
    };
    let (only, after) = rest.split_once(']').expect("both brackets");
    [before, if on_server { only } else { "" }, after].concat()
}

/// A text as the home can keep it: PostgreSQL knows no empty character.
pub fn keepable(text: &str) -> String {
    if on_server() { text.replace('\0', "") } else { text.to_owned() }
}

/// Whether a test has nowhere to run: one with PostgreSQL where there is none.
pub fn skips() -> bool {
    on_server() && !server::is_there()
}

pub const UNITS: &str = "单位代码,单位名称,部门代码,单位类型\n\
    101,示例市某某局,101,行政单位\n\
    101002,示例市某某中心,101,事业单位\n";

pub const BUDGET: &str = "指标编号,单位代码,资金性质,功能科目,支出性质,经济科目,变动类型,金额,指标说明\n\
    Z1,101,一般公共预算财政拨款,2010301,公用经费,,年初预算,100000,\n\
    Z1,101,一般公共预算财政拨款,2010301,公用经费,,追加,50000,设备更新\n\
    Z2,101002,一般公共预算财政拨款,2010350,公用经费,,年初预算,80000,\n";

pub const RECEIPTS: &str = "收入凭证号,日期,单位代码,资金性质,功能科目,金额,付款人,摘要\n\
    S1,2024-01-05,101,一般公共预算财政拨款,2010301,150000,市财政局,拨款\n\
    S2,2024-01-06,101002,一般公共预算财政拨款,2010350,80000,市财政局,拨款\n";

pub const PAYMENTS: &str = "支付凭证号,分录号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,经济科目,金额,收款人,用途\n\
    P1,1,2024-02-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,1000.50,文具店,办公用品\n\
    P1,2,2024-02-01,101,Z1,一般公共预算财政拨款,2010301,公用经费,30211,2000,客运公司,差旅\n\
    P2,,2024-03-01,101002,Z2,一般公共预算财政拨款,2010350,公用经费,30201,300,文具店,办公用品\n\
    P3,,2024-03-02,101,Z1,一般公共预算财政拨款,2010301,公用经费,30201,-0.50,文具店,退款\n";

impl Place {
    /// A folder with the books above.
    pub fn new() -> Self {
        let database = on_server().then(server::new_database);
        let place = Self { folder: tempfile::tempdir().expect("a folder"), database };
        std::fs::create_dir(place.records()).expect("a folder");
        for (name, text) in
            [("单位.csv", UNITS), ("预算指标.csv", BUDGET), ("收入.csv", RECEIPTS), ("支付.csv", PAYMENTS)]
        {
            place.write(&format!("账/{name}"), text);
        }
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn records(&self) -> PathBuf {
        self.path("账")
    }

    pub fn database(&self) -> PathBuf {
        self.path("账簿.db")
    }

    pub fn address(&self) -> String {
        match &self.database {
            Some(name) => server::address(name),
            None => format!("sqlite:{}", self.database().display()),
        }
    }

    /// Runs SQL past the program; how many rows it changed.
    pub async fn behind(&self, sql: &str) -> sqlx::Result<u64> {
        self.past(sql, "").await
    }

    /// The same with the guards and the references between tables out of the way.
    pub async fn behind_guards(&self, sql: &str) -> u64 {
        let done = if on_server() {
            self.past(sql, "SET session_replication_role = replica").await
        } else {
            self.unguarded(sql).await
        };
        done.expect(sql)
    }

    async fn past(&self, sql: &str, before: &'static str) -> sqlx::Result<u64> {
        if !on_server() {
            let mut connection = SqliteConnection::connect(&self.address()).await?;
            let done = connection.execute(AssertSqlSafe(said(sql))).await;
            connection.close().await?;
            return Ok(done?.rows_affected());
        }
        let mut connection = PgConnection::connect(&self.address()).await?;
        connection.execute(before).await?;
        let done = connection.execute(AssertSqlSafe(said(sql))).await;
        connection.close().await?;
        Ok(done?.rows_affected())
    }

    async fn unguarded(&self, sql: &str) -> sqlx::Result<u64> {
        let mut connection = SqliteConnection::connect(&self.address()).await?;
        connection.execute("PRAGMA foreign_keys = OFF").await?;
        let triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        let triggers: Vec<(String, String)> = sqlx::query_as(triggers).fetch_all(&mut connection).await?;
        for (name, _) in &triggers {
            connection.execute(AssertSqlSafe(format!("DROP TRIGGER {name}"))).await?;
        }
        let done = connection.execute(AssertSqlSafe(sql.to_owned())).await?;
        for (_, text) in triggers {
            connection.execute(AssertSqlSafe(text)).await?;
        }
        connection.close().await?;
        Ok(done.rows_affected())
    }

    /// The columns of a table but its id.
    pub async fn columns(&self, table: &str) -> Vec<String> {
        let found = if on_server() {
            let sql = "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 1 ORDER BY attnum";
            let mut connection = PgConnection::connect(&self.address()).await.expect("a database");
            sqlx::query_scalar(sql).bind(table).fetch_all(&mut connection).await
        } else {
            let sql = "SELECT name FROM pragma_table_info($1) WHERE name <> 'id' ORDER BY cid";
            let mut connection = SqliteConnection::connect(&self.address()).await.expect("a database");
            sqlx::query_scalar(sql).bind(table).fetch_all(&mut connection).await
        };
        found.expect("columns")
    }

    /// A number that SQL gives.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        let found = if on_server() {
            let mut connection = PgConnection::connect(&self.address()).await.expect("a database");
            sqlx::query_scalar(sql).fetch_one(&mut connection).await
        } else {
            let mut connection = SqliteConnection::connect(&self.address()).await.expect("a database");
            sqlx::query_scalar(sql).fetch_one(&mut connection).await
        };
        found.expect("a number")
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.address()).await.expect("a database")
    }

    /// Opens the books and imports everything.
    pub async fn filled(&self) -> Store {
        let mut store = self.open().await;
        import(&mut store, &self.records()).await.expect("an import");
        store
    }
}

/// Imports a file or folder into 2024.
pub async fn import(store: &mut Store, path: &Path) -> Result<Imported> {
    let options = ImportOptions { year: 2024, paths: vec![path.to_owned()], actor: "张会计".to_owned() };
    store.import(&options, &mut |_| ()).await
}
