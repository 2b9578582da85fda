use crate::{
    args::{BackupArgs, CopyArgs, RestoreArgs},
    books::{Session, can_stand},
    failure::Failure,
};

/// Writes a backup of the books.
///
/// # Errors
/// When it cannot be written, or the books do not verify.
pub fn back_up(args: &BackupArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    can_stand(&args.file)?;
    let backup = session.wait(|store| store.backup(&args.file, args.force))?;
    let (records, bytes) = (backup.verified.records, backup.bytes);
    println!("已备份到 {}（{bytes} 字节，{records} 条记录，核验通过）。", backup.file.display());
    Ok(0)
}

/// Restores the books from a backup.
///
/// # Errors
/// When the backup does not verify, or there are books that may not be replaced.
pub fn restore(args: &RestoreArgs) -> Result<u8, Failure> {
    let verified = Session::restore(&args.file, &args.database.db, args.force)?;
    println!("已从 {} 恢复 {}（{} 条记录）。", args.file.display(), args.database.db, verified.records);
    Ok(0)
}

/// Copies books into another home.
///
/// # Errors
/// When they do not verify, or there are books already where they are to go.
pub fn copy(args: &CopyArgs) -> Result<u8, Failure> {
    let copied = Session::copy(&args.from, &args.to)?;
    println!("已复制（{} 条记录，{} 行，逐行读回核对一致）。", copied.records, copied.rows);
    println!("日志指纹：{}", copied.head.as_deref().unwrap_or("（空）"));
    println!("全部内容的摘要：{}", copied.digest);
    Ok(0)
}
