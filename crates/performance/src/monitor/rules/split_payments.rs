use std::cmp::Reverse;

use juesuan_amount::Fen;
use juesuan_books::{DeviationKind, Nature};
use rustc_hash::FxHashMap;

use super::{Evidence, Rule, project_alone};
use crate::PaymentFact;
use crate::monitor::alarm::{Alarm, Figure, count, money, name};
use crate::monitor::{Light, SplitPayments, scene::Scene, window::Window};

/// One payment is made in parts, each under a limit.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::SplitPayments,
    explanation: "短时间内向同一收款人支付几次，每次都略低于须审批或采购的限额，合计却达到限额。同一凭证的几条分录算一次；\
                  金额太小的、没有收款人的、人员经费的支付和退款不论。",
    basis: "政府采购法实施条例第二十八条：不得把一个预算项目的同类货物、服务化整为零；大额支付须审批。",
    sentence: "向{收款人}{天数}天内支付{次数}次，每次低于{限额}，合计{合计}",
    reads_money: true,
    reads_evidence: Evidence::None,
    watches: |plan, subject| {
        let staff = |project: usize| {
            let mut lines = plan.projects[project].lines.iter().map(|&line| &plan.lines[line]);
            lines.all(|line| line.nature == Nature::Staff)
        };
        project_alone(plan, subject) && !subject.project.is_some_and(staff)
    },
    judge,
    window: Some(Window { days: |settings| settings.split_payments.days, lights }),
    sources: |scene, sources| {
        let parts = find(scene).map_or_else(Vec::new, |(_, parts)| parts);
        sources.payments.extend(parts.into_iter().flat_map(|part| part.entries));
    },
};

/// A payment that may be a part of one: what a voucher pays to a payee.
struct Part<'m> {
    day: u16,
    sum: Fen,
    entries: Vec<&'m PaymentFact>,
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.split_payments;
    let (payee, parts) = find(scene)?;
    let figures: Vec<Figure> = vec![
        name("收款人", payee),
        count("天数", i64::from(rule.days)),
        count("次数", parts.len() as i64),
        money("限额", Fen(i64::from(rule.limit) * 100)),
        money("合计", sum(&parts)),
    ];
    Some(Alarm { light: light(rule, &parts)?, degree: sum(&parts).0, figures })
}

/// The most parts of a payment in the last days, with their payee; of several payees the one that comes first in the alphabet.
fn find<'m>(scene: &Scene<'m>) -> Option<(&'m str, Vec<Part<'m>>)> {
    let rule = &scene.settings.split_payments;
    let found = parts(scene, scene.day)?.filter(|(_, parts)| light(rule, parts).is_some());
    found.min_by_key(|(payee, parts)| (Reverse(parts.len()), *payee))
}

/// The worst light of all payees on each day.
fn lights(scene: &Scene<'_>, until: u16) -> Vec<Light> {
    let rule = &scene.settings.split_payments;
    let mut lights = vec![Light::Green; usize::from(until - scene.day) + 1];
    for (_, parts) in parts(scene, until).into_iter().flatten() {
        let (mut begin, mut end) = (0, 0);
        for (day, shown) in (scene.day..).zip(&mut lights) {
            end += parts[end..].iter().take_while(|part| part.day <= day).count();
            begin += parts[begin..end].iter().take_while(|part| u32::from(day - part.day) >= rule.days).count();
            *shown = light(rule, &parts[begin..end]).map_or(*shown, |light| light.max(*shown));
        }
    }
    lights
}

