use juesuan_rights::password;

use crate::{
    args::{AccountArgs, AccountCommand},
    books::Session,
    failure::Failure,
};

/// Resets an account: who can write the file of the books can do so without an account of their own. The log tells of it.
///
/// # Errors
/// When there is no such account, or the books cannot be written.
pub fn run(args: &AccountArgs) -> Result<u8, Failure> {
    let AccountCommand::Reset(reset) = &args.command;
    let random = |error: juesuan_rights::NoRandom| Failure::new(error.to_string());
    let password = password::one_time().map_err(random)?;
    let hash = password::hash(&password).map_err(random)?;
    let mut session = Session::open(&reset.database.db)?;
    session.wait(|store| store.reset_on_site(&reset.login, &hash))?;
    session.close()?;
    println!("已重置账号“{}”，两步验证已关闭，锁定已解除，原来的登录已退出。", reset.login);
    println!("一次性密码：{password}　（只显示这一次，登录后须修改）");
    Ok(0)
}
