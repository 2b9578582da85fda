use std::path::{Path, PathBuf};

use juesuan_books::Problems;

use crate::{Home, Trouble};

/// What can go wrong with books in a database; every message names the file and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address is none that is known.
    #[error("不认识账簿地址“{0}”。请写成 sqlite:文件（如 sqlite:账簿.db）或 postgres://用户@主机/数据库")]
    Address(String),
    /// There is no such file.
    #[error("没有账簿文件 {0}。请检查路径；新建账簿请先导入（juesuan import）")]
    Missing(Home),
    /// The file is no database, or one of another program.
    #[error("{0} 不是账簿文件。请换一个文件名，或从备份恢复（juesuan restore）")]
    NotBooks(Home),
    /// A newer version of the program wrote it.
    #[error("{file} 由更新版本的程序写成（库结构第{found}版，本程序识得到第{known}版）。请升级程序后再打开")]
    Newer {
        /// The file.
        file: Home,
        /// Its schema.
        found: i64,
        /// The newest schema that this program knows.
        known: i64,
    },
    /// Somebody else is writing.
    #[error("{0} 正被另一个程序写入。请等它结束后再试")]
    Busy(Home),
    /// The server of the database.
    #[error("{home}：{trouble}")]
    Server {
        /// Where the books are, or should be.
        home: Home,
        /// What is wrong.
        trouble: Trouble,
    },
    /// No room on the disk.
    #[error("写 {0} 时磁盘空间不足，本次操作没有入账。请腾出空间后再试")]
    Full(Home),
    /// The file or its folder cannot be written.
    #[error("{0} 或其所在文件夹不可写。请检查权限")]
    ReadOnly(Home),
    /// The file is damaged.
    #[error("{file} 已损坏：{detail}。请从备份恢复（juesuan restore）")]
    Damaged {
        /// The file.
        file: Home,
        /// What does not hold.
        detail: String,
    },
    /// The records cannot be taken; nothing was.
    #[error("{0}")]
    Problems(#[from] Problems),
    /// A record that is entered by hand is in the books already.
    #[error("账簿中已有完全相同的“{0}”记录，没有重复记入。确是另一次的，请在说明中写明区别")]
    Repeated(&'static str),
    /// There are no books of the year.
    #[error("账簿中没有{year}年度的记录（有：{years}）。请先导入该年度的账")]
    NoYear {
        /// The year that was asked for.
        year: u16,
        /// The years that there are.
        years: String,
    },
    /// There is no such unit in the year.
    #[error("{year}年度的账簿中没有单位“{unit}”（有：{units}）。请检查单位代码")]
    NoUnit {
        /// The year.
        year: u16,
        /// The code that was asked for.
        unit: String,
        /// The first units that there are.
        units: String,
    },
    /// There is no such import, or it is withdrawn.
    #[error("日志第{0}条不是导入，或已经撤销。请用 juesuan log 查看日志")]
    NoImport(i64),
    /// Somebody may not do what they asked for.
    #[error("{0}")]
    Refused(#[from] juesuan_rights::Refusal),
    /// No passwords and tokens can be made.
    #[error("{0}")]
    NoRandom(#[from] juesuan_rights::NoRandom),
    /// Something of the office is not done, for a reason of its own.
    #[error("{0}")]
    NotDone(#[from] crate::office::Refused),
    /// A file would be overwritten.
    #[error("{0} 已经存在，没有覆盖。请换一个文件名；确要覆盖请加 --force")]
    Exists(PathBuf),
    /// Books would be copied into others.
    #[error("{0} 中已有账簿，没有复制。请换一个新的文件或空的数据库")]
    NotEmpty(Home),
    /// Books that are to be copied do not verify, or the copy is not the same.
    #[error("{home} 核验不通过，没有复制：{detail}。请先核验（juesuan verify）")]
    BadCopy {
        /// Which books.
        home: Home,
        /// What does not hold.
        detail: String,
    },
    /// A backup does not verify.
    #[error("备份 {file} 核验不通过，没有恢复：{detail}。请换一份备份")]
    BadBackup {
        /// The backup.
        file: PathBuf,
        /// What does not hold.
        detail: String,
    },
    /// A file could not be read or written.
    #[error("{file}：{source}。请检查路径、权限和磁盘空间")]
    Io {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else that the database says.
    #[error("读写 {file} 出错：{source}")]
    Database {
        /// The file.
        file: Home,
        /// What the database says.
        source: sqlx::Error,
    },
}

/// The result of what is done with books in a database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// What an error of the database means for its home.
    pub(crate) fn from_sqlx(home: &Home, source: sqlx::Error) -> Self {
        match home {
            Home::File(file) => Self::of_file(file, home.clone(), source),
            Home::Server(_) => Self::of_server(home.clone(), source),
        }
    }

    fn of_file(file: &Path, home: Home, source: sqlx::Error) -> Self {
        let code = source.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok());
        // The low byte is the primary result code, see https://www.sqlite.org/rescode.html.
        match code.map(|code| code & 0xff) {
            Some(5 | 6) => Self::Busy(home),
            Some(8) => Self::ReadOnly(home),
            Some(11) => Self::Damaged { file: home, detail: source.to_string() },
            Some(13) => Self::Full(home),
            Some(14) if !file.exists() => Self::Missing(home),
            Some(14) => Self::ReadOnly(home),
            Some(26) => Self::NotBooks(home),
            _ => Self::Database { file: home, source },
        }
    }

    fn of_server(home: Home, source: sqlx::Error) -> Self {
        let code = source.as_database_error().and_then(sqlx::error::DatabaseError::code);
        // See https://www.postgresql.org/docs/15/errcodes-appendix.html.
        match code.as_deref() {
            Some("55P03" | "40P01") => Self::Busy(home),
            Some("53100") => Self::Full(home),
            Some("XX001" | "XX002") => Self::Damaged { file: home, detail: source.to_string() },
            _ => match Trouble::of(&source) {
                Some(trouble) => Self::Server { home, trouble },
                None => Self::Database { file: home, source },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, Executor, SqliteConnection};

    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = runtime.block_on(async {
            let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
            connection.execute("PRAGMA max_page_count = 2").await.unwrap();
            connection.execute("CREATE TABLE t (x)").await.unwrap();
            connection.execute("INSERT INTO t VALUES (zeroblob(100000))").await.unwrap_err()
        });
        let error = Error::from_sqlx(&Home::File("账簿.db".into()), error);
        assert!(matches!(error, Error::Full(_)), "{error:?}");
        assert!(error.to_string().contains("腾出空间"));
    }
}
