use thiserror::Error;

/// Why a file could not be read. The message is Chinese and says what to do; the caller adds the file's name.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file does not exist or may not be read.
    #[error("打不开文件：{0}。请检查路径和权限")]
    Io(#[from] std::io::Error),
    /// No content at all.
    #[error("文件是空的（0 字节）。请重新下载或向提供者索取原文件")]
    Empty,
    /// Larger than any disclosure.
    #[error("文件有 {actual_mb} MB，超过上限 {limit_mb} MB。请确认选对了文件，或拆分后再检查")]
    TooLarge {
        /// Size of the file.
        actual_mb: u64,
        /// The limit.
        limit_mb: u64,
    },
    /// None of the known formats.
    #[error("认不出文件格式。请提供 docx、pdf、xlsx、xls、ods、html 或 txt 文件")]
    UnknownFormat,
    /// Cut off or damaged; the text says what was found.
    #[error("文件已损坏或不完整（{0}）。请重新下载或用原软件另存一份")]
    Damaged(String),
    /// Protected by a password.
    #[error("文件有密码保护。请先在原软件中取消密码，另存后再检查")]
    Encrypted,
    /// Pages are pictures.
    #[error("PDF 没有文字层（可能是扫描件）。请提供由 Word/WPS 导出的 PDF，或先做文字识别（OCR）")]
    Scanned,
    /// Content unfolds to more than any disclosure holds (zip bomb, endless nesting).
    #[error("文件展开后超过安全上限（{0}）。请确认文件来源，或用原软件另存一份")]
    LimitExceeded(String),
    /// A legacy format and no LibreOffice.
    #[error("{0} 是旧格式，需要 LibreOffice 转换，但本机没有安装。请用 Word/WPS 另存为 docx 后再检查")]
    NeedsConversion(&'static str),
    /// There is no text.
    #[error("文件里没有可读的文字。请确认选对了文件")]
    NoText,
}
