use juesuan_desk::{
    Declared,
    correct::{Draft, enter as entered},
};

use crate::{books::Session, failure::Failure};

/// Enters a step with all that it changes, and tells what came of it.
///
/// # Errors
/// When it does not fit the correction or the books; then nothing was changed.
pub fn enter(mut session: Session, declared: &Declared, draft: &Draft) -> Result<u8, Failure> {
    let entered = session.wait(|store| entered(store, declared, draft))?;
    let (code, step, taken) = (&draft.code, &draft.step, &entered.taken);
    println!(
        "整改 {code}：{} {}，现在是“{}”（日志第 {} 条）。",
        step.date,
        step.step.name(),
        taken.correction.state().name(),
        entered.entry.number
    );
    if let Some(effect) = taken.after.split_once('；') {
        println!("  {}", effect.1);
    }
    println!("  接下来可以：{}", taken.correction.possible_text(step.date));
    session.close()?;
    Ok(0)
}
