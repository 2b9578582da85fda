use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use juesuan_scale::Region;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "juesuan-scale",
    version,
    about = "决算汇总：从一个部门的几百个单位到一省、全国",
    after_help = "例：\n  juesuan-scale generate --out 数据 --units 2000 --payments 2000000 --year 2024\n  juesuan-scale consolidate --data 数据 --year 2024 --region 430100 --out 汇总",
    help_template = TEMPLATE,
    override_usage = "juesuan-scale <命令> [选项]",
    subcommand_help_heading = "命令",
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 生成模拟的地区：单位、账簿和已知的合计，任意大小
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale generate --out <文件夹> [选项]")]
    Generate(GenerateArgs),
    /// 汇总任意一级、任意一组单位的账，编出九张表，抵销单位之间的往来
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale consolidate --data <文件夹> --year <年度> --out <文件夹> [选项]")]
    Consolidate(ConsolidateArgs),
    /// 更正：用一个单位（部门）的新账替换它原来的数据，其余单位不动
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale hand-in --data <文件夹> --year <年度> --region <区划代码> <路径>…")]
    HandIn(HandInArgs),
    /// 从模拟的地区取一个单位，另编一版它的账（CSV），用来试更正
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale example-unit --data <文件夹> --out <文件夹> [选项]")]
    ExampleUnit(ExampleUnitArgs),
    /// 同类比较：人均“三公”经费、人均支出、执行进度，找出离群的单位
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale peers --data <文件夹> --year <年度> --out <文件夹> [选项]")]
    Peers(PeersArgs),
    /// 批量审核：审一个地区的全部决算文件，发现、数字和理解情况存成 Parquet，给出单位和规则的排名，与上年比较
    #[command(help_template = TEMPLATE, override_usage = "juesuan-scale review --data <文件夹> --out <文件夹> [--last <文件夹>]")]
    Review(ReviewArgs),
}

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// 写到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 单位数
    #[arg(long, default_value_t = 1000, value_name = "个")]
    pub units: u64,
    /// 支付笔数（单位之间的往来另计）
    #[arg(long, default_value_t = 1_000_000, value_name = "笔")]
    pub payments: u64,
    /// 种子：相同的种子生成相同的数据
    #[arg(long, default_value_t = 1, value_name = "数")]
    pub seed: u64,
    /// 年度
    #[arg(long, default_value_t = 2024, value_name = "年度")]
    pub year: u16,
    /// 同时写几个地区；缺省为处理器个数
    #[arg(long, value_name = "个")]
    pub threads: Option<usize>,
}

/// Arguments of `example-unit`.
#[derive(Debug, Args)]
pub struct ExampleUnitArgs {
    /// “generate”生成的文件夹
    #[arg(long, value_name = "文件夹")]
    pub data: PathBuf,
    /// 第几版：不同的版金额不同，0 是原来的
    #[arg(long, default_value_t = 1, value_name = "数")]
    pub edition: u64,
    /// CSV 文件写到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
}

/// Which data, and what a query may take.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// 数据所在的文件夹
    #[arg(long, value_name = "文件夹")]
    pub data: PathBuf,
    /// 年度
    #[arg(long, value_name = "年度")]
    pub year: u16,
    /// 内存上限，如 8G、512M；超出的部分放到磁盘
    #[arg(long, default_value = "8G", value_parser = memory, value_name = "大小")]
    pub memory: usize,
    /// 线程数；缺省为处理器个数
    #[arg(long, value_name = "个")]
    pub threads: Option<usize>,
    /// 内存放不下的放到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub spill: Option<PathBuf>,
}

/// Which units.
#[derive(Debug, Args)]
pub struct WhichArgs {
    /// 区划代码，含其下各级：430000 全省，430100 全市，430102 全区；可以给几个，不给为全部
    #[arg(long, value_parser = region, num_args = 1.., value_name = "代码")]
    pub region: Vec<Region>,
    /// 只要这个文件里的单位，一行一个，如 430102-101001
    #[arg(long, conflicts_with = "region", value_name = "文件")]
    pub units: Option<PathBuf>,
}

/// Arguments of `consolidate`.
#[derive(Debug, Args)]
pub struct ConsolidateArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub which: WhichArgs,
    /// 汇总单位的名称，印在表上
    #[arg(long, default_value = "汇总", value_name = "名称")]
    pub name: String,
    /// 结果存到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 不用各单位的小计，从全部记录重新汇总
    #[arg(long)]
    pub recount: bool,
    /// 不抵销单位之间的往来
    #[arg(long)]
    pub no_elimination: bool,
}

/// Arguments of `peers`.
#[derive(Debug, Args)]
pub struct PeersArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[command(flatten)]
    pub which: WhichArgs,
    /// 结果存到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
}

/// Arguments of `review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// 决算文件所在的文件夹，含其下各级
    #[arg(long, value_name = "文件夹")]
    pub data: String,
    /// 结果存到这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 上年审核的结果（上年的 --out），用来比较哪些问题又出现了
    #[arg(long, value_name = "文件夹")]
    pub last: Option<PathBuf>,
}

/// Arguments of `hand-in`.
#[derive(Debug, Args)]
pub struct HandInArgs {
    #[command(flatten)]
    pub data: DataArgs,
    /// 单位所在地区的区划代码
    #[arg(long, value_parser = region, value_name = "代码")]
    pub region: Region,
    /// 账簿文件或文件夹，与“juesuan import”相同
    #[arg(required = true, value_name = "路径")]
    pub paths: Vec<PathBuf>,
}

fn region(text: &str) -> Result<Region, String> {
    Region::parse(text).ok_or_else(|| "区划代码是6位数字".to_owned())
}

/// `8G`, `512M`, or bytes.
fn memory(text: &str) -> Result<usize, String> {
    let (digits, shift) = match text.as_bytes().last() {
        Some(b'G' | b'g') => (&text[..text.len() - 1], 30),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 20),
        _ => (text, 0),
    };
    let size = digits.parse::<usize>().ok().and_then(|number| number.checked_mul(1 << shift));
    size.filter(|size| *size > 0).ok_or_else(|| "内存上限写作 8G 或 512M".to_owned())
}
