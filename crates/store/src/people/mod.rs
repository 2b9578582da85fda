//! People, what they may do, and how they log in; every change stands in the log, in the same transaction.
//!
//! `juesuan_rights` decides, here is kept: a change loads the [`juesuan_rights::Office`] after it has got hold of the
//! database for writing, so that what was decided still holds when it is written. Passwords and tokens come as digests;
//! the log has logins, never what somebody typed, since people type passwords where logins belong.

mod accounts;
mod change;
mod first;
mod grants;
mod login;
mod office;
mod own;
mod session;
mod settle;
mod token;
mod verify;

pub use accounts::{Account, NewAccount};
pub use first::FirstAccount;
pub use login::{LoginFacts, LoginOutcome, Proof};
pub use session::{Lifetime, Opened, Session};
pub use token::{Token, TokenBearer, TokenRequest};
pub(crate) use verify::verify;

/// What the log calls changes; [`verify()`] reads them again.
mod action {
    pub const CREATE: &str = "新建账号";
    pub const DISABLE: &str = "停用账号";
    pub const ENABLE: &str = "启用账号";
    pub const RESET: &str = "重置密码";
    pub const UNLOCK: &str = "解除锁定";
    pub const GRANT: &str = "授权";
    pub const REVOKE: &str = "收回授权";
    pub const LOG_IN: &str = "登录";
    pub const FAIL: &str = "登录失败";
    pub const LOCK: &str = "账号锁定";
    pub const PASSWORD: &str = "修改密码";
    pub const SECOND_FACTOR: &str = "设置动态口令";
    pub const ASK_TOKEN: &str = "申请令牌";
    pub const APPROVE_TOKEN: &str = "批准令牌";
    pub const REVOKE_TOKEN: &str = "收回令牌";
}
