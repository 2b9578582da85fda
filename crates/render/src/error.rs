use thiserror::Error;

/// Why a report could not be written. The message is Chinese; the caller adds the file's name.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The folder or a file in it cannot be written.
    #[error("写不了文件：{0}。请检查路径、权限和磁盘空间")]
    Io(#[from] std::io::Error),
    /// A table does not fit into a worksheet: more columns, rows or text than Excel takes.
    #[error("电子表格装不下：{0}")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
    /// A Word package cannot be put together.
    #[error("写不出 Word 文件：{0}")]
    Package(#[from] zip::result::ZipError),
    /// A value cannot be written as JSON.
    #[error("写不出 JSON：{0}")]
    Json(#[from] serde_json::Error),
    /// A row cannot be written as CSV.
    #[error("写不出 CSV：{0}")]
    Csv(#[from] csv::Error),
}
