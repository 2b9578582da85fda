use std::{future::Future, path::Path};

use juesuan_books::{Books, Date};
use juesuan_desk::{Declared, Snapshot, Unclear};
use juesuan_performance::Settings;
use juesuan_store::{Copied, Error, Home, Store, Trouble, Verified};
use tokio::runtime::Runtime;

use crate::{
    args::Which,
    failure::{Failure, io_reason},
};

/// Books that are open, and what waits for them.
pub struct Session {
    runtime: Runtime,
    /// The books.
    pub store: Store,
    /// Whether there were none before.
    new: bool,
}

impl Session {
    /// Opens books, and makes new ones where there are none.
    ///
    /// # Errors
    /// When they cannot be opened.
    pub fn open_or_create(address: &str) -> Result<Self, Failure> {
        if let Ok(Home::File(file)) = Home::parse(address) {
            can_stand(&file)?;
        }
        let runtime = runtime()?;
        let (store, new) = match runtime.block_on(Store::open_existing(address)) {
            Err(Error::Missing(_) | Error::Server { trouble: Trouble::NoBooks, .. }) => {
                (runtime.block_on(Store::open(address))?, true)
            }
            opened => (opened?, false),
        };
        Ok(Self { runtime, store, new })
    }

    /// Closes books into which nothing could be brought, and leaves no empty file where there was none.
    pub fn abandon(self) {
        let home = self.store.home().clone();
        // The reason why they are abandoned has been told; what cannot be tidied up does no harm.
        let _ = self.runtime.block_on(self.store.close());
        if let (true, Home::File(file)) = (self.new, home) {
            let _ = std::fs::remove_file(file);
        }
    }

    /// Opens books that must exist.
    ///
    /// # Errors
    /// When there are none, or they cannot be opened.
    pub fn open(address: &str) -> Result<Self, Failure> {
        let runtime = runtime()?;
        let store = runtime.block_on(Store::open_existing(address))?;
        Ok(Self { runtime, store, new: false })
    }

    /// Restores the books at an address from a backup.
    ///
    /// # Errors
    /// When the backup does not verify, or there are books that may not be replaced.
    pub fn restore(backup: &Path, address: &str, force: bool) -> Result<Verified, Failure> {
        if let Ok(Home::File(file)) = Home::parse(address) {
            can_stand(&file)?;
        }
        Ok(runtime()?.block_on(juesuan_store::restore(backup, address, force))?)
    }

    /// Copies the books at an address into new ones at another.
    ///
    /// # Errors
    /// When they do not verify, or there are books already where they are to go.
    pub fn copy(from: &str, to: &str) -> Result<Copied, Failure> {
        if let Ok(Home::File(file)) = Home::parse(to) {
            can_stand(&file)?;
        }
        Ok(runtime()?.block_on(juesuan_store::copy(from, to))?)
    }

    /// Closes the books, so that nothing of them is left beside their file: who copies it then copies all.
    ///
    /// # Errors
    /// When the database cannot be closed.
    pub fn close(self) -> Result<(), Failure> {
        Ok(self.runtime.block_on(self.store.close())?)
    }

