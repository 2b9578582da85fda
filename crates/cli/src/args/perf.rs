//! Arguments of the commands on budget performance.

use clap::{Args, Subcommand};

use super::ROOT_TEMPLATE;
use super::books::{Database, Which};
use super::views::{AsOf, EvaluateArgs, LibraryArgs, MonitorArgs, ReportArgs, ViewArgs};

/// Arguments of `perf`.
#[derive(Debug, Args)]
pub struct PerfArgs {
    #[command(subcommand)]
    pub command: PerfCommand,
}

/// The commands on budget performance.
#[derive(Debug, Subcommand)]
pub enum PerfCommand {
    /// 目标和钱：职责、目标、指标各有多少钱，没有目标的钱，没有钱的目标
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf goals --db sqlite:账簿.db [选项]")]
    Goals(AsOf),
    /// 指标质量：哪些指标没有量化、没有出处、放错类别、目标偏低……
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf quality --db sqlite:账簿.db [选项]")]
    Quality(ViewArgs),
    /// 指标库：按领域和名称找可用的指标
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf library [字]… [选项]")]
    Library(LibraryArgs),
    /// 运行监控：红黄绿灯，每盏灯为什么亮
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf monitor --db sqlite:账簿.db [选项]")]
    Monitor(MonitorArgs),
    /// 动态纠偏：交办、办理、审批、反馈、核验、办结
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan perf correct <命令> [选项]",
        subcommand_help_heading = "命令",
        after_help = "例：\n  juesuan perf correct list --db sqlite:账簿.db\n  juesuan perf correct open --db sqlite:账簿.db --kind 资金闲置 --project X01 --actor 王绩效\n  juesuan perf correct handle --db sqlite:账簿.db ZG2024-001 --cause 采购推迟 --measure 收回 --line Z01 --amount 50000 --actor 李科长"
    )]
    Correct {
        #[command(subcommand)]
        command: CorrectCommand,
    },
    /// 效益评估：按计分方式打分，定等级
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf evaluate --db sqlite:账簿.db [选项]")]
    Evaluate(EvaluateArgs),
    /// 写出整体支出和项目支出的自评报告、自评表
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan perf report --db sqlite:账簿.db --out <文件夹> [选项]"
    )]
    Report(ReportArgs),
    /// 结果应用：下一年的预算和指标值
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf propose --db sqlite:账簿.db [选项]")]
    Propose(ViewArgs),
    /// 列出默认设置（阈值和规则），可以存成文件改用
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf settings")]
    Settings,
}

/// What is done with corrections.
#[derive(Debug, Subcommand)]
pub enum CorrectCommand {
    /// 看板：待交办、办理中、超期、待核验、已办结
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct list --db sqlite:账簿.db [选项]")]
    List(AsOf),
    /// 一项整改的来龙去脉
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct show --db sqlite:账簿.db <整改编号>")]
    Show(ShowArgs),
    /// 交办（绩效管理岗）
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan perf correct open --db sqlite:账簿.db [选项]"
    )]
    Open(OpenArgs),
    /// 办理：写明原因和措施（责任科室）
    #[command(
        help_template = ROOT_TEMPLATE,
        override_usage = "juesuan perf correct handle --db sqlite:账簿.db <整改编号> --cause <原因> --measure <措施> [选项]"
    )]
    Handle(HandleArgs),
    /// 审批措施，措施随即生效（分管领导）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct approve --db sqlite:账簿.db <整改编号>")]
    Approve(StepArgs),
    /// 反馈整改情况（责任科室）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct report --db sqlite:账簿.db <整改编号>")]
    Report(StepArgs),
    /// 核验（绩效管理岗、审计监督）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct verify --db sqlite:账簿.db <整改编号>")]
    Verify(StepArgs),
    /// 办结（绩效管理岗）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct close --db sqlite:账簿.db <整改编号>")]
    Close(StepArgs),
    /// 退回：不同意措施（分管领导），或反馈不够（绩效管理岗、审计监督）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct return --db sqlite:账簿.db <整改编号>")]
    Return(StepArgs),
    /// 重开：偏差还在，或又出现（绩效管理岗、审计监督）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct reopen --db sqlite:账簿.db <整改编号>")]
    Reopen(ReopenArgs),
    /// 督办升级：期限已过（绩效管理岗、审计监督）
    #[command(help_template = ROOT_TEMPLATE, override_usage = "juesuan perf correct escalate --db sqlite:账簿.db <整改编号>")]
    Escalate(StepArgs),
}

