//! Figures that only the narrative prints: budgets of items, running costs, meetings, procurement, vehicles, scores.

use juesuan_amount::Fen;
use juesuan_books::{Fund, GatheringKind, Nature, ProcurementKind, SupplierSize, VehicleUse};

use super::items::functions;
use crate::{
    Formula, Measure, Selector,
    filler::{Filler, under},
};

/// Adds all of them.
pub(super) fn add(filler: &mut Filler<'_>) {
    add_budgets(filler);
    add_selected(filler);
    add_operations(filler);
    add_procurement(filler);
    add_scores(filler);
}

/// 年初预算 and 决算 by item of each fiscal fund, and of the whole.
fn add_budgets(filler: &mut Filler<'_>) {
    for fund in Fund::FISCAL {
        let of = |measure| Selector { funds: vec![fund], ..Selector::all(measure) };
        let name = fund.income_name().trim_end_matches("收入");
        for (word, measure, what) in [("initial", Measure::Initial, "年初预算"), ("spent", Measure::Spent, "支出决算")]
        {
            filler.add_books(&format!("{}/total/{word}", fund.id()), &format!("{name} {what}"), of(measure));
            for code in functions(filler, fund) {
                let label = format!("{name} {code}{} {what}", filler.function_name(code));
                let selector = Selector { funds: vec![fund], ..under(measure, code) };
                filler.add_books(&format!("{}/{code}/{word}", fund.id()), &label, selector);
            }
        }
    }
}

/// Sums over the books that no table prints.
fn add_selected(filler: &mut Filler<'_>) {
    let fiscal = |measure| Selector { funds: Fund::FISCAL.to_vec(), ..Selector::all(measure) };
    let agency = Selector {
        funds: vec![Fund::General],
        natures: vec![Nature::Office],
        agencies_only: true,
        ..Selector::all(Measure::Spent)
    };
    filler.add_books("operation/total/amount", "机关运行经费", agency);
    let economic = |code| Selector { economic: vec![code], ..fiscal(Measure::Spent) };
    filler.add_books("routine/meetings/amount", "会议费", economic(30_215));
    filler.add_books("routine/training/amount", "培训费", economic(30_216));
    // What a unit earns itself is often spent without a line of the budget; a rate of execution would mean nothing.
    filler.add_books("performance/total/adjusted", "财政拨款全年预算数", fiscal(Measure::Adjusted));
    filler.add_books("performance/total/spent", "财政拨款全年执行数", fiscal(Measure::Spent));
}

/// Trips, receptions, vehicles and equipment.
fn add_operations(filler: &mut Filler<'_>) {
    let facts = &filler.books.facts;
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.map(i64::from).sum::<i64>();
    let figures = &mut filler.figures;
    let trips = [
        ("abroad/groups", "因公出国（境）团组数", sum(&mut facts.trips.iter().map(|trip| trip.groups))),
        ("abroad/persons", "因公出国（境）人次", sum(&mut facts.trips.iter().map(|trip| trip.persons))),
    ];
    for (id, label, count) in trips {
        figures.add_count(id, label, count, "因公出国（境）台账");
    }
    for (place, foreign) in [("", None), ("-foreign", Some(true)), ("-domestic", Some(false))] {
        let of = || facts.receptions.iter().filter(|reception| foreign.is_none_or(|f| f == reception.foreign));
        let batches = sum(&mut of().map(|reception| reception.batches));
        let guests = sum(&mut of().map(|reception| reception.guests));
        figures.add_count(&format!("reception{place}/batches"), "公务接待批次", batches, "公务接待台账");
        figures.add_count(&format!("reception{place}/guests"), "公务接待人次", guests, "公务接待台账");
    }
    let vehicles = &facts.vehicles;
    figures.add_count("vehicles/kept", "开支财政拨款的公务用车保有量", vehicles.kept.into(), "车辆台账");
    figures.add_count("vehicles/bought", "更新购置公务用车", vehicles.bought.into(), "车辆台账");
    for (number, used) in (1..).zip(VehicleUse::ALL) {
        let count = vehicles.by_use.get(&used).copied().unwrap_or(0);
        figures.add_count(&format!("vehicles/use-{number}"), used.name(), count.into(), "车辆台账");
    }
    let all = sum(&mut vehicles.by_use.values().copied());
    figures.add_count("vehicles/total", "车辆总数", all, "车辆台账");
    figures.add_count("equipment/total", "单位价值100万元以上设备", facts.equipment.into(), "固定资产台账");
    let event = |gathering: &&juesuan_books::Gathering| gathering.kind == GatheringKind::Event;
    let events = facts.gatherings.iter().filter(event).map(|gathering| gathering.amount).sum();
    figures.add_money("routine/events/amount", "举办节庆、晚会、论坛、赛事等活动", events, fact("一般性支出台账"));
}

