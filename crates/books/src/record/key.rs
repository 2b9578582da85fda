use std::hash::{Hash, Hasher};

use super::Record;

/// How a record is told from others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// By its key (a voucher's number); another one with the same key must be the same record.
    Fixed,
    /// By its key (a unit's code); a later import may replace it, one import may not hold two.
    Replaceable,
    /// By all that it says; the same said twice in one import is said once (a budget document).
    Content,
    /// By all that it says; the same said twice in one import are two (two receptions alike).
    Counted,
}

impl Record<'_> {
    /// How it is told from others of its kind. A store keeps one record for each key where there is one.
    #[must_use]
    pub const fn identity(&self) -> Identity {
        match self {
            Self::Payment(_) | Self::Receipt(_) | Self::Evidence(_) => Identity::Fixed,
            Self::Unit(_)
            | Self::Balance(_)
            | Self::Contract(_)
            | Self::Comparative(_)
            | Self::Reason(_)
            | Self::Goal(_)
            | Self::Target(_)
            | Self::Link(_) => Identity::Replaceable,
            Self::Vehicle(vehicle) if !vehicle.plate.is_empty() => Identity::Replaceable,
            Self::Equipment(equipment) if !equipment.asset.is_empty() => Identity::Replaceable,
            Self::Budget(_) | Self::Correction(_) => Identity::Content,
            _ => Identity::Counted,
        }
    }

    /// Feeds what makes up its key into a hasher: for [`Identity::Content`] and [`Identity::Counted`] all that it says.
    pub fn hash_key<H: Hasher>(&self, to: &mut H) {
        match self {
            Self::Payment(payment) => (payment.unit, payment.voucher, payment.entry).hash(to),
            Self::Receipt(receipt) => (1, receipt.unit, receipt.number).hash(to),
            Self::Unit(unit) => (2, unit.unit).hash(to),
            Self::Balance(balance) => (3, balance.unit, balance.fund, balance.function).hash(to),
            Self::Contract(contract) => (4, contract.unit, contract.number).hash(to),
            Self::Comparative(comparative) => (5, comparative.unit, comparative.figure).hash(to),
            Self::Reason(reason) => (6, reason.unit, reason.figure).hash(to),
            Self::Vehicle(vehicle) if !vehicle.plate.is_empty() => (7, vehicle.unit, vehicle.plate).hash(to),
            Self::Equipment(equipment) if !equipment.asset.is_empty() => (8, equipment.unit, equipment.asset).hash(to),
            Self::Goal(goal) => (9, goal.unit, goal.goal).hash(to),
            Self::Target(target) => (10, target.unit, target.target).hash(to),
            Self::Link(link) => (11, link.unit, link.line, link.goal).hash(to),
            Self::Evidence(evidence) => (12, evidence.unit, evidence.register, evidence.item).hash(to),
            _ => self.hash(to),
        }
    }
}
