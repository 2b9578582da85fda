//! What can be wrong with a server of databases, and how it tells.

/// Why the books on a server cannot be used; every message says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// The address has something that is not known.
    #[error("地址写法不对：{0}。请写成 postgres://用户@主机:端口/数据库")]
    Address(String),
    /// Nothing answers.
    #[error("连接不上数据库服务器：{0}。请检查主机、端口、防火墙，以及服务器是否在运行")]
    Unreachable(String),
    /// The connection broke off.
    #[error("与数据库服务器的连接中断，正在办的事没有入账。请稍后再试")]
    Lost,
    /// Wrong password, or the server does not let this user in.
    #[error(
        "数据库服务器拒绝登录：{0}。请检查用户名和密码（可用环境变量 PGPASSWORD 或 ~/.pgpass），以及服务器的 pg_hba.conf"
    )]
    Login(String),
    /// There is no such database.
    #[error("服务器上没有这个数据库。请数据库管理员新建：CREATE DATABASE 名称 ENCODING 'UTF8' TEMPLATE template0")]
    NoDatabase,
    /// The database has no books yet.
    #[error("数据库中还没有账簿。请检查数据库名；新建账簿请先导入（juesuan import）")]
    NoBooks,
    /// The database has tables of another program.
    #[error("数据库中已有别的程序的表。请新建一个空的数据库")]
    NotBooks,
    /// The server is too old.
    #[error("服务器是 PostgreSQL {0}，需要 15 或更新的版本")]
    Old(String),
    /// Another encoding than UTF-8.
    #[error("数据库的编码是 {0}，需要 UTF8。请新建：CREATE DATABASE 名称 ENCODING 'UTF8' TEMPLATE template0")]
    Encoding(String),
    /// The user may not do it.
    #[error("数据库用户没有权限：{0}。写账簿请用账簿的所有者登录")]
    Denied(String),
    /// No more connections.
    #[error("数据库服务器的连接已满。请稍后再试，或调大 max_connections")]
    Crowded,
    /// A character that PostgreSQL cannot keep.
    #[error("文字中有空字符（U+0000），PostgreSQL 不能存。请去掉后再试")]
    Character,
    /// What is only for files.
    #[error("{0}")]
    OnlyFiles(&'static str),
}

impl Trouble {
    /// What an error of the database means; none for what has a meaning of its own, or none.
    pub(crate) fn of(error: &sqlx::Error) -> Option<Self> {
        if let sqlx::Error::Io(_) | sqlx::Error::Protocol(_) = error {
            return Some(Self::Lost);
        }
        let told = error.as_database_error()?;
        Some(match told.code()?.as_ref() {
            "28000" | "28P01" => Self::Login(told.message().to_owned()),
            "3D000" => Self::NoDatabase,
            "42501" | "25006" => Self::Denied(told.message().to_owned()),
            "53300" => Self::Crowded,
            "57P01" | "57P02" | "57P03" => Self::Lost,
            "22021" | "22P05" => Self::Character,
            _ => return None,
        })
    }
}