/// Who takes a step, when and in which role.
#[derive(Debug, Args)]
pub struct Who {
    /// 经办人；默认取系统登录名
    #[arg(long, value_name = "姓名", help_heading = "选项")]
    pub actor: Option<String>,
    /// 角色：绩效管理岗、责任科室、分管领导、审计监督；只有一种角色能做这一步时可以不写
    #[arg(long, value_name = "角色", help_heading = "选项")]
    pub role: Option<String>,
    /// 日期；默认今天，年度已过的取年末
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub date: Option<String>,
    /// 说明
    #[arg(long, value_name = "文字", help_heading = "选项")]
    pub text: Option<String>,
}

/// Arguments of `perf correct show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    /// 整改编号
    #[arg(value_name = "整改编号", help_heading = "参数")]
    pub code: String,
}

/// Arguments of `perf correct open`.
#[derive(Debug, Args)]
pub struct OpenArgs {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub who: Who,
    /// 偏差类型，如 资金闲置；监控只发现一种偏差的可以不写
    #[arg(long, value_name = "偏差类型", help_heading = "选项")]
    pub kind: Option<String>,
    /// 偏差所在的项目
    #[arg(long, value_name = "项目代码", help_heading = "选项")]
    pub project: Option<String>,
    /// 偏差所在的预算指标；没有项目时写
    #[arg(long, conflicts_with = "project", value_name = "指标编号", help_heading = "选项")]
    pub line: Option<String>,
    /// 偏差所在的绩效指标
    #[arg(long, value_name = "绩效指标编号", help_heading = "选项")]
    pub target: Option<String>,
    /// 责任科室；绩效目标或绩效指标写明了的可以不写
    #[arg(long, value_name = "科室", help_heading = "选项")]
    pub section: Option<String>,
    /// 整改期限；默认按亮灯和偏差类型
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub deadline: Option<String>,
    /// 整改编号；默认依次编号，如 ZG2024-001
    #[arg(value_name = "整改编号", help_heading = "参数")]
    pub code: Option<String>,
}

/// Arguments of `perf correct handle`.
#[derive(Debug, Args)]
pub struct HandleArgs {
    #[command(flatten)]
    pub step: StepArgs,
    /// 原因；再次办理时可以不写
    #[arg(long, value_name = "原因", help_heading = "选项")]
    pub cause: Option<String>,
    /// 措施：加快推进、暂停支付、恢复支付、调剂、收回、调整目标、其他
    #[arg(long, value_name = "措施", help_heading = "选项")]
    pub measure: String,
    /// 调剂、收回的金额，元
    #[arg(long, value_name = "金额", help_heading = "选项")]
    pub amount: Option<String>,
    /// 调出、收回或暂停支付的预算指标
    #[arg(long, value_name = "指标编号", help_heading = "选项")]
    pub line: Option<String>,
    /// 调入的预算指标
    #[arg(long, value_name = "指标编号", help_heading = "选项")]
    pub to_line: Option<String>,
    /// 要调整的绩效指标；默认是偏差所在的
    #[arg(long, value_name = "绩效指标编号", help_heading = "选项")]
    pub target: Option<String>,
    /// 调整后的指标值
    #[arg(long, value_name = "指标值", help_heading = "选项")]
    pub value: Option<String>,
}

/// Arguments of `perf correct reopen`.
#[derive(Debug, Args)]
pub struct ReopenArgs {
    #[command(flatten)]
    pub step: StepArgs,
    /// 新的整改期限；默认按偏差类型
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub deadline: Option<String>,
}

/// Arguments of a step of which nothing more is to be said.
#[derive(Debug, Args)]
pub struct StepArgs {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub who: Who,
    /// 整改编号
    #[arg(value_name = "整改编号", help_heading = "参数")]
    pub code: String,
}
