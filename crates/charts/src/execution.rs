//! The execution of a year's budget (预算执行) against time.

use juesuan_amount::Fen;

use crate::{
    area::{Area, Wanted},
    calendar::{date, days, within},
    canvas::Canvas,
    element::Path,
    figure::{Unit, basis_points, percent},
    ink::{LABEL, dash, series},
    legend::{Entry, Sample, legend},
    picture::{Draw, Picture},
    scale::Scale,
    style::{SIZE, Style},
};

/// An amount of a day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAmount {
    /// The day of the year, from 1; a day outside of it counts as its first or last.
    pub day: u16,
    /// The amount.
    pub amount: Fen,
}

/// What has been paid of a budget, day by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Execution {
    /// Title of the picture.
    pub title: String,
    /// The fiscal year.
    pub year: i32,
    /// The budget of the year.
    pub budget: Fen,
    /// What was paid on each day, in any order, several a day allowed; refunds are negative.
    pub payments: Vec<DayAmount>,
    /// What should have been paid by a day, in all; a straight line to the budget when empty.
    pub plan: Vec<DayAmount>,
    /// The day up to which the books are kept; the whole year when none.
    pub today: Option<u16>,
}

/// What is drawn, by days.
struct Curves {
    /// Paid in all, after each day on which something was paid.
    paid: Vec<(u16, i128)>,
    plan: Vec<(u16, i128)>,
    /// The last day shown of `paid`.
    until: u16,
}

impl Curves {
    fn of(execution: &Execution) -> Self {
        let (year, last) = (execution.year, days(execution.year));
        let mut by_day = vec![0i128; usize::from(last) + 1];
        for payment in &execution.payments {
            by_day[usize::from(within(year, payment.day))] += i128::from(payment.amount.0);
        }
        let mut total = 0;
        let paid: Vec<(u16, i128)> = (0..)
            .zip(by_day)
            .filter(|&(_, amount)| amount != 0)
            .map(|(day, amount)| {
                total += amount;
                (day, total)
            })
            .collect();
        let mut plan: Vec<(u16, i128)> =
            execution.plan.iter().map(|point| (within(year, point.day), point.amount.0.into())).collect();
        plan.sort_by_key(|&(day, _)| day);
        if plan.is_empty() {
            plan.push((last, execution.budget.0.into()));
        }
        plan.insert(0, (0, 0));
        let until = execution.today.map_or(last, |day| within(year, day)).max(paid.last().map_or(0, |&(day, _)| day));
        Self { paid, plan, until }
    }

    fn total(&self) -> i128 {
        self.paid.last().map_or(0, |&(_, total)| total)
    }

    /// What the plan says for a day, between its points in proportion to time.
    fn planned(&self, day: u16) -> i128 {
        let after = self.plan.iter().position(|&(at, _)| at >= day).unwrap_or(self.plan.len() - 1);
        let ((from, low), (to, high)) = (self.plan[after.saturating_sub(1)], self.plan[after]);
        if to <= from || day >= to {
            return high;
        }
        low + (high - low) * i128::from(day - from) / i128::from(to - from)
    }

    fn range(&self, budget: i128) -> (i128, i128) {
        let values = self.paid.iter().chain(&self.plan).map(|&(_, value)| value).chain([0, budget]);
        values.fold((0, 0), |(lo, hi), value| (lo.min(value), hi.max(value)))
    }

    /// The staircase of what was paid.
    fn steps(&self, x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
        let mut points = vec![(x.at(0), y.at(0))];
        let mut before = 0;
        for &(day, total) in &self.paid {
            points.push((x.at(day.into()), y.at(before)));
            points.push((x.at(day.into()), y.at(total)));
            before = total;
        }
        points.push((x.at(self.until.into()), y.at(before)));
        points
    }
}

