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

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Message(format!("写不出结果：{error}。请检查磁盘空间和权限"))
        }
    }
}
