//! Where the registers (台账) of meetings, receptions and trips do not go with what was paid: both would be published side by
//! side, and nobody could believe them.

use juesuan_amount::Fen;
use juesuan_books::{Fund, GatheringKind};

use crate::{Measure, Selector, Value, figure_set::print_money, filler::Filler};

/// A notice for each, in Chinese. A register of meetings that was not kept at all is no contradiction.
pub(super) fn contradictions(filler: &Filler<'_>) -> Vec<String> {
    gatherings(filler).into_iter().chain(operations(filler)).collect()
}

/// What meetings and trainings cost by the register and by the vouchers.
fn gatherings(filler: &Filler<'_>) -> Vec<String> {
    let kinds = [(GatheringKind::Meeting, 30_215, "会议费"), (GatheringKind::Training, 30_216, "培训费")];
    let mut notices = Vec::new();
    for (kind, economic, name) in kinds {
        let of = filler.books.facts.gatherings.iter().filter(|gathering| gathering.kind == kind);
        let listed: Fen = of.map(|gathering| gathering.amount).sum();
        let (listed, spent) = (print_money(listed), print_money(paid(filler, economic)));
        if listed != print_money(Fen::ZERO) && listed != spent {
            notices.push(format!("请核对：{name}支出{spent}万元，会议培训表的经费合计{listed}万元"));
        }
    }
    notices
}

/// What the vouchers say was paid from fiscal funds under an economic code, before any rounding: parts that were made to add up
/// may print one hundredth off.
fn paid(filler: &Filler<'_>, economic: u32) -> Fen {
    let selector = Selector { funds: Fund::FISCAL.to_vec(), economic: vec![economic], ..Selector::all(Measure::Spent) };
    let lines = filler.books.totals.iter().filter(|(line, _)| selector.takes(line, true));
    lines.map(|(_, amounts)| amounts.spent).sum()
}

/// Fees without what they were paid for, and the other way round; vehicles may stand still.
fn operations(filler: &Filler<'_>) -> Vec<String> {
    let pairs = [
        ("T9/abroad/actual", "因公出国（境）费", "abroad/groups", "因公出国（境）团组", true),
        ("T9/reception/actual", "公务接待费", "reception/batches", "公务接待批次", true),
        ("T9/vehicle-operation/actual", "公务用车运行维护费", "vehicles/kept", "公务用车保有量", false),
    ];
    let mut notices = Vec::new();
    for (fee, name, count, counted, both_ways) in pairs {
        let Some(Value::Count(number)) = filler.figures.get(count).map(|figure| figure.value) else { continue };
        let free = filler.figures.prints_zero(fee);
        if (!free && number == 0) || (both_ways && free && number > 0) {
            let spent = print_money(filler.figures.money(fee));
            notices.push(format!("请核对：{name}支出{spent}万元，{counted}为{number}"));
        }
    }
    notices
}