/// What parts that were made within the days of the rule come to; none when they are too few or too little.
fn light(rule: &SplitPayments, parts: &[Part<'_>]) -> Option<Light> {
    let number = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let split = number >= rule.payments.max(1) && sum(parts).0 >= i64::from(rule.limit) * 100;
    split.then_some(if number >= rule.red { Light::Red } else { Light::Yellow })
}

fn sum(parts: &[Part<'_>]) -> Fen {
    parts.iter().map(|part| part.sum).sum()
}

/// What the rule sees from the day of the scene until another: of each payee to whom enough is paid, the parts by day.
fn parts<'m>(scene: &Scene<'m>, until: u16) -> Option<impl Iterator<Item = (&'m str, Vec<Part<'m>>)>> {
    let rule = &scene.settings.split_payments;
    let payments = &scene.project()?.payments;
    let before = scene.day.saturating_sub(u16::try_from(rule.days).unwrap_or(u16::MAX));
    let since = payments.partition_point(|payment| payment.day <= before);
    let until = payments.partition_point(|payment| payment.day <= until);
    let limit = i64::from(rule.limit) * 100;
    let least = limit * i64::from(rule.part) / 100;
    let mut payees: FxHashMap<&str, Vec<&PaymentFact>> = FxHashMap::default();
    for payment in &payments[since..until] {
        if payment.amount.0 > 0 && payment.amount.0 < limit && !payment.payee.is_empty() {
            payees.entry(&payment.payee).or_default().push(payment);
        }
    }
    let enough = move |count: usize| count >= rule.payments as usize;
    let payees =
        payees.into_iter().filter(move |(_, payments)| enough(payments.len())).map(move |(payee, payments)| {
            (payee, by_voucher(&payments).filter(|part| (least..limit).contains(&part.sum.0)).collect::<Vec<_>>())
        });
    Some(payees.filter(move |(_, parts)| enough(parts.len())))
}

/// Payments to one payee, those of a voucher together; they come by day and voucher, as they are kept.
fn by_voucher<'a, 'm>(payments: &'a [&'m PaymentFact]) -> impl Iterator<Item = Part<'m>> + use<'a, 'm> {
    payments.chunk_by(|a, b| (a.day, &a.voucher) == (b.day, &b.voucher)).map(|entries| {
        let sum = entries.iter().map(|entry| entry.amount).sum();
        Part { day: entries[0].day, sum, entries: entries.to_vec() }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use juesuan_books::DeviationKind::SplitPayments;
    use juesuan_books::Nature;

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::Subject;
    use crate::monitor::stage::Stage;

    #[test]
    fn parts_of_one_payment_are_seen() {
        let split = Stage::new(&[]).pay(100, 45_000).pay(101, 48_000).pay(103, 40_000);
        assert_eq!([101, 103, 120, 121].map(|day| split.light(SplitPayments, day)), [Green, Yellow, Yellow, Green]);
        assert_eq!(split.pay(102, 49_000).pay(103, 31_000).light(SplitPayments, 103), Red);
    }

    /// Judging many days in one go says the same as judging each.
    #[test]
    fn each_day_is_judged_as_it_is_alone() {
        let mut stage = Stage::new(&[]);
        let mut random = 88_172_645_463_325_252_u64;
        let mut below = |limit: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 11) % limit
        };
        for _ in 0..1000 {
            let (day, yuan) = (1 + below(360) as u16, below(60_000) as i32 - 1000);
            let payee = ["甲公司", "乙公司", "丙公司", ""][below(4) as usize];
            stage = stage.pay_to(day, yuan, payee, &below(400).to_string());
        }
        let monitor = stage.monitor(366);
        let subject = Subject { project: Some(0), target: None };
        let mut seen = BTreeMap::new();
        for day in 1..=366 {
            let scene = monitor.scene(subject, day);
            let alone = super::RULE.light(&scene);
            *seen.entry(alone).or_insert(0) += 1;
            assert_eq!(super::lights(&scene, 366)[0], alone, "{day}");
            assert_eq!(super::lights(&monitor.scene(subject, 1), day)[usize::from(day) - 1], alone, "{day}");
        }
        assert!(seen.len() == 3 && seen.values().all(|&days| days > 20), "{seen:?}");
    }

    #[test]
    fn other_payments_are_not_parts() {
        let payees = Stage::new(&[]).pay_to(100, 45_000, "甲公司", "1").pay_to(101, 45_000, "乙公司", "2");
        assert_eq!(payees.pay_to(102, 45_000, "丙公司", "3").light(SplitPayments, 102), Green);
        let small = Stage::new(&[]).pay(100, 9_000).pay(101, 9_000).pay(102, 9_000).pay(103, 26_000);
        assert_eq!(small.light(SplitPayments, 103), Green);
        // Three entries of one voucher are one payment above the limit.
        let entries = |stage: Stage, yuan| stage.pay_to(100, yuan, "甲公司", "1");
        let voucher = [30_000, 31_000, 32_000].into_iter().fold(Stage::new(&[]), entries);
        assert_eq!(voucher.light(SplitPayments, 100), Green);
        let staff = Stage::of(1, Nature::Staff, &[]).pay(100, 45_000).pay(101, 48_000).pay(103, 40_000);
        assert_eq!(staff.light(SplitPayments, 103), Green);
    }
}
