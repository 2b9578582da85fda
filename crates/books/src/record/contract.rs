use juesuan_amount::Fen;

use super::Tabular;
use crate::columns::Choice;
use crate::import::Row;
use crate::{Contract, ProcurementKind, SupplierSize};

/// A procurement contract of a unit (政府采购合同).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContractRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 合同编号, once in a unit.
    pub number: &'a str,
    /// What was bought.
    pub procurement: ProcurementKind,
    /// Amount spent under it in the year.
    pub amount: Fen,
    /// The supplier's size.
    pub supplier: SupplierSize,
}

impl ContractRecord<'_> {
    /// The fact that the disclosure states.
    #[must_use]
    pub fn to_fact(&self) -> Contract {
        Contract {
            number: self.number.to_owned(),
            kind: self.procurement,
            amount: self.amount,
            supplier: self.supplier,
        }
    }
}

pub(crate) const NUMBER: usize = 1;
pub(crate) const AMOUNT: usize = 3;

impl<'a> Tabular<'a> for ContractRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "contract", "procurement", "contract-amount", "supplier"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            number: row.number(NUMBER),
            procurement: row.choice(2),
            amount: row.amount(AMOUNT),
            supplier: row.choice(4),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.number.to_owned(),
            self.procurement.label().to_owned(),
            self.amount.to_string(),
            self.supplier.label().to_owned(),
        ]
    }
}
