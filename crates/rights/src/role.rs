use juesuan_books as books;

use crate::Right;

/// As what somebody works (角色).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 财务岗 (会计)
    Accountant,
    /// 绩效管理岗
    Performance,
    /// 责任科室
    Section,
    /// 分管领导
    Leader,
    /// 审计监督
    Auditor,
    /// 财政审核岗, at the finance bureau.
    Bureau,
    /// 系统管理员: creates accounts, cannot grant.
    SystemAdmin,
    /// 安全管理员: grants, cannot create accounts.
    SecurityAdmin,
    /// 审计管理员: reads the log, changes nothing.
    AuditAdmin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 9] = [
        Self::Accountant,
        Self::Performance,
        Self::Section,
        Self::Leader,
        Self::Auditor,
        Self::Bureau,
        Self::SystemAdmin,
        Self::SecurityAdmin,
        Self::AuditAdmin,
    ];

    /// The three administrators (三员).
    pub const ADMINISTRATORS: [Self; 3] = [Self::SystemAdmin, Self::SecurityAdmin, Self::AuditAdmin];

    /// Its name in files and addresses: `accountant`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Accountant => "accountant",
            Self::Performance => "performance",
            Self::Section => "section",
            Self::Leader => "leader",
            Self::Auditor => "auditor",
            Self::Bureau => "bureau",
            Self::SystemAdmin => "system-admin",
            Self::SecurityAdmin => "security-admin",
            Self::AuditAdmin => "audit-admin",
        }
    }

    /// Its Chinese name: `财务岗`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accountant => "财务岗",
            Self::Performance => "绩效管理岗",
            Self::Section => "责任科室",
            Self::Leader => "分管领导",
            Self::Auditor => "审计监督",
            Self::Bureau => "财政审核岗",
            Self::SystemAdmin => "系统管理员",
            Self::SecurityAdmin => "安全管理员",
            Self::AuditAdmin => "审计管理员",
        }
    }

    /// The role of an id or of a Chinese name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == text || role.name() == text)
    }

    /// Whether it is one of the three administrators.
    #[must_use]
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin)
    }

    /// What it gives. Who may approve what somebody handed in is a matter of the person too ([`crate::second_person`]).
    #[must_use]
    pub const fn rights(self) -> &'static [Right] {
        use Right::*;
        match self {
            Self::Accountant => &[
                ReadBooks,
                SubmitBooks,
                ApproveBooks,
                WriteReasons,
                ReadPerformance,
                CheckDocuments,
                NoteFindings,
                FreezeDisclosure,
            ],
            Self::Performance => &[
                ReadBooks,
                WriteReasons,
                ReadPerformance,
                SetGoals,
                SubmitEvidence,
                TakeSteps,
                Evaluate,
                CheckDocuments,
                NoteFindings,
            ],
            Self::Section => &[ReadPerformance, SubmitEvidence, TakeSteps],
            Self::Leader => &[ReadBooks, ApproveBooks, ReadPerformance, TakeSteps, CheckDocuments, ApproveDisclosure],
            Self::Auditor => &[ReadBooks, ReadPerformance, TakeSteps, CheckDocuments, NoteFindings],
            Self::Bureau => &[ReadBooks, ReadPerformance, CheckDocuments, NoteFindings, ReviewUnits],
            Self::SystemAdmin => &[ReadAccounts, ManageAccounts, Operate],
            Self::SecurityAdmin => &[ReadAccounts, GrantRoles, ApproveTokens],
            Self::AuditAdmin => &[ReadAccounts, ReadLog],
        }
    }

    /// As what it takes the steps of corrections (整改); none when it takes none.
    #[must_use]
    pub const fn correction(self) -> Option<books::Role> {
        match self {
            Self::Performance => Some(books::Role::Performance),
            Self::Section => Some(books::Role::Section),
            Self::Leader => Some(books::Role::Leader),
            Self::Auditor => Some(books::Role::Audit),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_lead_back_to_roles_and_rights() {
        for role in Role::ALL {
            assert_eq!((Role::parse(role.id()), Role::parse(role.name())), (Some(role), Some(role)));
        }
        let ids: BTreeSet<&str> = Right::ALL.iter().map(|right| right.id()).collect();
        let names: BTreeSet<&str> = Right::ALL.iter().map(|right| right.name()).collect();
        assert_eq!((ids.len(), names.len()), (Right::ALL.len(), Right::ALL.len()));
        assert!(Right::ALL.iter().all(|&right| Right::parse(right.id()) == Some(right)));
        assert_eq!((Role::parse("会计长"), Right::parse("")), (None, None));
    }

    #[test]
    fn administrators_hold_nothing_over_money_and_others_nothing_over_the_office() {
        for role in Role::ALL {
            assert!(role.rights().iter().all(|right| right.is_office() == role.is_administrator()), "{role:?}");
        }
        for right in Right::ALL {
            assert!(Role::ALL.iter().any(|role| role.rights().contains(&right)), "nobody has {right:?}");
        }
    }

    #[test]
    fn no_administrator_can_do_what_another_is_for() {
        for right in [Right::ManageAccounts, Right::GrantRoles, Right::ApproveTokens, Right::ReadLog, Right::Operate] {
            assert_eq!(Role::ALL.iter().filter(|role| role.rights().contains(&right)).count(), 1, "{right:?}");
        }
    }

    #[test]
    fn who_takes_steps_has_a_role_in_corrections() {
        for role in Role::ALL {
            assert_eq!(role.correction().is_some(), role.rights().contains(&Right::TakeSteps), "{role:?}");
        }
    }
}
