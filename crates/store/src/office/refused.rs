use super::{PublicationState, SubmissionState};

/// Why something of the office (送审、公开版本、出错说明) is not done; nothing was changed. Messages say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// There is no such submission.
    #[error("没有第{0}号送审。请在送审列表中查找")]
    NoSubmission(i64),
    /// The one who decides took part in what is to be decided (双人复核).
    #[error("“{who}”参与了这项送审，不能自己复核。请由另一人复核")]
    SamePerson {
        /// Who wanted to decide.
        who: String,
    },
    /// Only the one who handed it in may take it back.
    #[error("第{number}号送审由“{by}”提交，只能由本人撤回")]
    NotOwn {
        /// The submission.
        number: i64,
        /// Who handed it in.
        by: String,
    },
    /// It is decided already, perhaps a moment ago.
    #[error("第{number}号送审已由“{by}”处理（{}）。请刷新后再看", state.name())]
    Decided {
        /// The submission.
        number: i64,
        /// What it came to.
        state: SubmissionState,
        /// Who decided.
        by: String,
    },
    /// The same is waiting for a decision already.
    #[error("同一事项已在送审（第{0}号），尚未复核。请先处理那一项")]
    Waiting(i64),
    /// It has to be said why.
    #[error("没有写明理由。请写明理由后再提交")]
    NoReason,
    /// It has to be said who does it.
    #[error("没有写明经办人。请登录后再操作")]
    NoActor,
    /// Nothing to be imported or published.
    #[error("没有文件。请至少选择一个文件")]
    NoFiles,
    /// More files than are taken at once.
    #[error("一次最多{most}个文件，这次有{found}个。请分几次提交")]
    ManyFiles {
        /// How many there are.
        found: usize,
        /// How many may be.
        most: usize,
    },
    /// Files that are too large together.
    #[error("文件合计超过 {} MB。请拆成几次提交，或在服务器上用 juesuan import 导入", most >> 20)]
    LargeFiles {
        /// How many bytes may be.
        most: u64,
    },
    /// Too much waits for a decision.
    #[error("待复核的文件合计超过 {} MB。请先复核或撤回已有的送审", most >> 20)]
    FullDesk {
        /// How many bytes may wait.
        most: u64,
    },
    /// A name that is none of a file, or stands twice.
    #[error("文件名“{0}”不能用或重复。请改名：不含斜杠和控制字符，不超过255个字节，互不相同")]
    FileName(String),
    /// A media type that is none.
    #[error("“{0}”不是文件类型。请写成 text/html 的样子")]
    Media(String),
    /// A text that is too long.
    #[error("{what}超过{most}个字。请缩短")]
    LongText {
        /// Which one, in Chinese.
        what: &'static str,
        /// How many characters may be.
        most: usize,
    },
    /// What the caller gives to be shown is no JSON.
    #[error("摘要不是完整的 JSON")]
    Summary,
    /// A staged file is not what was handed in.
    #[error("送审的文件“{0}”与提交时的摘要不符，可能被改动。请退回，并核验账簿（juesuan verify）")]
    Changed(String),
    /// Records that belong to other units than the one for which they were handed in.
    #[error("文件中有不属于“{unit}”及其下级的记录（{others}）。请只提交本单位的记录，或由上级单位提交")]
    Outside {
        /// The unit of the submission.
        unit: String,
        /// The first others.
        others: String,
    },
    /// There is no such published version.
    #[error("没有第{0}号公开版本。请在版本列表中查找")]
    NoPublication(i64),
    /// The version is not in the state from which this can be done.
    #[error("第{number}号公开版本现在是“{}”，不能{action}。请刷新后再看", state.name())]
    WrongState {
        /// The version.
        number: i64,
        /// Its state.
        state: PublicationState,
        /// What cannot be done, in Chinese.
        action: &'static str,
    },
    /// A newer version is public.
    #[error("第{number}号公开版本之后已有新的版本公开（第{newer}版）。请改送最新的版本")]
    Older {
        /// The version.
        number: i64,
        /// The newer one's number of version.
        newer: i64,
    },
    /// The books went on since the report was made.
    #[error("生成公开文件之后账簿又有变动（日志第{0}条）。请重新生成后再冻结")]
    Stale(i64),
    /// The log has no such entry.
    #[error("日志没有第{0}条，不能据以冻结版本。请重新生成后再冻结")]
    NoHead(i64),
    /// A figure that stands twice.
    #[error("公开数“{0}”重复")]
    Figure(String),
    /// The key belongs to another request.
    #[error("幂等键“{0}”已用于内容不同的请求。请换一个键")]
    OtherRequest(String),
}
