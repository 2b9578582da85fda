use std::path::PathBuf;

/// What can go wrong, each with what to do, in Chinese.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error("{}：{source}。请检查路径、权限和磁盘空间", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The query engine gave up: memory, a broken file, a plan that cannot be made.
    #[error("查询未完成：{0}")]
    Engine(#[from] datafusion::error::DataFusionError),
    /// A Parquet file cannot be written.
    #[error("Parquet 文件写不成：{0}")]
    Parquet(#[from] datafusion::parquet::errors::ParquetError),
    /// Columns do not fit their table.
    #[error("数据表不成立：{0}")]
    Arrow(#[from] datafusion::arrow::error::ArrowError),
    /// There is nothing to add up.
    #[error("{0}年度没有所选地区或单位的数据。请检查 --data、--year、--region 和 --units")]
    Nothing(u16),
    /// A sum is larger than amounts can be (9 × 10¹⁶ yuan).
    #[error("分类 {0} 的合计超出金额范围。请检查数据是否有误")]
    Overflow(i64),
    /// A number that is no classification stands in a file.
    #[error("分类编码 {0} 不成立。数据文件可能已损坏，请重新导入该地区")]
    Line(i64),
    /// What was handed in for a unit is not right.
    #[error("{0}")]
    Refused(String),
    /// There is nothing to review; the endings of what can be.
    #[error("没有可审核的文件（{0}）。请检查 --data")]
    NoDisclosures(String),
    /// A folder without a review.
    #[error("{} 里没有审核结果。请先用 juesuan-scale review 审核，或检查路径", .0.display())]
    NoReview(PathBuf),
    /// The report cannot be made.
    #[error("决算表编不成：{0}")]
    Compile(#[from] juesuan_report::CompileError),
    /// The report cannot be drawn.
    #[error("决算表写不成：{0}")]
    Render(#[from] juesuan_render::RenderError),
    /// JSON cannot be written or read.
    #[error("JSON 有误：{0}")]
    Json(#[from] serde_json::Error),
    /// Records cannot be written as a table of texts.
    #[error("CSV 写不成：{0}")]
    Csv(#[from] csv::Error),
}

/// The result of what can go wrong here.
pub type Result<T> = std::result::Result<T, Error>;

/// Names the path at which the file system failed.
pub(crate) fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io { path, source }
}
