use juesuan_books::Reason;

use crate::{
    args::ReasonArgs,
    books::{Session, actor},
    failure::Failure,
};

/// Writes a reason by hand.
///
/// # Errors
/// When the books cannot take it.
pub fn run(args: &ReasonArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let year = session.year(&args.which)?;
    let actor = actor(args.actor.as_deref());
    let reason =
        Reason { figure: &args.figure, text: args.text.trim(), unit: args.which.unit.as_deref().unwrap_or_default() };
    match session.wait(async |store: &mut juesuan_store::Store| store.set_reason(year, reason, &actor).await)? {
        None => println!("原来就是这样写的，未作改动。"),
        Some(entry) => println!("已记入（日志第 {} 条）。", entry.number),
    }
    Ok(0)
}
