use juesuan_books::{Date, DeviationKind, FirstLevel};

use super::rules::Rule;
use super::scene::Scene;
use super::{Alarm, Figure, Light, Subject};
use crate::{Item, PaymentFact};

/// Why a light is not green, down to vouchers and evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation<'m> {
    /// 偏差类型
    pub kind: DeviationKind,
    /// What deviates.
    pub subject: Subject,
    /// 红灯 or 黄灯.
    pub light: Light,
    /// One sentence in Chinese, with its numbers.
    pub sentence: String,
    /// The numbers, each by its name.
    pub figures: Vec<Figure>,
    /// The payments behind it, by day.
    pub payments: Vec<&'m PaymentFact>,
    /// The evidence behind it: index of the indicator, and the item.
    pub items: Vec<(usize, &'m Item)>,
}

/// Collects what is behind an alarm.
#[derive(Default)]
pub(super) struct Sources<'m> {
    pub payments: Vec<&'m PaymentFact>,
    pub items: Vec<(usize, &'m Item)>,
}

impl<'m> Sources<'m> {
    /// The payments of the subject's project after a day; of 整体支出, of all projects of the unit.
    pub(super) fn payments_since(&mut self, scene: &Scene<'m>, after: u16) {
        let (plan, facts) = (scene.plan, scene.facts);
        let unit = scene.target().map(|(_, target)| &target.unit);
        let all = plan.projects.iter().zip(&facts.projects).enumerate();
        let own = all.filter(|(index, (project, _))| match scene.subject.project {
            Some(own) => own == *index,
            None => unit == Some(&project.unit),
        });
        for (_, (_, facts)) in own {
            let since = facts.payments.partition_point(|payment| payment.day <= after);
            let until = facts.payments.partition_point(|payment| payment.day <= scene.day);
            self.payments.extend(&facts.payments[since..until.max(since)]);
        }
        self.payments.sort_by_key(|payment| payment.day);
    }

    /// The evidence of the subject's indicator.
    pub(super) fn items_of_subject(&mut self, scene: &Scene<'m>) {
        if let Some((target, _)) = scene.target() {
            self.items_of(scene, target);
        }
    }

    /// The evidence of the project's indicators of a first level.
    pub(super) fn items_of_level(&mut self, scene: &Scene<'m>, level: FirstLevel) {
        for &target in scene.judges() {
            if scene.plan.targets[target].dimension.first_level() == level {
                self.items_of(scene, target);
            }
        }
    }

    fn items_of(&mut self, scene: &Scene<'m>, target: usize) {
        let items = &scene.facts.registers[target].items;
        let until = items.partition_point(|item| item.day <= scene.day);
        self.items.extend(items[..until].iter().map(|item| (target, item)));
    }
}

/// Explains what a rule says of a scene.
pub(super) fn explain<'m>(rule: &Rule, scene: &Scene<'m>) -> Option<Explanation<'m>> {
    let alarm = (rule.judge)(scene)?;
    let mut sources = Sources::default();
    (rule.sources)(scene, &mut sources);
    Some(Explanation {
        kind: rule.kind,
        subject: scene.subject,
        light: alarm.light,
        sentence: sentence(rule, scene, &alarm),
        figures: alarm.figures,
        payments: sources.payments,
        items: sources.items,
    })
}

/// `截至2024-06-30，“示例项目”执行滞后：应支付…。`
fn sentence(rule: &Rule, scene: &Scene<'_>, alarm: &Alarm) -> String {
    let measure = scene.target().map_or("", |(_, target)| target.measure.as_str());
    let mut told = rule.sentence.to_owned();
    for figure in &alarm.figures {
        told = told.replace(&format!("{{{}}}", figure.name), &figure.value.text(measure));
    }
    let day = Date::of_year(scene.plan.year, scene.day).map(|day| format!("截至{day}，")).unwrap_or_default();
    format!("{day}{}{}：{told}。", subject_name(scene), rule.kind.name())
}

/// The project and the indicator by name: `“示例项目”的“培训人次”`.
fn subject_name(scene: &Scene<'_>) -> String {
    let project = scene.subject.project.map(|project| &scene.plan.projects[project]);
    let project = project.map(|it| format!("“{}”", if it.name.is_empty() { &it.code } else { &it.name }));
    let target = scene.target().map(|(_, target)| format!("“{}”", target.name));
    match (project, target) {
        (Some(project), Some(target)) => format!("{project}的{target}"),
        (None, Some(target)) => format!("整体支出的{target}"),
        (Some(project), None) => project,
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Fen;
    use juesuan_books::DeviationKind::{MoneyWithoutResults, SlowSpending, SplitPayments};
    use juesuan_books::{Aggregation, Dimension};

    use crate::monitor::stage::{Stage, target};
    use crate::monitor::{FigureValue, Light, Subject};

    const PROJECT: Subject = Subject { project: Some(0), target: None };

    #[test]
    fn an_alarm_tells_its_numbers_and_its_vouchers() {
        let stage = Stage::new(&[]).pay(90, 20_000).pay(100, 45_000).pay(101, 48_000).pay(103, 40_000);
        let monitor = stage.monitor(103);
        let told = monitor.explain(PROJECT, SplitPayments, 103).unwrap();
        assert_eq!(
            told.sentence,
            "截至2024-04-12，“示例项目”拆分支付：向甲公司7天内支付3次，每次低于50000.00元，合计133000.00元。"
        );
        assert_eq!(told.payments.iter().map(|payment| payment.day).collect::<Vec<_>>(), [100, 101, 103]);
        assert!(told.figures.iter().any(|figure| figure.value == FigureValue::Money(Fen(13_300_000))));
        assert_eq!(monitor.explain(PROJECT, SlowSpending, 20), None);
    }

    #[test]
    fn a_light_that_only_stays_tells_what_it_was() {
        let output = target("办件", Dimension::Quantity, Aggregation::Count, 60);
        let stage = Stage::new(&[output]).pay_every(10, 200, 28_000).items("办件", 6, 120, 1).item("办件", 190, 1);
        let monitor = stage.monitor(200);
        let told = monitor.explain(PROJECT, MoneyWithoutResults, 195).unwrap();
        assert_eq!(told.light, Light::Yellow);
        assert!(told.sentence.starts_with("截至2024-07-07，"), "{}", told.sentence);
        // What was paid since the last evidence of output.
        assert!(told.payments.iter().all(|payment| (121..190).contains(&payment.day)));
    }
}
