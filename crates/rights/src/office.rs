use std::collections::{BTreeMap, BTreeSet};

use crate::{Grant, Refusal, Right, Role, compatible};

/// A person with an account (账号).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// How they log in.
    pub login: String,
    /// Whether the account is disabled (停用).
    pub disabled: bool,
    /// Number of the account that created it; none for the first ones.
    pub creator: Option<i64>,
    /// What they hold.
    pub grants: BTreeSet<Grant>,
}

/// A change of who there is and what they hold; persons by the number of their account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// 新建账号, with this login.
    Create(&'a str),
    /// 停用
    Disable(i64),
    /// 启用
    Enable(i64),
    /// 重置密码: a new one-time password, no second factor, no lock.
    Reset(i64),
    /// 解除锁定
    Unlock(i64),
    /// 授权
    Grant(i64, &'a Grant),
    /// 收回授权
    Revoke(i64, &'a Grant),
    /// 批准令牌 of this person.
    ApproveToken(i64),
}

impl Change<'_> {
    /// The right that it takes.
    #[must_use]
    pub const fn right(&self) -> Right {
        match self {
            Self::Create(_) | Self::Disable(_) | Self::Enable(_) | Self::Reset(_) | Self::Unlock(_) => {
                Right::ManageAccounts
            }
            Self::Grant(..) | Self::Revoke(..) => Right::GrantRoles,
            Self::ApproveToken(_) => Right::ApproveTokens,
        }
    }
}

/// All persons, by the number of their account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// All persons.
    pub persons: BTreeMap<i64, Person>,
}

impl Office {
    /// Whether somebody may make a change now.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, actor: i64, change: &Change<'_>) -> Result<(), Refusal> {
        self.holds(actor, change.right())?;
        match *change {
            Change::Create(login) => self.check_new(login),
            Change::Disable(person) => self.check_disable(actor, person),
            Change::Enable(person) => {
                if self.person(person)?.disabled {
                    Ok(())
                } else {
                    Err(Refusal::NoChange)
                }
            }
            Change::Reset(person) => self.check_reset(actor, person),
            // It opens nothing: the password is still to be known.
            Change::Unlock(person) => self.person(person).and_then(|_| not_oneself(actor, person)),
            Change::Grant(person, grant) => self.check_grant(actor, person, grant),
            Change::Revoke(person, grant) => self.check_revoke(actor, person, grant),
            Change::ApproveToken(owner) => {
                self.active(owner)?;
                crate::second_person(owner, actor)
            }
        }
    }

    /// Whether a person who is not disabled holds a right over the office.
    ///
    /// # Errors
    /// When they do not.
    pub fn holds(&self, person: i64, right: Right) -> Result<(), Refusal> {
        let mut grants = self.active(person)?.grants.iter();
        if grants.any(|grant| grant.role().rights().contains(&right)) { Ok(()) } else { Err(Refusal::NoRight(right)) }
    }

    fn check_new(&self, login: &str) -> Result<(), Refusal> {
        if crate::login(login)? != login {
            return Err(Refusal::BadLogin);
        }
        let taken = self.persons.values().any(|person| person.login == login);
        if taken { Err(Refusal::LoginTaken) } else { Ok(()) }
    }

    fn check_disable(&self, actor: i64, person: i64) -> Result<(), Refusal> {
        not_oneself(actor, person)?;
        let found = self.person(person)?;
        if found.disabled {
            return Err(Refusal::NoChange);
        }
        found.grants.iter().try_for_each(|grant| self.check_last(person, grant.role()))
    }

    /// Who sets the password of an account can enter it: so a system administrator would become the others.
    fn check_reset(&self, actor: i64, person: i64) -> Result<(), Refusal> {
        not_oneself(actor, person)?;
        let administrator = self
            .person(person)?
            .grants
            .iter()
            .map(Grant::role)
            .find(|role| role.is_administrator() && *role != Role::SystemAdmin);
        administrator.map_or(Ok(()), |role| Err(Refusal::OtherAdministrator(role)))
    }

    fn check_grant(&self, actor: i64, person: i64, grant: &Grant) -> Result<(), Refusal> {
        let found = self.person(person)?;
        if actor == person {
            return Err(Refusal::OwnGrant);
        }
        // Somebody may have been a system administrator when the account was made.
        if found.creator == Some(actor) {
            return Err(Refusal::OwnCreation);
        }
        if found.grants.contains(grant) {
            return Err(Refusal::AlreadyGranted);
        }
        let roles: Vec<Role> = found.grants.iter().chain([grant]).map(Grant::role).collect();
        compatible(&roles)
    }

    fn check_revoke(&self, actor: i64, person: i64, grant: &Grant) -> Result<(), Refusal> {
        let found = self.person(person)?;
        if actor == person {
            return Err(Refusal::OwnGrant);
        }
        if !found.grants.contains(grant) {
            return Err(Refusal::NotGranted);
        }
        if found.disabled { Ok(()) } else { self.check_last(person, grant.role()) }
    }

    /// An office without one of its administrators could not get one any more.
    fn check_last(&self, person: i64, role: Role) -> Result<(), Refusal> {
        let another = |(&number, other): (&i64, &Person)| number != person && !other.disabled && other.is(role);
        if role.is_administrator() && !self.persons.iter().any(another) {
            return Err(Refusal::LastAdministrator(role));
        }
        Ok(())
    }

    fn person(&self, number: i64) -> Result<&Person, Refusal> {
        self.persons.get(&number).ok_or(Refusal::NoPerson)
    }

    fn active(&self, number: i64) -> Result<&Person, Refusal> {
        self.person(number).and_then(|person| if person.disabled { Err(Refusal::NoPerson) } else { Ok(person) })
    }
}

fn not_oneself(actor: i64, person: i64) -> Result<(), Refusal> {
    if actor == person { Err(Refusal::Oneself) } else { Ok(()) }
}

impl Person {
    /// Whether they hold a role anywhere.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role() == role)
    }
}
