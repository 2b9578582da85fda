use juesuan_books::Kind;

/// Something that a person may do (权限).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// 查看账簿: see budget, payments, receipts, tables and their vouchers.
    ReadBooks,
    /// 提交入账: hand in an import, records by hand, or a withdrawal.
    SubmitBooks,
    /// 复核入账: let in, as a second person, what another handed in.
    ApproveBooks,
    /// 编写说明: write reasons and texts of the narrative.
    WriteReasons,
    /// 查看绩效: see goals, indicators, lights and corrections.
    ReadPerformance,
    /// 维护目标: hand in goals, indicators and the money that serves them.
    SetGoals,
    /// 报送佐证: hand in evidence.
    SubmitEvidence,
    /// 办理整改: take the steps of corrections that the role allows.
    TakeSteps,
    /// 绩效评价: make the self-evaluation and next year's proposal.
    Evaluate,
    /// 检查文件: check disclosures and the like.
    CheckDocuments,
    /// 处理问题: accept or explain findings (出错说明).
    NoteFindings,
    /// 定稿: freeze a version of the disclosure.
    FreezeDisclosure,
    /// 批准公开: publish, as a second person, what another froze.
    ApproveDisclosure,
    /// 部门总览: see many departments side by side, as the finance bureau does.
    ReviewUnits,
    /// 查看账号: see who has an account and what was granted.
    ReadAccounts,
    /// 管理账号: create and disable accounts, set one-time passwords.
    ManageAccounts,
    /// 授权: grant and revoke roles.
    GrantRoles,
    /// 批准令牌: let tokens of the programming interface work.
    ApproveTokens,
    /// 查看日志: read and verify the log.
    ReadLog,
    /// 运行维护: backups, and how the program runs.
    Operate,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 20] = [
        Self::ReadBooks,
        Self::SubmitBooks,
        Self::ApproveBooks,
        Self::WriteReasons,
        Self::ReadPerformance,
        Self::SetGoals,
        Self::SubmitEvidence,
        Self::TakeSteps,
        Self::Evaluate,
        Self::CheckDocuments,
        Self::NoteFindings,
        Self::FreezeDisclosure,
        Self::ApproveDisclosure,
        Self::ReviewUnits,
        Self::ReadAccounts,
        Self::ManageAccounts,
        Self::GrantRoles,
        Self::ApproveTokens,
        Self::ReadLog,
        Self::Operate,
    ];

    /// Its name in files and addresses: `read-books`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ReadBooks => "read-books",
            Self::SubmitBooks => "submit-books",
            Self::ApproveBooks => "approve-books",
            Self::WriteReasons => "write-reasons",
            Self::ReadPerformance => "read-performance",
            Self::SetGoals => "set-goals",
            Self::SubmitEvidence => "submit-evidence",
            Self::TakeSteps => "take-steps",
            Self::Evaluate => "evaluate",
            Self::CheckDocuments => "check-documents",
            Self::NoteFindings => "note-findings",
            Self::FreezeDisclosure => "freeze-disclosure",
            Self::ApproveDisclosure => "approve-disclosure",
            Self::ReviewUnits => "review-units",
            Self::ReadAccounts => "read-accounts",
            Self::ManageAccounts => "manage-accounts",
            Self::GrantRoles => "grant-roles",
            Self::ApproveTokens => "approve-tokens",
            Self::ReadLog => "read-log",
            Self::Operate => "operate",
        }
    }

    /// Its Chinese name: `查看账簿`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReadBooks => "查看账簿",
            Self::SubmitBooks => "提交入账",
            Self::ApproveBooks => "复核入账",
            Self::WriteReasons => "编写说明",
            Self::ReadPerformance => "查看绩效",
            Self::SetGoals => "维护目标",
            Self::SubmitEvidence => "报送佐证",
            Self::TakeSteps => "办理整改",
            Self::Evaluate => "绩效评价",
            Self::CheckDocuments => "检查文件",
            Self::NoteFindings => "处理问题",
            Self::FreezeDisclosure => "定稿",
            Self::ApproveDisclosure => "批准公开",
            Self::ReviewUnits => "部门总览",
            Self::ReadAccounts => "查看账号",
            Self::ManageAccounts => "管理账号",
            Self::GrantRoles => "授权",
            Self::ApproveTokens => "批准令牌",
            Self::ReadLog => "查看日志",
            Self::Operate => "运行维护",
        }
    }

    /// The right of an id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.id() == id)
    }

    /// The right that handing in a file with records of a kind takes; none for corrections, whose steps are taken one by one,
    /// each by the role that it is for.
    #[must_use]
    pub const fn to_hand_in(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Goals | Kind::Targets | Kind::Links | Kind::Indicators => Some(Self::SetGoals),
            Kind::Evidence => Some(Self::SubmitEvidence),
            Kind::Passages | Kind::Reasons => Some(Self::WriteReasons),
            Kind::Corrections => None,
            _ => Some(Self::SubmitBooks),
        }
    }

    /// Whether it is about the office as a whole (accounts, the log), so that only an administrator holds it, for no unit
    /// in particular, and no token does.
    #[must_use]
    pub const fn is_office(self) -> bool {
        matches!(
            self,
            Self::ReadAccounts
                | Self::ManageAccounts
                | Self::GrantRoles
                | Self::ApproveTokens
                | Self::ReadLog
                | Self::Operate
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn no_role_hands_in_money_and_goals_both() {
        let kinds = |role: Role| {
            let may = |kind: &&Kind| Right::to_hand_in(**kind).is_some_and(|right| role.rights().contains(&right));
            Kind::ALL.iter().filter(may).copied().collect::<Vec<_>>()
        };
        for role in Role::ALL {
            let kinds = kinds(role);
            assert!(!(kinds.contains(&Kind::Payments) && kinds.contains(&Kind::Goals)), "{role:?}");
            assert!(!kinds.contains(&Kind::Corrections), "{role:?}");
        }
        assert_eq!(kinds(Role::Section), [Kind::Evidence]);
        assert!(kinds(Role::Accountant).contains(&Kind::Payments) && kinds(Role::Leader).is_empty());
    }
}
