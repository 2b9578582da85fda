//! Arguments of `account`.

use clap::{Args, Subcommand};

use super::books::Database;

/// Arguments of `account`.
#[derive(Debug, Args)]
#[command(subcommand_help_heading = "命令", disable_help_subcommand = true)]
pub struct AccountArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: AccountCommand,
}

/// What is done to accounts at the server.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// 给账号一个一次性密码，关闭它的两步验证，解除锁定，退出它的登录
    Reset(ResetArgs),
}

/// Arguments of `account reset`.
#[derive(Debug, Args)]
pub struct ResetArgs {
    #[command(flatten)]
    pub database: Database,
    /// 登录名
    #[arg(value_name = "登录名", help_heading = "参数")]
    pub login: String,
}
