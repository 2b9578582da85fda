//! Arguments of the commands that show what budget performance has come to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::books::{Database, FileKind, Which};

/// Which books, as of when.
#[derive(Debug, Args)]
pub struct AsOf {
    #[command(flatten)]
    pub database: Database,
    #[command(flatten)]
    pub which: Which,
    /// 截至哪一天；默认今天，年度已过的取年末
    #[arg(long, value_name = "日期", help_heading = "选项")]
    pub date: Option<String>,
}

/// What is shown of which books, as of when, by which thresholds.
#[derive(Debug, Args)]
pub struct ViewArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    /// 设置文件，只写要改的；默认设置见 juesuan perf settings
    #[arg(long, value_name = "文件.toml", help_heading = "选项")]
    pub settings: Option<PathBuf>,
}

/// How lights and scores are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViewFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Arguments of `perf monitor`.
#[derive(Debug, Args)]
pub struct MonitorArgs {
    #[command(flatten)]
    pub view: ViewArgs,
    /// text 给人看（默认）、json 给程序用（全部灯和年内的偏差）
    #[arg(
        long,
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "格式",
        help_heading = "选项"
    )]
    pub format: ViewFormat,
    /// 只看这个项目，说明每盏灯，直到凭证和佐证
    #[arg(long, value_name = "项目代码", help_heading = "选项")]
    pub project: Option<String>,
    /// 年内出现过的偏差都列出，不只是现在还在的
    #[arg(long, help_heading = "选项")]
    pub all: bool,
}

/// Arguments of `perf evaluate`.
#[derive(Debug, Args)]
pub struct EvaluateArgs {
    #[command(flatten)]
    pub view: ViewArgs,
    /// text 给人看（默认）、json 给程序用
    #[arg(
        long,
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "格式",
        help_heading = "选项"
    )]
    pub format: ViewFormat,
    /// 只看这个项目
    #[arg(long, value_name = "项目代码", help_heading = "选项")]
    pub project: Option<String>,
}

/// Arguments of `perf report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    #[command(flatten)]
    pub view: ViewArgs,
    /// 存到这个文件夹（没有就新建）
    #[arg(long, value_name = "文件夹", help_heading = "选项")]
    pub out: PathBuf,
    /// 生成的文件：docx、xlsx、html、json；默认 docx 和 html，几种用逗号隔开
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

/// Arguments of `perf library`.
#[derive(Debug, Args)]
pub struct LibraryArgs {
    /// 领域，如 政务运转
    #[arg(long, value_name = "领域", help_heading = "选项")]
    pub field: Option<String>,
    /// 名称里的字
    #[arg(value_name = "字", help_heading = "参数")]
    pub words: Vec<String>,
}
