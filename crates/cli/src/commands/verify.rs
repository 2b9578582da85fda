use crate::{args::VerifyArgs, books::Session, failure::Failure};

/// Verifies the books. Exit code 1 when something does not hold.
///
/// # Errors
/// When they cannot be read.
pub fn run(args: &VerifyArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let verified = session.wait(|store| store.verify())?;
    for flaw in &verified.flaws {
        println!("{}", flaw.message);
    }
    if !verified.flaws.is_empty() {
        println!("核验不通过。请从可靠的备份恢复（juesuan restore）。");
        return Ok(1);
    }
    println!("核验通过：日志 {} 条，记录 {} 条。", verified.entries, verified.records);
    if let Some(head) = verified.head {
        println!("日志指纹：{head}（另行抄存，可证明整本账簿没有被换过）");
    }
    Ok(0)
}
