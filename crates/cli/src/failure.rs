use std::io;

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read our standard output closed it.
    OutputClosed,
    /// Anything a person can mend, in Chinese, with the remedy.
    Message(String),
}

impl Failure {
    /// A failure with a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }
}

/// What the system says, in Chinese where that is known.
pub fn io_reason(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => "没有这个文件或文件夹",
        Kind::PermissionDenied => "没有权限",
        Kind::AlreadyExists => "同名的文件已经存在",
        Kind::NotADirectory => "路径中有一段不是文件夹",
        Kind::IsADirectory => "这是文件夹，不是文件",
        Kind::StorageFull => "磁盘空间不足",
        Kind::ReadOnlyFilesystem => "磁盘是只读的",
        Kind::InvalidFilename => "文件名太长或含有不能用的字符",
        _ => return error.to_string(),
    };
    known.to_owned()
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Message(format!("写不出结果：{}。请检查磁盘空间和权限", io_reason(&error)))
        }
    }
}
