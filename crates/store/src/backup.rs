use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sqlx::SqlSafeStr;

use crate::db::{self, Transaction};
use crate::{Error, Home, Result, Store, Trouble, Verified};

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// What its verification found: no flaws.
    pub verified: Verified,
}

impl Store {
    /// Writes a backup into a new file, as the books are now; others may go on reading and writing meanwhile. It is
    /// verified before it gets its name.
    ///
    /// # Errors
    /// When the file exists and may not be replaced (`force`), cannot be written, or the books do not verify.
    pub async fn backup(&mut self, file: &Path, force: bool) -> Result<Backup> {
        let Home::File(own) = self.home.clone() else { return Err(only_files(&self.home)) };
        if file.exists() && !force {
            return Err(Error::Exists(file.to_owned()));
        }
        let part = beside(file, "部分");
        remove(&part)?;
        let written = db::query("VACUUM INTO $1").bind(part.to_string_lossy().into_owned());
        written
            .execute(&mut self.connection)
            .await
            .map_err(|error| Error::from_sqlx(&Home::File(part.clone()), error))?;
        let verified = verified(&part, &own).await?;
        put(&part, file)?;
        let bytes = fs::metadata(file).map_err(|source| io(file, source))?.len();
        Ok(Backup { file: file.to_owned(), bytes, verified })
    }
}

/// Restores the books at an address from a backup, which is verified first.
///
/// # Errors
/// When there are books already and they may not be replaced (`force`), somebody is using them, or the backup cannot be
/// read or does not verify; then nothing was changed.
pub async fn restore(backup: &Path, address: &str, force: bool) -> Result<Verified> {
    let home = Home::parse(address)?;
    let Home::File(file) = home else { return Err(only_files(&home)) };
    if file.exists() && !force {
        return Err(Error::Exists(file));
    }
    let part = beside(&file, "恢复");
    remove(&part)?;
    fs::copy(backup, &part).map_err(|source| io(backup, source))?;
    let verified = match verified(&part, backup).await {
        Ok(verified) => verified,
        Err(error) => {
            remove(&part)?;
            return Err(error);
        }
    };
    if file.exists() {
        let_go(&file).await?;
    }
    put(&part, &file)?;
    Ok(verified)
}

/// Verifies a copy of books; `name` is the file that messages name. It leaves nothing beside the copy.
async fn verified(copy: &Path, name: &Path) -> Result<Verified> {
    let mut store = Store::open_home(Home::File(copy.to_owned()), false).await.map_err(|error| match error {
        Error::NotBooks(_) => Error::NotBooks(Home::File(name.to_owned())),
        other => other,
    })?;
    let verified = store.verify().await?;
    // Who logged out since, or lost their account, must not be in again when it is restored.
    store.end_all_sessions().await?;
    store.close().await?;
    match verified.flaws.first() {
        None => Ok(verified),
        Some(flaw) => Err(Error::BadBackup { file: name.to_owned(), detail: flaw.message.clone() }),
    }
}

/// Makes sure that nobody uses the books that are to be replaced, and that nothing of theirs is left in a side file,
/// where it would be taken for a part of the new ones. Whatever else is in the file does not matter.
async fn let_go(file: &Path) -> Result<()> {
    if let Ok(mut store) = Store::open_home(Home::File(file.to_owned()), false).await {
        db::query("PRAGMA locking_mode = EXCLUSIVE")
            .execute(&mut store.connection)
            .await
            .map_err(|e| store.error(e))?;
        let ended = match Transaction::begin(&mut store.connection, "BEGIN EXCLUSIVE".into_sql_str()).await {
            Ok(alone) => alone.rollback().await,
            Err(error) => Err(error),
        };
        ended.map_err(|error| store.error(error))?;
        store.close().await?;
    }
    for side in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(side);
        remove(Path::new(&name))?;
    }
    Ok(())
}

/// Why a database of a server is not backed up so.
fn only_files(home: &Home) -> Error {
    let words = "数据库的备份请用 pg_dump（恢复用 pg_restore），或用 juesuan copy 复制成 sqlite:文件";
    Error::Server { home: home.clone(), trouble: Trouble::OnlyFiles(words) }
}

/// A file beside another, for what is not finished.
fn beside(file: &Path, what: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}"));
    file.with_file_name(name)
}

/// Gives a finished file its name, once its bytes are on the disk.
fn put(part: &Path, file: &Path) -> Result<()> {
    File::open(part).and_then(|part| part.sync_all()).map_err(|source| io(part, source))?;
    fs::rename(part, file).map_err(|source| io(file, source))
}

fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(io(file, source)),
        _ => Ok(()),
    }
}

fn io(file: &Path, source: std::io::Error) -> Error {
    Error::Io { file: file.to_owned(), source }
}
