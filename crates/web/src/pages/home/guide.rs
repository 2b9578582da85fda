//! 试一试: what a newcomer to the demonstration can do in their first minutes.

use juesuan_rights::Right;

use crate::{shell::Scope, visitor::Visitor};

/// Something to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What.
    pub title: &'static str,
    /// How, and what to look at.
    pub how: &'static str,
    /// Where; none when the visitor's role cannot.
    pub href: Option<String>,
    /// Whose role can.
    pub person: &'static str,
}

/// Title, how, right, page of the unit, who can.
const TRIALS: [(&str, &str, Right, &str, &str); 5] = [
    ("查一个数从哪里来", "打开九张表，点任意一格：从公式一直查到每一张凭证。", Right::ReadBooks, "tables", "会计 王敏"),
    (
        "看一盏灯为什么亮",
        "监控看板列出每个项目和指标；点开黄灯，看它因为哪几笔支付、哪几件佐证而亮。支付一到账，灯自己变。",
        Right::ReadPerformance,
        "monitor",
        "绩效管理 陈静",
    ),
    ("改一句情况说明", "数字锁定在账上，只写原因；边写边提示问题。", Right::WriteReasons, "narrative", "会计 王敏"),
    (
        "导入一笔支付，换人复核",
        "文件有错会一次全部列出，一条也不入账；改好送审，再换“复核会计 刘洋”登录复核。",
        Right::SubmitBooks,
        "books/import",
        "会计 王敏",
    ),
    (
        "定稿，批准，公开",
        "会计定稿，分管领导批准，退出登录后人人能在“已公开的决算”里看到同一份。",
        Right::ReadBooks,
        "publish",
        "会计 王敏、分管领导 赵立",
    ),
];

/// What can be tried in a unit's year, with the ways that are open to the visitor.
pub fn trials(visitor: &Visitor, scope: &Scope) -> Vec<Trial> {
    let trial = |(title, how, right, place, person): (&'static str, &'static str, Right, &str, &'static str)| {
        let href = visitor.may(right, &scope.unit).then(|| scope.at(place));
        Trial { title, how, href, person }
    };
    TRIALS.into_iter().map(trial).collect()
}
