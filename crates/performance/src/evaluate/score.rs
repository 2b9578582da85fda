//! Scores one indicator.

use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, CORRECTIONS, Comparison, Dimension, Scoring, TargetRecord, TargetValue, Trajectory};

use super::{
    Deduction, EvaluationSettings, Money, ScoredTarget,
    deduction::{Group, grouped},
    gather::Measured,
    points::{points, share, tier},
    words,
};
use crate::{
    Aim, Facts, Target,
    measure::{Actual, Fraction, MILLION, attainment},
};

/// Scores the indicators of one unit or project.
pub(super) struct Scorer<'a> {
    pub facts: &'a Facts,
    pub settings: &'a EvaluationSettings,
    /// What corrections take away.
    pub deductions: &'a [Deduction],
    /// Money of the unit or project.
    pub money: Money,
    /// The day at whose end it is scored.
    pub day: u16,
}

/// What an indicator earned before anything is taken away.
struct Earned {
    share: Fraction,
    degree: i64,
    places: u32,
    reached: String,
    /// Why it is not all; empty if it is.
    shortfall: String,
}

impl Scorer<'_> {
    /// The score of an indicator.
    pub(super) fn score(&self, measured: Measured) -> ScoredTarget {
        let target = &measured.target;
        let deductions = self.taken(target, &measured.targets);
        let earned = self.earned(&measured, &deductions);
        let before = points(target.weight, earned.share, earned.places);
        let (surpassed, set_too_low) = self.surpassed(target, earned.degree);
        let taken = deductions.iter().map(|deduction| deduction.points).fold(set_too_low, u32::saturating_add);
        let score = before.saturating_sub(taken);
        let mut reasons: Vec<String> = Vec::new();
        if before < target.weight {
            reasons.push(earned.shortfall);
        }
        reasons.extend(grouped(&deductions).iter().map(Group::told));
        if set_too_low > 0 {
            reasons.push(format!("指标值偏低，扣{}分", words::points(set_too_low)));
        }
        let manual = measured.actual.is_some_and(|actual| actual.manual);
        // The last revision that counts already tells what was aimed at before.
        let revised = target.revised.iter().rev().find(|revision| revision.from <= self.day);
        let revised = revised.map(|revision| format!("指标值原为{}，经批准调整", target.text_of(&revision.before)));
        let manual = manual.then(|| "含手工填报数据".to_owned());
        let notes = [Some(surpassed), revised, manual];
        ScoredTarget {
            dimension: target.dimension,
            name: target.name.clone(),
            aim: words::aim(target),
            aimed: target.aim.number(),
            weight: target.weight,
            actual: measured.actual.map(|actual| actual.value),
            reached: earned.reached,
            degree: earned.degree,
            score,
            reason: if score < target.weight { reasons.join("；") } else { String::new() },
            note: notes.into_iter().flatten().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("；"),
            deductions,
            targets: measured.targets,
        }
    }

    fn earned(&self, measured: &Measured, deductions: &[Deduction]) -> Earned {
        let (target, settings) = (&measured.target, self.settings);
        if target.dimension == Dimension::Execution && target.aggregation == Aggregation::Execution {
            return self.executed();
        }
        if target.scoring == Scoring::Deduction {
            let taken: u32 = deductions.iter().map(|deduction| deduction.points).fold(0, u32::saturating_add);
            let kept = Fraction::of(target.weight.saturating_sub(taken).into(), target.weight.max(1).into());
            return Earned {
                share: Fraction::ALL,
                degree: if taken == 0 { MILLION } else { kept.millionths() },
                places: settings.places,
                reached: words::taken(target, taken),
                shortfall: String::new(),
            };
        }
        let Some(actual) = &measured.actual else {
            let silent = match measured.silent.as_slice() {
                [] => "没有佐证材料".to_owned(),
                units => format!("{}没有佐证材料", units.join("、")),
            };
            let (share, reached) = (Fraction::of(0, 1), String::new());
            return Earned { share, degree: 0, places: settings.places, reached, shortfall: silent };
        };
        let reached = attainment(target, actual);
        Earned {
            share: share(target, actual, settings),
            degree: reached.millionths(),
            places: settings.places,
            reached: words::reached(target, actual, settings),
            shortfall: self.shortfall(target, actual, reached),
        }
    }

    /// 预算执行率: what was spent of the budget, at most all of it.
    fn executed(&self) -> Earned {
        let (paid, budget) = (i128::from(self.money.paid.0), i128::from(self.money.budget.0));
        let places = self.settings.execution_places;
        if budget <= 0 {
            let shortfall = "没有预算".to_owned();
            return Earned { share: Fraction::of(0, 1), degree: 0, places, reached: String::new(), shortfall };
        }
        let rate = Fraction::of(paid, budget);
        Earned {
            share: rate.min(Fraction::ALL),
            degree: rate.millionths(),
            places,
            reached: words::rate(self.money),
            shortfall: "全年预算没有全部执行".to_owned(),
        }
    }

    /// Why an indicator does not earn all its points.
    fn shortfall(&self, target: &Target, actual: &Actual, reached: Fraction) -> String {
        let done = words::percent(reached);
        match (target.scoring, &target.aim, target.pass) {
            (_, Aim::Day(_), _) => "未按期完成".to_owned(),
            (Scoring::Tiers, ..) => {
                let name = tier(reached, &self.settings.tiers).map_or("", |tier| tier.name.as_str());
                format!("完成程度{done}，为“{name}”档")
            }
            (Scoring::Satisfaction, ..) => {
                format!("{}，未达到{}%", words::reached(target, actual, self.settings), self.settings.satisfied)
            }
            (Scoring::Proportional, _, Some(line)) if reached.millionths() < line.0 => {
                format!("完成目标的{done}，未达到及格线{line}%")
            }
            (Scoring::AllOrNothing, ..) => "未达到目标".to_owned(),
            _ => format!("完成目标的{done}"),
        }
    }

    /// What an indicator says that was surpassed by far, and the points that it loses for that.
    fn surpassed(&self, target: &Target, degree: i64) -> (String, u32) {
        let limit = i64::from(self.settings.surpassed) * MILLION / 100;
        let has_number = target.aim.number().is_some_and(|number| number != Quantity::ZERO);
        let applies = target.dimension != Dimension::Execution
            && !matches!(target.scoring, Scoring::Satisfaction | Scoring::Deduction)
            // A cost or a rank far below its limit is no work done in excess.
            && matches!(target.comparison, Comparison::AtLeast | Comparison::Above);
        if !has_number || !applies || limit == 0 || degree <= limit {
            return (String::new(), 0);
        }
        let done = words::percent(Fraction::of(degree.into(), MILLION.into()));
        let note = format!("完成值为目标的{done}，偏离较大，须说明原因并调整下年指标值");
        let loss = Fraction::of(self.settings.surpassed_loss.into(), 100);
        (note, points(target.weight, loss, self.settings.places))
    }

    /// What evidence takes away from an indicator that is scored by 扣分.
    fn taken(&self, target: &Target, targets: &[usize]) -> Vec<Deduction> {
        if target.scoring != Scoring::Deduction {
            return Vec::new();
        }
        let mut taken = Vec::new();
        if target.register == CORRECTIONS {
            let concerns = |deduction: &&Deduction| {
                let own = target.project_code.is_empty() || target.project_code == deduction.project;
                deduction.unit == target.unit && own
            };
            taken.extend(self.deductions.iter().filter(concerns).cloned());
        }
        for &index in targets {
            let items = self.facts.registers[index].items.iter().filter(|item| item.day <= self.day);
            taken.extend(items.filter(|item| item.value > Quantity::ZERO).map(|item| Deduction {
                unit: target.unit.clone(),
                project: target.project_code.clone(),
                code: item.number.to_string(),
                // Ten-thousandths become hundredths, rounded half up.
                points: u32::try_from(item.value.0.saturating_add(50) / 100).unwrap_or(u32::MAX),
                reason: format!("{}登记{}", target.register, item.number),
            }));
        }
        taken
    }
}

impl Measured {
    /// An execution rate that no indicator declares.
    pub(super) fn execution(weight: u32) -> Self {
        let record = TargetRecord {
            unit: "",
            target: "",
            goal: "",
            project: "",
            dimension: Dimension::Execution,
            name: Dimension::Execution.first_level().name(),
            comparison: Comparison::AtLeast,
            value: TargetValue::Number(Quantity::whole(100)),
            measure: "%",
            weight,
            baseline: None,
            register: "",
            aggregation: Aggregation::Execution,
            threshold: None,
            trajectory: Trajectory::EVEN,
            scoring: Scoring::Proportional,
            pass: None,
            section: "",
            source: "",
        };
        let target = Target::new(&record);
        Self { targets: Vec::new(), target, actual: None, silent: Vec::new() }
    }
}
