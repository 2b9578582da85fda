use juesuan_amount::Fen;
use juesuan_books::Date;

use super::{ApplicationSettings, Base, PoorRule};
use crate::{
    Facts, Plan,
    evaluate::{Evaluated, Evaluation, Grade, Money},
};

/// Next year's budget as the results propose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The projects, in the order of their evaluations.
    pub lines: Vec<Proposed>,
    /// All of them together.
    pub total: Amounts,
    /// Indices of goals that no money serves: they need money, or are no goals.
    pub goals_without_money: Vec<usize>,
}

/// Amounts of a project, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// This year's money.
    pub money: Money,
    /// Next year's budget.
    pub proposed: Fen,
    /// What is proposed less what this year's base was.
    pub difference: Fen,
    /// What has long lain idle and is taken back this year.
    pub recovered: Fen,
}

/// What is proposed for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// 项目代码
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 得分, hundredths of a point.
    pub score: u32,
    /// 分值 of all that was scored; a project judged by others' indicators need not have 100.
    pub full: u32,
    /// 等级
    pub grade: Option<Grade>,
    /// The rule that was applied.
    pub rule: Rule,
    /// Whether it was reckoned from what was spent, since too little was.
    pub capped: bool,
    /// The amounts.
    pub amounts: Amounts,
    /// Why, in Chinese, without a full stop.
    pub reason: String,
}

/// What becomes of a project's budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// 优先保障
    Priority,
    /// 合理保障
    Keep,
    /// 压减
    Cut,
    /// 暂缓安排
    Suspend,
    /// 取消
    Cancel,
    /// 未设目标不予安排, or only a part.
    WithoutGoals,
}

impl Rule {
    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Priority => "优先保障",
            Self::Keep => "合理保障",
            Self::Cut => "压减",
            Self::Suspend => "暂缓安排",
            Self::Cancel => "取消",
            Self::WithoutGoals => "未设目标，从严安排",
        }
    }
}

/// Proposes next year's budget of the projects that were evaluated.
#[must_use]
pub fn propose(plan: &Plan, facts: &Facts, evaluations: &[Evaluation], settings: &ApplicationSettings) -> Proposal {
    let lines: Vec<Proposed> =
        evaluations.iter().filter_map(|evaluation| project(facts, evaluation, settings)).collect();
    let mut total = Amounts::default();
    for amounts in lines.iter().map(|line| line.amounts) {
        total.money.initial += amounts.money.initial;
        total.money.budget += amounts.money.budget;
        total.money.paid += amounts.money.paid;
        total.proposed += amounts.proposed;
        total.difference += amounts.difference;
        total.recovered += amounts.recovered;
    }
    let served = |goal: usize| {
        plan.lines.iter().any(|line| line.shares.iter().any(|&(serves, share)| serves == goal && share > 0))
    };
    let goals_without_money = (0..plan.goals.len()).filter(|&goal| !served(goal)).collect();
    Proposal { lines, total, goals_without_money }
}

fn project(facts: &Facts, evaluation: &Evaluation, settings: &ApplicationSettings) -> Option<Proposed> {
    let Evaluated::Project { code, name, projects, .. } = &evaluation.subject else { return None };
    let money = evaluation.money;
    let (rule, share) = rule(evaluation.grade, settings);
    let (base, capped) = base(money, settings);
    // What is kept whole is kept to the 分.
    let proposed = if share == 100 && !capped { base } else { rounded(part(base, share), settings.round_to) };
    let idle = idle_days(facts, projects, evaluation);
    let is_idle = settings.idle_days > 0 && idle >= settings.idle_days && money.idle().0 > 0;
    let recovered = if is_idle { money.idle() } else { Fen::ZERO };
    let mut reasons = vec![match evaluation.grade {
        Some(_) if rule != Rule::WithoutGoals => format!("按{}%安排", share),
        _ => format!("没有绩效目标，按{share}%安排"),
    }];
    if capped {
        reasons.push(format!("执行率低于{}%，以执行数为基数", settings.capped_below));
    }
    if is_idle {
        reasons.push(format!("连续{idle}天没有支付，收回结余"));
    }
    Some(Proposed {
        code: code.clone(),
        name: name.clone(),
        score: evaluation.total,
        full: evaluation.full,
        grade: evaluation.grade,
        rule,
        capped,
        amounts: Amounts { money, proposed, difference: proposed - whole(money, settings), recovered },
        reason: reasons.join("；"),
    })
}