impl Draw for Execution {
    fn draw(&self, width: u32) -> Picture {
        let mut canvas = Canvas::new("execution", width);
        if self.budget.is_zero() && self.payments.is_empty() {
            return canvas.nothing(&self.title, Vec::new());
        }
        let (curves, budget) = (Curves::of(self), i128::from(self.budget.0));
        let (lo, hi) = curves.range(budget);
        let unit = Unit::money(hi.max(-lo));
        let top = legend(&mut canvas, &self.entries(&curves, &unit));
        let right = if canvas.is_narrow() { 8.0 } else { 40.0 };
        let area = Area::draw(&mut canvas, &Wanted { top, right, range: (lo, hi), unit: &unit });
        let x = area.months(&mut canvas, self.year);
        let plan: Vec<_> = curves.plan.iter().map(|&(day, value)| (x.at(day.into()), area.values.at(value))).collect();
        canvas.path(&Path::through(&plan)).ink(series(7)).stroke(1.6).dash(dash(1)).end();
        let y = area.values.at(budget);
        canvas.line((area.left, y), (area.right, y)).ink(series(1)).stroke(2.0).dash(dash(3)).end();
        if !canvas.is_narrow() {
            canvas.text((area.right + 6.0, y + 4.0), "预算", Style::LABEL);
        }
        if let Some(day) = self.today {
            area.today(&mut canvas, &x, &unit, self.year, within(self.year, day));
        }
        self.draw_paid(&mut canvas, &area, &x, &curves);
        canvas.finish(area.bottom + 24.0, &self.title, self.message(&curves, &unit), Vec::new())
    }
}

impl Execution {
    fn entries(&self, curves: &Curves, unit: &Unit) -> Vec<Entry> {
        let budget = i128::from(self.budget.0);
        let share = percent(curves.total(), budget).map(|share| format!("（{share}）")).unwrap_or_default();
        let plan_name = if self.plan.is_empty() { "时间进度" } else { "计划" };
        vec![
            Entry {
                sample: Sample::Line(""),
                ink: series(0),
                text: format!("已支付 {}{share}", unit.say(curves.total())),
            },
            Entry {
                sample: Sample::Line(dash(1)),
                ink: series(7),
                text: format!("{plan_name} {}", unit.say(curves.planned(curves.until))),
            },
            Entry { sample: Sample::Line(dash(3)), ink: series(1), text: format!("预算 {}", unit.say(budget)) },
        ]
    }

    fn draw_paid(&self, canvas: &mut Canvas, area: &Area, x: &Scale, curves: &Curves) {
        let points = curves.steps(x, &area.values);
        let base = area.values.at(0);
        let end = points[points.len() - 1];
        let shade = Path::through(&points).line((end.0, base)).line((area.left, base)).close();
        canvas.path(&shade).ink(series(0)).tint(0.12).end();
        canvas.path(&Path::through(&points)).ink(series(0)).stroke(2.4).end();
        canvas.circle(end.0, end.1, 4.0).ink(series(0)).fill().end();
        let Some(share) = percent(curves.total(), self.budget.0.into()) else { return };
        // Below the plan the room under the line is free, above it the room over it.
        let is_behind = curves.total() <= curves.planned(curves.until);
        let style = Style::LABEL.ink(LABEL).bold().size(SIZE + 2.0).halo();
        let width = style.width(&share);
        let (dx, dy) = if is_behind { (8.0, 17.0) } else { (-14.0 - width, -10.0) };
        let left = (end.0 + dx).clamp(area.left + 4.0, (area.right - width - 4.0).max(area.left + 4.0));
        // At the year's end the words reach back under the line, which is lower there.
        let line = if is_behind {
            points.iter().filter(|it| it.0 >= left).map(|it| it.1).fold(end.1, f64::max)
        } else {
            end.1
        };
        let at = (left, (line + dy).clamp(area.top + 14.0, area.bottom - 6.0));
        canvas.text(at, &share, style);
    }

    fn message(&self, curves: &Curves, unit: &Unit) -> String {
        let (paid, budget) = (curves.total(), i128::from(self.budget.0));
        let until = date(self.year, curves.until);
        let mut message = format!("截至{}年{until}，已支付 {}", self.year, unit.say(paid));
        let (Some(done), Some(share)) = (basis_points(paid, budget), percent(paid, budget)) else {
            return message + &format!("，预算 {}", unit.say(budget));
        };
        message += &format!("，为预算 {}的 {share}", unit.say(budget));
        let planned = curves.planned(curves.until);
        if let (Some(due), Some(share)) = (basis_points(planned, budget), percent(planned, budget)) {
            let name = if self.plan.is_empty() { "时间进度" } else { "计划进度" };
            let difference = percent((done - due).abs(), 10_000).unwrap_or_default();
            let points = difference.trim_end_matches('%');
            message += &match done.cmp(&due) {
                std::cmp::Ordering::Less => format!("；{name} {share}，落后 {points} 个百分点"),
                std::cmp::Ordering::Equal => format!("；与{name} {share} 持平"),
                std::cmp::Ordering::Greater => format!("；{name} {share}，快 {points} 个百分点"),
            };
        }
        message
    }
}
