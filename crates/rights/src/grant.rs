use std::fmt;

use crate::{Refusal, Role, words};

/// A role over a unit and all units below it (授权).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grant {
    unit: String,
    role: Role,
}

impl Grant {
    /// A role over the unit of a code; the empty code means all units (全部单位).
    ///
    /// # Errors
    /// When the code cannot be one, or an administrator's role is to hold for one unit.
    pub fn new(unit: &str, role: Role) -> Result<Self, Refusal> {
        let unit = unit.trim();
        if !unit.is_empty() && !words::is_code(unit) {
            return Err(Refusal::BadUnit);
        }
        if role.is_administrator() && !unit.is_empty() {
            return Err(Refusal::AdministratorOfUnit(role));
        }
        Ok(Self { unit: unit.to_owned(), role })
    }

    /// An administrator's role or another over all units.
    #[must_use]
    pub const fn everywhere(role: Role) -> Self {
        Self { unit: String::new(), role }
    }

    /// Code of the unit; empty for all units.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// `财务岗（101）`, `系统管理员`, `财政审核岗（全部单位）`.
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = self.role.name();
        match self.unit.as_str() {
            _ if self.role.is_administrator() => f.write_str(role),
            "" => write!(f, "{role}（全部单位）"),
            unit => write!(f, "{role}（{unit}）"),
        }
    }
}