    /// Waits for something to be done with the books.
    pub fn wait<'s, T, E, F>(&'s mut self, what: impl FnOnce(&'s mut Store) -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, E>> + 's,
        Failure: From<E>,
    {
        Ok(self.runtime.block_on(what(&mut self.store))?)
    }

    /// What the books of a unit and a year come to, its indicators evaluated; the only year and the only department where none is named.
    ///
    /// # Errors
    /// When several could be meant, or there are none.
    pub fn load(&mut self, which: &Which) -> Result<Books, Failure> {
        let year = self.year(which)?;
        let unit = self.unit(which, year)?;
        self.wait(|store| juesuan_desk::books(store, &unit, year))
    }

    /// Everything about a unit and a year as of a day; the only year and the only department where none is named.
    ///
    /// # Errors
    /// When several could be meant, or there are none.
    pub fn snapshot(&mut self, which: &Which, day: Option<Date>, settings: &Settings) -> Result<Snapshot, Failure> {
        let year = self.year(which)?;
        let unit = self.unit(which, year)?;
        self.wait(|store| Snapshot::load(store, &unit, year, day, settings))
    }

    /// What a unit and a year declare; the only year and the only department where none is named.
    ///
    /// # Errors
    /// When several could be meant, or there are none.
    pub fn declared(&mut self, which: &Which) -> Result<Declared, Failure> {
        let year = self.year(which)?;
        let unit = self.unit(which, year)?;
        self.wait(|store| Declared::load(store, &unit, year))
    }

    /// The year that is meant.
    ///
    /// # Errors
    /// When several could be meant, or there is none.
    pub fn year(&mut self, which: &Which) -> Result<u16, Failure> {
        self.wait(|store| juesuan_desk::year(store, which.year))
    }

    /// The unit that is meant: the department of the books where none is named.
    ///
    /// # Errors
    /// When several could be meant, or there is none.
    pub fn unit(&mut self, which: &Which, year: u16) -> Result<String, Failure> {
        self.wait(|store| juesuan_desk::unit(store, which.unit.as_deref(), year))
    }
}

/// Whether a new file can stand at a path: its folder must be there, and it must not be one itself.
///
/// # Errors
/// When not, with the remedy.
pub fn can_stand(file: &Path) -> Result<(), Failure> {
    if file.is_dir() {
        return Err(Failure::new(format!("{} 是文件夹。请写文件的名字", file.display())));
    }
    match file.parent() {
        Some(folder) if folder != Path::new("") && !folder.is_dir() => {
            Err(Failure::new(format!("没有文件夹 {}。请先新建，或改用已有的文件夹", folder.display())))
        }
        _ => Ok(()),
    }
}

/// One thread waits; the database has its own.
fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("系统资源不足：{error}。请关闭其他程序后再试")))
}

impl From<juesuan_store::Error> for Failure {
    fn from(error: juesuan_store::Error) -> Self {
        match error {
            juesuan_store::Error::Problems(problems) => Self::Message(super::problems::told(&problems)),
            juesuan_store::Error::Io { file, source } => {
                let why = io_reason(&source);
                Self::Message(format!("{}：{why}。请检查路径、权限和磁盘空间", file.display()))
            }
            other => Self::Message(other.to_string()),
        }
    }
}

impl From<juesuan_desk::Error> for Failure {
    fn from(error: juesuan_desk::Error) -> Self {
        match error {
            juesuan_desk::Error::Store(error) => error.into(),
            juesuan_desk::Error::Unclear(unclear) => {
                Self::Message(format!("{}。{}", unclear.wrong(), remedy(&unclear)))
            }
            other => Self::Message(other.to_string()),
        }
    }
}

/// How something unclear is said on the command line.
fn remedy(unclear: &Unclear) -> &'static str {
    match unclear {
        Unclear::NoBooks => "请先导入（juesuan import）",
        Unclear::Year(_) => "请用 --year 指明",
        Unclear::Unit(_) => "请用 --unit 指明单位代码",
        Unclear::UnitOfCorrection { .. } => "请用 --unit 指明",
        Unclear::Section => "请用 --section 指明",
        Unclear::Deviation(_) => "请用 --kind 指明偏差类型",
        Unclear::NothingPlanned(_) => "请导入“绩效目标”“指标设定”“预算挂钩”（模板：juesuan template 模板.xlsx）",
        Unclear::NoUnits(_) => unclear.remedy(),
    }
}

/// Who does it, for the log: as given, else the name that the system knows.
pub fn actor(given: Option<&str>) -> String {
    let known = || ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    given.map(str::to_owned).or_else(known).filter(|name| !name.is_empty()).unwrap_or_else(|| "未署名".to_owned())
}
