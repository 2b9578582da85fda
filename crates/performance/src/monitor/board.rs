use super::{Deviation, Light, Monitor, MonitorSettings};
use crate::measure::MILLION;
use crate::{Facts, Plan};

/// All lights of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The day of the year (from 1).
    pub day: u16,
    /// The year as a whole: the worst of the indicators of 整体支出, and of how much of the budget belongs to projects with a
    /// red light.
    pub year: Light,
    /// For each goal: the worst of its indicators and of the projects whose money serves it.
    pub goals: Vec<Light>,
    /// For each project: the worst of its own and of its indicators.
    pub projects: Vec<Light>,
    /// For each indicator.
    pub targets: Vec<Light>,
    /// What deviates on that day.
    pub deviations: Vec<Deviation>,
}

impl Board {
    /// The lights of the monitor's today.
    pub(super) fn new(monitor: &Monitor, facts: &Facts, settings: &MonitorSettings) -> Self {
        let plan = monitor.plan();
        let mut board = Self {
            day: monitor.today(),
            year: Light::Green,
            goals: Vec::new(),
            projects: vec![Light::Green; plan.projects.len()],
            targets: vec![Light::Green; plan.targets.len()],
            deviations: monitor.deviations().filter(|deviation| deviation.until.is_none()).collect(),
        };
        for deviation in &board.deviations {
            let light = monitor.light(deviation.subject, deviation.kind, board.day);
            if let Some(target) = deviation.subject.target {
                board.targets[target] = board.targets[target].max(light);
            }
            if let Some(project) = deviation.subject.project {
                board.projects[project] = board.projects[project].max(light);
            }
        }
        board.goals = goals(plan, &board);
        board.year = year(plan, facts, settings, &board);
        board
    }
}

fn goals(plan: &Plan, board: &Board) -> Vec<Light> {
    let of_targets = |goal: usize| plan.goals[goal].targets.iter().map(|&target| board.targets[target]);
    let mut lights: Vec<Light> =
        (0..plan.goals.len()).map(|goal| of_targets(goal).max().unwrap_or(Light::Green)).collect();
    for (line, &(goal, _)) in plan.lines.iter().flat_map(|line| line.shares.iter().map(move |share| (line, share))) {
        lights[goal] = lights[goal].max(board.projects[line.project]);
    }
    lights
}

fn year(plan: &Plan, facts: &Facts, settings: &MonitorSettings, board: &Board) -> Light {
    let whole = plan.targets.iter().zip(&board.targets).filter(|(target, _)| target.project_code.is_empty());
    let worst = whole.map(|(_, &light)| light).max().unwrap_or(Light::Green);
    let budget = |light: Light| -> i128 {
        let all = board.projects.iter().zip(&facts.projects).filter(|(own, _)| **own >= light);
        all.map(|(_, project)| i128::from(project.budget.until(board.day).0.max(0))).sum()
    };
    let all = budget(Light::Green);
    let red = (budget(Light::Red) * i128::from(MILLION)).checked_div(all).unwrap_or(0);
    let percent = |percent: u32| i128::from(percent) * 10_000;
    let by_money = match red {
        _ if red > 0 && red >= percent(settings.year.red) => Light::Red,
        _ if red > 0 && red >= percent(settings.year.yellow) => Light::Yellow,
        _ => Light::Green,
    };
    worst.max(by_money)
}

#[cfg(test)]
mod tests {
    use juesuan_books::{Aggregation, Dimension, Nature};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    #[test]
    fn goals_and_the_year_shine_as_their_projects_do() {
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        let mut stage = Stage::of(6, Nature::Project, &[output]);
        for project in 0..6 {
            stage = stage.on(project).pay_every(10, 200, 27_000);
            // In the first project output has stopped.
            stage = stage.items("产量", 7, if project == 0 { 70 } else { 200 }, 20);
        }
        let board = stage.monitor(200).board();
        assert_eq!((board.projects[0], board.goals[0], board.targets[0]), (Red, Red, Red));
        assert_eq!((&board.projects[1..], &board.goals[1..]), (&[Green; 5][..], &[Green; 5][..]));
        // A sixth of the budget belongs to it.
        assert_eq!(board.year, Yellow);
        assert!(board.deviations.iter().all(|deviation| deviation.subject.project == Some(0)));
    }
}
