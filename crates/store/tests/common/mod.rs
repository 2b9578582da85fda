//! Small books for the tests, and a way to run what is async.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};

use juesuan_store::{ImportOptions, Imported, Result, Store};

/// Runs what is async to its end.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

/// A folder for one test, with files of records in `账`.
pub struct Place {
    pub folder: tempfile::TempDir,
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
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
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
        format!("sqlite:{}", self.database().display())
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
