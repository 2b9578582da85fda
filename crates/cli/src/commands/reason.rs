use juesuan_books::Reason;
use juesuan_report::Rounding;

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
    if !args.text.trim().is_empty() {
        has_figure(&mut session, args)?;
    }
    let actor = actor(args.actor.as_deref());
    let reason =
        Reason { figure: &args.figure, text: args.text.trim(), unit: args.which.unit.as_deref().unwrap_or_default() };
    match session.wait(async |store: &mut juesuan_store::Store| store.set_reason(year, reason, &actor).await)? {
        None => println!("原来就是这样写的，未作改动。"),
        Some(entry) => println!("已记入（日志第 {} 条）。", entry.number),
    }
    session.close()?;
    Ok(0)
}

/// A reason for a figure that is nowhere printed would be kept and never seen.
fn has_figure(session: &mut Session, args: &ReasonArgs) -> Result<(), Failure> {
    let books = session.load(&args.which)?;
    let (figure, what) = args.figure.rsplit_once('@').unwrap_or((&args.figure, ""));
    if !matches!(what, "change" | "budget") {
        return Err(Failure::new(format!(
            "“{}”不是原因的编号。与上年比较的写“数字编号@change”，与预算比较的写“数字编号@budget”；编制时列出所缺原因的编号",
            args.figure
        )));
    }
    for form in juesuan_form::print_forms() {
        let report = juesuan_desk::disclosure(&books, Some(&form.id), Rounding::default())?;
        if report.figures.contains_key(figure) {
            return Ok(());
        }
    }
    Err(Failure::new(format!("没有编号为“{figure}”的数。请用 juesuan trace 查编号")))
}
