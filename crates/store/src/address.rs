use std::path::PathBuf;

use crate::{Error, Result};

/// The file that the address of books (`sqlite:FILE`) names.
///
/// # Errors
/// When it is of a database that is not supported, or of none.
pub(crate) fn file_of(address: &str) -> Result<PathBuf> {
    if address.starts_with("postgres:") || address.starts_with("postgresql:") {
        return Err(Error::Postgres);
    }
    let file = address.strip_prefix("sqlite:").ok_or_else(|| Error::Address(address.to_owned()))?;
    // `sqlite://FILE` is how other tools write it; `sqlite:///FILE` is the same with an absolute path.
    let file = file.strip_prefix("//").unwrap_or(file);
    if file.is_empty() || file.starts_with(":memory:") {
        return Err(Error::Address(address.to_owned()));
    }
    Ok(PathBuf::from(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_files() {
        let file = |address| file_of(address).unwrap().to_str().unwrap().to_owned();
        assert_eq!(file("sqlite:账簿.db"), "账簿.db");
        assert_eq!(file("sqlite://a/b.db"), "a/b.db");
        assert_eq!(file("sqlite:///a/b.db"), "/a/b.db");
        assert_eq!(file("sqlite:/a/b.db"), "/a/b.db");
        assert!(matches!(file_of("postgres://host/books"), Err(Error::Postgres)));
        for address in ["账簿.db", "sqlite:", "sqlite::memory:", "mysql://x", ""] {
            assert!(matches!(file_of(address), Err(Error::Address(_))), "{address}");
        }
    }
}
