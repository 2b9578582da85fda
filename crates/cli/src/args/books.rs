//! Arguments of the commands on books.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Where books are.
#[derive(Debug, Args)]
pub struct Database {
    /// 账簿，如 sqlite:账簿.db
    #[arg(long, value_name = "账簿", help_heading = "选项")]
    pub db: String,
}

/// Whose books of which year.
#[derive(Debug, Args)]
pub struct Which {
    /// 单位代码；账簿里只有一个部门时可以不写
    #[arg(long, value_name = "代码", help_heading = "选项")]
    pub unit: Option<String>,
    /// 年度；账簿里只有一个年度时可以不写
    #[arg(long, value_name = "年度", help_heading = "选项", value_parser = clap::value_parser!(u16).range(2000..2100))]
    pub year: Option<u16>,
}

/// How a disclosure is made.
#[derive(Debug, Args)]
pub struct How {
    /// 格式：national 全国（默认）、hunan 湖南、shanghai 上海
    #[arg(long, value_name = "格式", help_heading = "选项")]
    pub form: Option<String>,
    /// 尾差：honest 各数分别四舍五入（默认）、additive 分项之和等于合计
    #[arg(
        long,
        value_enum,
        default_value = "honest",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "方式",
        help_heading = "选项"
    )]
    pub rounding: RoundingChoice,
}

/// How amounts become printed ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoundingChoice {
    /// Each figure by itself.
    Honest,
    /// So that printed parts add up.
    Additive,
}

/// The kinds of file that a disclosure is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FileKind {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// A self-contained page.
    Html,
    /// JSON.
    Json,
    /// Fiscal Data Package.
    Package,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// 存到这个文件夹（没有就新建），默认 juesuan-demo
    #[arg(
        long,
        value_name = "文件夹",
        default_value = "juesuan-demo",
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub out: PathBuf,
    /// 网页的端口，默认 8080；8080 被占用时自动另选
    #[arg(long, value_name = "端口", conflicts_with = "no_serve", help_heading = "选项")]
    pub port: Option<u16>,
    /// 只生成文件，不打开网页服务
    #[arg(long, help_heading = "选项")]
    pub no_serve: bool,
}

/// Arguments of `template`.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// 模板存成的文件
    #[arg(value_name = "文件.xlsx", help_heading = "参数")]
    pub file: PathBuf,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub database: Database,
    /// 年度；路径里有年份（如 2024）时可以不写
    #[arg(long, value_name = "年度", help_heading = "选项", value_parser = clap::value_parser!(u16).range(2000..2100))]
    pub year: Option<u16>,
    /// 上年度的决算公开（docx、pdf、xlsx 等），从中取上年数
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub last_year: Option<PathBuf>,
    /// 上年度决算公开是哪个单位的（代码）；单位名称没有变过时可以不写
    #[arg(long, requires = "last_year", value_name = "代码", help_heading = "选项")]
    pub unit: Option<String>,
    /// 操作人，记入日志；默认取系统登录名
    #[arg(long, value_name = "姓名", help_heading = "选项")]
    pub actor: Option<String>,
    /// CSV、xlsx、JSON 行（jsonl）文件或文件夹
    #[arg(required_unless_present = "last_year", value_name = "路径", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
}

/// Arguments of `compile`.
#[derive(Debug, Args)]
pub struct CompileArgs {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub how: How,
    /// 存到这个文件夹（没有就新建）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 生成的文件：docx、xlsx、html、json、package 开放数据包；默认全部，几种用逗号隔开
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        hide_possible_values = true,
        value_name = "种类",
        help_heading = "选项"
    )]
    pub format: Vec<FileKind>,
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub struct TraceArgs {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub how: How,
    /// 数字编号（如 T5/2010301/basic）、名称里的字（如 公开05表 行政运行）、印出的数（如 1471.15）或凭证号
    #[arg(required = true, value_name = "数或凭证号", help_heading = "参数")]
    pub figure: Vec<String>,
    /// 最多列出几笔
    #[arg(long, value_name = "笔数", default_value_t = 20, hide_default_value = true, help_heading = "选项")]
    pub limit: u32,
    /// 跳过前几笔
    #[arg(long, value_name = "笔数", default_value_t = 0, hide_default_value = true, help_heading = "选项")]
    pub offset: u64,
}

/// Arguments of `reason`.
#[derive(Debug, Args)]
pub struct ReasonArgs {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    /// 操作人，记入日志；默认取系统登录名
    #[arg(long, value_name = "姓名", help_heading = "选项")]
    pub actor: Option<String>,
    /// 原因所说明的数，编制时提示的编号，如 T9/total/actual@change
    #[arg(value_name = "数字编号", help_heading = "参数")]
    pub figure: String,
    /// 原因；空字符串表示撤回
    #[arg(value_name = "原因", help_heading = "参数")]
    pub text: String,
}

/// Arguments of `withdraw`.
#[derive(Debug, Args)]
pub struct WithdrawArgs {
    #[command(flatten)]
    pub database: Database,
    /// 操作人，记入日志；默认取系统登录名
    #[arg(long, value_name = "姓名", help_heading = "选项")]
    pub actor: Option<String>,
    /// 要撤销的那次导入在日志中是第几条
    #[arg(value_name = "日志条号", help_heading = "参数")]
    pub entry: i64,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub database: Database,
}

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct LogArgs {
    #[command(flatten)]
    pub database: Database,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub database: Database,
    /// 备份存成的文件
    #[arg(value_name = "备份文件", help_heading = "参数")]
    pub file: PathBuf,
    /// 覆盖已有的文件
    #[arg(long, help_heading = "选项")]
    pub force: bool,
}

/// Arguments of `copy`.
#[derive(Debug, Args)]
pub struct CopyArgs {
    /// 从哪里复制，如 sqlite:账簿.db
    #[arg(long, value_name = "账簿", help_heading = "选项")]
    pub from: String,
    /// 复制到哪里，如 postgres://用户@主机/数据库；那里还不能有账簿
    #[arg(long, value_name = "账簿", help_heading = "选项")]
    pub to: String,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[command(flatten)]
    pub database: Database,
    /// 备份文件
    #[arg(value_name = "备份文件", help_heading = "参数")]
    pub file: PathBuf,
    /// 覆盖已有的账簿
    #[arg(long, help_heading = "选项")]
    pub force: bool,
}
