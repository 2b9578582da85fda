use juesuan_report::Report;

use crate::{
    args::CompileArgs,
    books::{Made, Session, disclose::filled, made},
    failure::Failure,
};

/// Makes a disclosure from the books.
///
/// # Errors
/// When the books are not there, or the files cannot be written.
pub fn run(args: &CompileArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let books = session.load(&args.which)?;
    let report = filled(&books, &args.how)?;
    let files = made(&report, &args.out, &args.format)?;
    tell(&report, &files);
    Ok(0)
}

/// What was made, and what is lacking.
pub fn tell(report: &Report, files: &[Made]) {
    println!("{}：{} 张表，{} 个数。", report.title, report.tables.len(), report.figures.len());
    for file in files {
        println!("  {}：{}", file.what, file.path.display());
    }
    if !report.notices.is_empty() {
        println!("公开前请补充（juesuan reason 写原因，juesuan import --last-year 取上年数）：");
        for notice in &report.notices {
            println!("  - {notice}");
        }
    }
}