/// Contracts by kind and by the supplier's size.
fn add_procurement(filler: &mut Filler<'_>) {
    let contracts = &filler.books.facts.contracts;
    let sum = |kind: Option<ProcurementKind>, small: fn(SupplierSize) -> bool| -> Fen {
        contracts.iter().filter(|c| kind.is_none_or(|k| k == c.kind) && small(c.supplier)).map(|c| c.amount).sum()
    };
    let kinds = [
        ("goods", "政府采购货物支出", ProcurementKind::Goods),
        ("works", "政府采购工程支出", ProcurementKind::Works),
        ("services", "政府采购服务支出", ProcurementKind::Services),
    ];
    let sme: fn(SupplierSize) -> bool = |size| size != SupplierSize::Large;
    let figures = &mut filler.figures;
    for (id, label, kind) in kinds {
        figures.add_money(&format!("procurement/{id}"), label, sum(Some(kind), |_| true), fact("政府采购合同"));
        let label = format!("{label}中授予中小企业合同金额");
        figures.add_money(&format!("procurement/{id}-sme"), &label, sum(Some(kind), sme), fact("政府采购合同"));
    }
    let add_up = |suffix: &str| kinds.map(|(id, ..)| (1, format!("procurement/{id}{suffix}"))).to_vec();
    figures.add_sum("procurement/total", "政府采购支出总额", add_up(""));
    figures.add_sum("procurement/sme", "授予中小企业合同金额", add_up("-sme"));
    let small = sum(None, |size| size == SupplierSize::Small);
    figures.add_money("procurement/small", "授予小微企业合同金额", small, fact("政府采购合同"));
}

fn fact(source: &str) -> Formula {
    Formula::Fact(source.to_owned())
}

/// Weights and scores; those of an indicator with others below it are their sum.
fn add_scores(filler: &mut Filler<'_>) {
    let indicators = &filler.books.facts.performance.indicators;
    let own = |index: usize| -> (i64, i64) {
        let level = indicators[index].level;
        let below: Vec<_> = indicators[index + 1..].iter().take_while(|next| next.level > level).collect();
        let direct = below.iter().filter(|next| next.level == level + 1);
        let score = direct.clone().map(|next| i64::from(next.score)).sum();
        let weight = direct.map(|next| i64::from(next.weight)).sum();
        if below.is_empty() {
            (indicators[index].weight.into(), indicators[index].score.into())
        } else {
            (weight, score)
        }
    };
    let figures = &mut filler.figures;
    let mut total = (0, 0);
    for (index, indicator) in indicators.iter().enumerate() {
        let (weight, score) = own(index);
        let add = |figures: &mut crate::figure_set::FigureSet, what: &str, word: &str, points: i64| {
            let label = format!("绩效指标“{}”{word}", indicator.name);
            figures.add_points(&format!("score/{index}/{what}"), &label, points, "绩效自评");
        };
        add(figures, "weight", "分值", weight);
        add(figures, "score", "得分", score);
        add(figures, "lost", "扣分", weight - score);
        if indicator.level == 1 {
            total = (total.0 + weight, total.1 + score);
        }
    }
    figures.add_points("score/total/weight", "绩效自评总分值", total.0, "绩效自评");
    figures.add_points("score/total/score", "绩效自评总得分", total.1, "绩效自评");
}
