//! Which duties must not meet in one person (不相容岗位分离).

use crate::{Refusal, Role};

/// Whether a person may hold these roles together: at most one administrator's (三员分立), and then no other.
///
/// # Errors
/// When two of them must not meet.
pub fn compatible(roles: &[Role]) -> Result<(), Refusal> {
    let Some(&administrator) = roles.iter().find(|role| role.is_administrator()) else { return Ok(()) };
    match roles.iter().find(|&&role| role != administrator) {
        None => Ok(()),
        Some(&other) if other.is_administrator() => Err(Refusal::TwoAdministrators(administrator, other)),
        Some(&other) => Err(Refusal::AdministratorAtWork(administrator, other)),
    }
}

/// Whether a person may approve what another (or the same) handed in (双人复核), both by the number of their account.
///
/// # Errors
/// When they are one.
pub const fn second_person(first: i64, second: i64) -> Result<(), Refusal> {
    if first == second { Err(Refusal::SamePerson) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_hold_one_role() {
        for a in Role::ALL {
            for b in Role::ALL {
                let right = a == b || !a.is_administrator() && !b.is_administrator();
                assert_eq!(compatible(&[a, b]).is_ok(), right, "{a:?} {b:?}");
            }
        }
        assert_eq!(compatible(&[]), Ok(()));
        let message = compatible(&[Role::Leader, Role::SecurityAdmin]).unwrap_err().to_string();
        assert!(message.contains("安全管理员") && message.contains("分管领导"), "{message}");
    }

    #[test]
    fn two_persons_are_two() {
        assert_eq!(second_person(1, 2), Ok(()));
        assert_eq!(second_person(2, 2), Err(Refusal::SamePerson));
    }
}
