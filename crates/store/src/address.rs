use std::fmt;
use std::path::PathBuf;

use crate::{Error, Result};

/// Where the books are: a file, or a database of a server.
#[derive(Clone, PartialEq, Eq)]
pub enum Home {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, by its whole address. It may hold a password and is shown without.
    Server(String),
}

impl Home {
    /// What an address of books (`sqlite:FILE`, `postgres://…`) names.
    ///
    /// # Errors
    /// When it is of a database that is not supported, or of none.
    pub fn parse(address: &str) -> Result<Self> {
        let unknown = || Error::Address(shown(address));
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Ok(Self::Server(address.to_owned()));
        }
        let file = address.strip_prefix("sqlite:").ok_or_else(unknown)?;
        // `sqlite://FILE` is how other tools write it; `sqlite:///FILE` is the same with an absolute path.
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() || file.starts_with(":memory:") {
            return Err(unknown());
        }
        Ok(Self::File(PathBuf::from(file)))
    }
}

/// An address without password and settings.
fn shown(address: &str) -> String {
    let (address, _) = address.split_once('?').unwrap_or((address, ""));
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    // A password may hold an `@` that was not written as `%40`: what stands before the last one is not the host.
    match rest.rsplit_once('@') {
        Some((user, host)) => format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default()),
        None => address.to_owned(),
    }
}

impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Server(address) => f.write_str(&shown(address)),
        }
    }
}

/// Never shows the password: debug output ends up in logs.
impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_files() {
        let file = |address| Home::parse(address).unwrap().to_string();
        assert_eq!(file("sqlite:账簿.db"), "账簿.db");
        assert_eq!(file("sqlite://a/b.db"), "a/b.db");
        assert_eq!(file("sqlite:///a/b.db"), "/a/b.db");
        assert_eq!(file("sqlite:/a/b.db"), "/a/b.db");
        for address in ["账簿.db", "sqlite:", "sqlite::memory:", "mysql://x", "postgres:x", ""] {
            assert!(matches!(Home::parse(address), Err(Error::Address(_))), "{address}");
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        for address in [
            "postgres://zhang:mi%20ma@db:5433/books?sslmode=disable",
            "postgresql://zhang:mi@ma@db/books?password=ma",
            "mysql://zhang:mima@db/books",
        ] {
            let shown = Home::parse(address).map_or_else(|error| error.to_string(), |home| format!("{home} {home:?}"));
            assert!(shown.contains("zhang@db") && !shown.contains("ma@db/b") && !shown.contains("mi"), "{shown}");
        }
        assert_eq!(Home::parse("postgres:///books").unwrap().to_string(), "postgres:///books");
    }
}
