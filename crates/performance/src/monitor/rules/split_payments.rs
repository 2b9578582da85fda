use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::{DeviationKind, Nature};

use super::{Evidence, Rule, project_alone};
use crate::PaymentFact;
use crate::monitor::alarm::{Alarm, Figure, count, money, name};
use crate::monitor::{Light, scene::Scene};

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
    sources: |scene, sources| {
        if let Some(found) = find(scene) {
            sources.payments.extend(found.parts);
        }
    },
};

/// Payments to one payee that look like parts of one.
struct Split<'m> {
    parts: Vec<&'m PaymentFact>,
    number: u32,
    sum: Fen,
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.split_payments;
    let split = find(scene)?;
    let light = if split.number >= rule.red { Light::Red } else { Light::Yellow };
    let figures: Vec<Figure> = vec![
        name("收款人", split.parts.first().map_or("", |part| &part.payee)),
        count("天数", i64::from(rule.days)),
        count("次数", i64::from(split.number)),
        money("限额", Fen(i64::from(rule.limit) * 100)),
        money("合计", split.sum),
    ];
    Some(Alarm { light, degree: split.sum.0, figures })
}

/// The most parts of a payment in the days before; of several payees the one that comes first in the alphabet.
fn find<'m>(scene: &Scene<'m>) -> Option<Split<'m>> {
    let rule = &scene.settings.split_payments;
    let payments = &scene.project()?.payments;
    let days = u16::try_from(rule.days).unwrap_or(u16::MAX);
    let begin = scene.day.saturating_sub(days);
    let since = payments.partition_point(|payment| payment.day <= begin);
    let until = payments.partition_point(|payment| payment.day <= scene.day);
    let limit = i64::from(rule.limit) * 100;
    let least = limit * i64::from(rule.part) / 100;
    let small = |payment: &&PaymentFact| payment.amount.0 > 0 && payment.amount.0 < limit && !payment.payee.is_empty();
    let window: Vec<&PaymentFact> = payments[since..until].iter().filter(small).collect();
    if window.len() < rule.payments as usize {
        return None;
    }
    let mut vouchers: BTreeMap<(&str, u16, &str), (Fen, Vec<&PaymentFact>)> = BTreeMap::new();
    for payment in window {
        let (sum, parts) = vouchers.entry((&payment.payee, payment.day, &payment.voucher)).or_default();
        *sum += payment.amount;
        parts.push(payment);
    }
    let mut payees: BTreeMap<&str, Split<'_>> = BTreeMap::new();
    let parts = vouchers.into_iter().filter(|(_, (sum, _))| (least..limit).contains(&sum.0));
    for ((payee, ..), (sum, parts)) in parts {
        let split = payees.entry(payee).or_insert(Split { parts: Vec::new(), number: 0, sum: Fen::ZERO });
        split.number += 1;
        split.sum += sum;
        split.parts.extend(parts);
    }
    let found = payees.into_values().filter(|split| split.number >= rule.payments && split.sum.0 >= limit);
    found.reduce(|best, split| if split.number > best.number { split } else { best })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::SplitPayments;
    use juesuan_books::Nature;

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::Stage;

    #[test]
    fn parts_of_one_payment_are_seen() {
        let split = Stage::new(&[]).pay(100, 45_000).pay(101, 48_000).pay(103, 40_000);
        assert_eq!([101, 103, 120, 121].map(|day| split.light(SplitPayments, day)), [Green, Yellow, Yellow, Green]);
        assert_eq!(split.pay(102, 49_000).pay(103, 31_000).light(SplitPayments, 103), Red);
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