/// The rule for a grade, and the per cent of the base that it leaves.
fn rule(grade: Option<Grade>, settings: &ApplicationSettings) -> (Rule, u32) {
    let Some(grade) = grade else { return (Rule::WithoutGoals, settings.without_goals) };
    let share = settings.share(grade);
    let rule = match (grade, settings.poor) {
        (Grade::Poor, PoorRule::Cancel) if share == 0 => Rule::Cancel,
        (Grade::Poor, PoorRule::Suspend) if share == 0 => Rule::Suspend,
        _ if share < 100 => Rule::Cut,
        (Grade::Excellent, _) => Rule::Priority,
        _ => Rule::Keep,
    };
    (rule, share)
}

/// This year's amount from which next year's is reckoned.
fn whole(money: Money, settings: &ApplicationSettings) -> Fen {
    let amount = match settings.base {
        Base::Initial => money.initial,
        Base::Adjusted => money.budget,
    };
    amount.max(Fen::ZERO)
}

/// The base, and whether it was lowered to what was spent (with some room).
fn base(money: Money, settings: &ApplicationSettings) -> (Fen, bool) {
    let whole = whole(money, settings);
    let spent = i128::from(money.paid.0.max(0));
    let slow = spent * 100 < i128::from(settings.capped_below) * i128::from(money.budget.0);
    let cap = part(money.paid.max(Fen::ZERO), settings.capped_room.saturating_add(100));
    if slow && cap < whole { (cap, true) } else { (whole, false) }
}

/// So many per cent of an amount, rounded down to 分.
fn part(amount: Fen, percent: u32) -> Fen {
    Fen(i64::try_from(i128::from(amount.0) * i128::from(percent) / 100).unwrap_or(i64::MAX))
}

/// An amount rounded down to whole multiples of so many 元.
fn rounded(amount: Fen, yuan: u32) -> Fen {
    let grain = i64::from(yuan.max(1)) * 100;
    Fen(amount.0 - amount.0.rem_euclid(grain))
}

/// How many days before the evaluation nothing was paid any more; nothing at all counts from the year's first day.
fn idle_days(facts: &Facts, projects: &[usize], evaluation: &Evaluation) -> u16 {
    let last = projects.iter().filter_map(|&project| facts.projects[project].paid.last_day(evaluation.day)).max();
    let year = Date::new(evaluation.year, 12, 31).map_or(366, Date::day_of_year);
    evaluation.day.min(year) - last.unwrap_or(0).min(evaluation.day.min(year))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Settings;

    fn settings() -> ApplicationSettings {
        Settings::default().application
    }

    fn money(budget: i64, paid: i64) -> Money {
        Money { initial: Fen(budget), budget: Fen(budget), paid: Fen(paid) }
    }

    #[test]
    fn grades_keep_cut_or_cancel() {
        let settings = settings();
        let of = |grade| rule(grade, &settings);
        assert_eq!(of(Some(Grade::Excellent)), (Rule::Priority, 100));
        assert_eq!(of(Some(Grade::Good)), (Rule::Keep, 100));
        assert_eq!(of(Some(Grade::Fair)), (Rule::Cut, 90));
        assert_eq!(of(Some(Grade::Poor)), (Rule::Cancel, 0));
        assert_eq!(of(None), (Rule::WithoutGoals, 0));
        let suspending = Settings::with("[application]\npoor = \"suspend\"\n").unwrap().application;
        assert_eq!(rule(Some(Grade::Poor), &suspending).0, Rule::Suspend);
    }

    #[test]
    fn what_is_not_spent_is_not_given_again() {
        let settings = settings();
        assert_eq!(base(money(10_000_000, 9_000_000), &settings), (Fen(10_000_000), false));
        assert_eq!(base(money(10_000_000, 5_000_000), &settings), (Fen(5_500_000), true));
        assert_eq!(base(money(0, 0), &settings), (Fen::ZERO, false));
        assert_eq!(rounded(Fen(5_512_345), 100), Fen(5_510_000));
    }

    proptest! {
        #[test]
        fn a_better_grade_never_gets_less(budget in 0_i64..1_000_000_000, paid in 0_i64..1_000_000_000) {
            let settings = settings();
            let (base, _) = base(money(budget, paid), &settings);
            let grades = [Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor];
            let amounts = grades.map(|grade| rounded(part(base, rule(Some(grade), &settings).1), settings.round_to));
            prop_assert!(amounts.windows(2).all(|pair| pair[0] >= pair[1]));
            prop_assert!(amounts.iter().all(|amount| amount.0 >= 0 && amount.0 <= budget));
        }
    }
}
