use juesuan_amount::Fen;
use rustc_hash::FxHashMap;

use super::units::NO_UNIT;
use crate::import::{Fault, Spot};
use crate::record::balance;
use crate::{Fund, Record};

/// 结转结余: the closing balance that somebody states is what the books come to:
/// 年初结转和结余 + 本年收入 + 使用非财政拨款结余 − 本年支出 − 结余分配.
#[derive(Default)]
pub(super) struct Rolling {
    flows: FxHashMap<Key, Flow>,
}

/// Unit, fund and functional code.
type Key = (u32, Fund, u32);

/// What came and went.
#[derive(Clone, Copy, Default)]
struct Flow {
    received: Fen,
    spent: Fen,
    stated: Option<Stated>,
}

/// What a balance record says.
#[derive(Clone, Copy)]
struct Stated {
    opening: Fen,
    surplus_used: Fen,
    distributed: Fen,
    closing: Option<Fen>,
    spot: Spot,
}

impl Rolling {
    pub(super) fn see(&mut self, record: &Record<'_>, unit: u32, spot: Spot) {
        if unit == NO_UNIT {
            return;
        }
        match record {
            Record::Payment(p) => self.flow(unit, p.fund, p.function).spent += p.amount,
            Record::Receipt(r) => self.flow(unit, r.fund, r.function).received += r.amount,
            Record::Balance(b) => {
                self.flow(unit, b.fund, b.function).stated = Some(Stated {
                    opening: b.opening,
                    surplus_used: b.surplus_used,
                    distributed: b.distributed,
                    closing: b.closing,
                    spot,
                });
            }
            _ => {}
        }
    }

    fn flow(&mut self, unit: u32, fund: Fund, function: u32) -> &mut Flow {
        self.flows.entry((unit, fund, function)).or_default()
    }

    /// Balances that do not roll.
    pub(super) fn close(&self) -> Vec<(Spot, Fault)> {
        let stated = self.flows.iter().filter_map(|(&key, flow)| Some((key, flow, flow.stated?)));
        stated.filter_map(|(key, flow, stated)| self.fault(key, flow, &stated)).collect()
    }

    fn fault(&self, key: Key, own: &Flow, stated: &Stated) -> Option<(Spot, Fault)> {
        let declared = stated.closing?;
        let (received, spent) = if key.2 == 0 { self.rest(key) } else { (own.received, own.spent) };
        let Stated { opening, surplus_used, distributed, .. } = *stated;
        let closing = opening + received + surplus_used - spent - distributed;
        (closing != declared).then(|| {
            let fault = Fault {
                rule: "balance-does-not-roll",
                column: Some(balance::CLOSING),
                wrong: format!(
                    "年末结转和结余填 {declared} 元，账上为 {closing} 元（年初 {opening} + 收入 {received} + \
                     使用非财政拨款结余 {surplus_used} − 支出 {spent} − 结余分配 {distributed}），相差 {} 元",
                    declared - closing
                ),
                remedy: "请核对年初、年末数和本年收支是否齐全".to_owned(),
            };
            (stated.spot, fault)
        })
    }

    /// What came and went of a unit's fund under all codes that have no balance of their own.
    fn rest(&self, (unit, fund, _): Key) -> (Fen, Fen) {
        let rest = self
            .flows
            .iter()
            .filter(|&(key, flow)| (key.0, key.1) == (unit, fund) && (key.2 == 0 || flow.stated.is_none()));
        rest.fold((Fen::ZERO, Fen::ZERO), |sum, (_, flow)| (sum.0 + flow.received, sum.1 + flow.spent))
    }
}
