use crate::{Right, Role};

/// Why somebody may not do something; every message says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The right is lacking.
    #[error("没有“{}”的权限。需要时请由安全管理员授权", .0.name())]
    NoRight(Right),
    /// The account is gone or disabled.
    #[error("没有这个账号，或账号已停用")]
    NoPerson,
    /// The login is somebody's already.
    #[error("登录名已有人使用。请换一个")]
    LoginTaken,
    /// The login cannot be one.
    #[error("登录名须为2至32个英文字母、数字、汉字或“.”“-”“_”")]
    BadLogin,
    /// The name cannot be one.
    #[error("名称不能空着，不能超过40个字，不能换行")]
    BadName,
    /// The code of a unit cannot be one.
    #[error("单位代码不能有空格，不能超过40个字")]
    BadUnit,
    /// An administrator's role for one unit.
    #[error("{}管理全部单位，不能只授予一个单位", .0.name())]
    AdministratorOfUnit(Role),
    /// A second administrator's role (三员分立).
    #[error("已是{}，不能兼任{}（三员分立）。请授予另一个人", .0.name(), .1.name())]
    TwoAdministrators(Role, Role),
    /// An administrator's role beside another.
    #[error("{}不能兼任业务岗位（{}）。请授予另一个人", .0.name(), .1.name())]
    AdministratorAtWork(Role, Role),
    /// A change of one's own roles.
    #[error("不能改变自己的授权。请由另一位安全管理员办理")]
    OwnGrant,
    /// A grant to an account that one created.
    #[error("账号由本人创建，不能再由本人授权。请由另一位安全管理员办理")]
    OwnCreation,
    /// Disabling, resetting or unlocking oneself.
    #[error("不能停用、重置或解锁自己的账号。请由另一位系统管理员办理")]
    Oneself,
    /// The last administrator of a kind.
    #[error("这是最后一位{}，不能停用或收回授权。请先设另一位", .0.name())]
    LastAdministrator(Role),
    /// The password of another administrator, whose account it would open.
    #[error("不能重置{}的密码，否则就能以其身份登录。请在服务器上用命令行重置", .0.name())]
    OtherAdministrator(Role),
    /// The grant is there already.
    #[error("已有这项授权")]
    AlreadyGranted,
    /// The grant is not there.
    #[error("没有这项授权，可能已被收回。请刷新后再看")]
    NotGranted,
    /// The account is disabled or enabled already.
    #[error("账号已经是这个状态。请刷新后再看")]
    NoChange,
    /// There is no such token, or nothing is left to do with it.
    #[error("没有这个令牌，或已批准、收回、到期。请刷新后再看")]
    NoToken,
    /// Rights that no token gives, or that its person does not have.
    #[error("令牌只能含有本人已有的业务权限，至少一项")]
    TokenRights,
    /// The end of a token is past or too far off.
    #[error("令牌的有效期须在今后一年以内")]
    TokenEnds,
    /// Too many tokens.
    #[error("有效的令牌已有{0}个，不能再申请。请先收回不用的")]
    TooManyTokens(u32),
    /// The same person twice (双人复核).
    #[error("提交的人不能复核自己提交的内容（双人复核）。请由另一个人办理")]
    SamePerson,
}
