use crate::{
    args::WithdrawArgs,
    books::{Session, actor},
    failure::Failure,
};

/// Withdraws an import.
///
/// # Errors
/// When there is no such import, or what remains would not be right.
pub fn run(args: &WithdrawArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let actor = actor(args.actor.as_deref());
    let entry = session.wait(async |store: &mut juesuan_store::Store| store.withdraw(args.entry, &actor).await)?;
    println!("已撤销日志第 {} 条导入的记录（日志第 {} 条），可以重新导入更正过的文件。", args.entry, entry.number);
    session.close()?;
    Ok(0)
}
