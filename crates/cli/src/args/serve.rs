//! Arguments of `serve`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use super::books::Database;

/// Arguments of `serve`. What is not given is taken from the environment (`JUESUAN_…`), then from the file.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub database: Database,
    /// 配置文件（toml）
    #[arg(long, value_name = "文件", help_heading = "选项")]
    pub config: Option<PathBuf>,
    /// 网页的地址和端口，默认 127.0.0.1:8080（只有本机能打开）；让别的电脑打开用 0.0.0.0:8080
    #[arg(long, value_name = "地址", help_heading = "选项")]
    pub listen: Option<SocketAddr>,
    /// 网页的端口，其余同 --listen
    #[arg(long, value_name = "端口", conflicts_with = "listen", help_heading = "选项")]
    pub port: Option<u16>,
    /// 运行指标（Prometheus）的地址和端口；不写就不提供
    #[arg(long, value_name = "地址", help_heading = "选项")]
    pub metrics: Option<SocketAddr>,
    /// 网页由前面的代理以 https 提供
    #[arg(long, help_heading = "选项")]
    pub https: bool,
    /// 上传文件的上限（MB），默认 64
    #[arg(long, value_name = "MB", help_heading = "选项")]
    pub upload_mb: Option<u64>,
}
