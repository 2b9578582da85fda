mod account;
mod books;
mod perf;
mod serve;
mod views;

use std::path::PathBuf;

pub use account::{AccountArgs, AccountCommand};
pub use books::{
    BackupArgs, CompileArgs, CopyArgs, DemoArgs, FileKind, How, ImportArgs, LogArgs, ReasonArgs, RestoreArgs,
    RoundingChoice, TemplateArgs, TraceArgs, VerifyArgs, Which, WithdrawArgs,
};

pub use perf::{CorrectCommand, HandleArgs, OpenArgs, PerfArgs, PerfCommand, ReopenArgs, ShowArgs, StepArgs, Who};
pub use serve::ServeArgs;
pub use views::{AsOf, EvaluateArgs, LibraryArgs, MonitorArgs, ReportArgs, ViewArgs, ViewFormat};

use clap::{Args, Parser, Subcommand, ValueEnum};

const ROOT_TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "juesuan",
    version,
    about = "决算：从账簿编出部门决算公开，审核已公开的决算并给出证明",
    after_help = "例：\n  juesuan demo\n  juesuan check 部门决算.pdf\n  juesuan check 全县决算公开/ --format html --out 审核结果\n  juesuan explain JS0301",
    help_template = ROOT_TEMPLATE,
    override_usage = "juesuan <命令> [选项]",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助
    #[arg(short, long, action = clap::ArgAction::Help, global = true, help_heading = "选项")]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "选项")]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 打开网页应用：账簿、决算、审核、绩效、公开，在浏览器里办
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan serve --db <账簿> [选项]",
        after_help = "每个选项也可以写在配置文件里，或用环境变量 JUESUAN_… 给出；先看选项，再看环境变量，再看配置文件。"
    )]
    Serve(ServeArgs),
    /// 审核决算公开文件或文件夹
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan check <路径>… [选项]",
        after_help = "退出码：0 没有错误；1 发现错误；2 有文件读不出来（其余文件照常审核）或用法有误。"
    )]
    Check(CheckArgs),
    /// 列出全部审核规则
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan rules [选项]")]
    Rules(RulesArgs),
    /// 解释一条规则：查什么、依据、正反例
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan explain <规则编号>")]
    Explain(ExplainArgs),
    /// 把读懂的数字导出为表格（CSV、JSON）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan extract <路径>… --out <文件夹>")]
    Extract(ExtractArgs),
    /// 用例子部门走一遍：导入账簿、编制决算公开、审核、绩效闭环，然后打开网页应用
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan demo [选项]")]
    Demo(DemoArgs),
    /// 导出账簿模板（xlsx），照着填写后导入
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan template <文件.xlsx>")]
    Template(TemplateArgs),
    /// 把指标、收入、支付等导入账簿（全部导入或一条不导入，可重复导入）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan import --db sqlite:账簿.db <路径>… [选项]")]
    Import(ImportArgs),
    /// 从账簿编出九张表和情况说明
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan compile --db sqlite:账簿.db --out <文件夹> [选项]"
    )]
    Compile(CompileArgs),
    /// 从公开的数查到凭证，或从凭证查到它影响的数
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan trace --db sqlite:账簿.db <数或凭证号> [选项]")]
    Trace(TraceArgs),
    /// 预算绩效：目标、监控、整改、自评、结果应用
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf <命令> [选项]", subcommand_help_heading = "命令")]
    Perf(Box<PerfArgs>),
    /// 写明或修改某个数的原因
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan reason --db sqlite:账簿.db <数字编号> <原因>")]
    Reason(ReasonArgs),
    /// 撤销一次导入，之后可以重新导入更正过的文件
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan withdraw --db sqlite:账簿.db <日志条号>")]
    Withdraw(WithdrawArgs),
    /// 核验账簿：日志、凭证和合计有没有被改动
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan verify --db sqlite:账簿.db")]
    Verify(VerifyArgs),
    /// 显示账簿的操作日志
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan log --db sqlite:账簿.db")]
    Log(LogArgs),
    /// 在服务器上重置账号的密码：管理员忘了密码时用
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan account reset --db sqlite:账簿.db <登录名>")]
    Account(AccountArgs),
    /// 备份账簿
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan backup --db sqlite:账簿.db <备份文件>")]
    Backup(BackupArgs),
    /// 从备份恢复账簿
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan restore --db sqlite:账簿.db <备份文件>")]
    Restore(RestoreArgs),
    /// 把账簿复制到新的地方：文件到 PostgreSQL 数据库，或者相反
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan copy --from sqlite:账簿.db --to postgres://用户@主机/数据库")]
    Copy(CopyArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// 文件（docx、pdf、xlsx、xls、ods、html、txt）或文件夹
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 结果的形式：text 文字（默认）、json、sarif、html 网页报告、docx 带批注的原文件
    #[arg(
        long,
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "形式",
        help_heading = "选项"
    )]
    pub format: OutputFormat,
    /// 结果存到这个文件夹（没有就新建）；html、docx 有多个文件时必须给出
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: Option<PathBuf>,
    /// 同一单位上年度的决算公开文件，用来核对年初数和上年数
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub prior: Option<PathBuf>,
    /// 同时审核几个文件，默认按处理器核数
    #[arg(long, value_name = "个数", help_heading = "选项", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// The forms of the result of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Diagnostics for a person at a terminal.
    Text,
    /// One object per document.
    Json,
    /// Static analysis results interchange format.
    Sarif,
    /// A self-contained page per document.
    Html,
    /// The user's own Word file with comments.
    Docx,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// 形式：text 文字（默认）、json、md
    #[arg(
        long,
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "形式",
        help_heading = "选项"
    )]
    pub format: RulesFormat,
}

/// The forms of the list of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table for a terminal.
    Text,
    /// An array of objects.
    Json,
    /// A Markdown table.
    Md,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// 规则编号或名称，如 JS0301、share-of-total
    #[arg(value_name = "规则编号", help_heading = "参数")]
    pub code: String,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// 文件或文件夹
    #[arg(required = true, value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 存到这个文件夹（没有就新建）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Cli::command().debug_assert();
    }
}
