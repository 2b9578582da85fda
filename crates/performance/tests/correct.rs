//! What corrections change, whether they help, and what is to be done next.

use std::convert::Infallible;

use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    ChangeKind, CorrectionSteps, Date, DeviationKind, EvidenceRecord, Import, Place, Record, Remedy, Role, Sink, Step,
    StepTaken,
};
use juesuan_performance::correct::{
    Effect, Lines, Proposal, Severity, StepError, Taken, Watch, proposals, subject, taken, verify,
};
use juesuan_performance::monitor::{Deviation, Light, Monitor, Subject};
use juesuan_performance::{Aim, Facts, MonitorSettings, Plan, PlanBuilder, Settings};

const UNITS: &str = "单位代码,单位名称,部门代码,单位类型\n101,某市办公室,101,行政单位\n";
const BUDGET: &str = "指标编号,单位代码,资金性质,功能科目,支出性质,项目代码,变动类型,金额\n\
                      Z1,101,一般公共预算,2010302,项目支出,X1,年初预算,100000\n\
                      Z2,101,一般公共预算,2010301,公用经费,,年初预算,50000\n\
                      Z3,101,政府性基金,2120803,项目支出,X3,年初预算,50000\n";
const GOALS: &str = "单位代码,目标编号,年度目标,项目代码,责任科室\n101,M1,办好实事,X1,综合科\n";
const TARGETS: &str = "单位代码,绩效指标编号,目标编号,项目代码,二级指标,三级指标,指标方向,指标值,计量单位,分值,登记簿,取值方式\n\
                       101,K1,M1,X1,数量指标,参阅资料,≥,100,篇,10,参阅资料,件数\n\
                       101,K2,M1,X1,时效指标,完成时间,期限,2024-10-31,,10,完工,完成日\n";
const LINKS: &str = "单位代码,指标编号,目标编号,比例\n101,Z1,M1,100\n";

/// The books of a test, as the loop sees them.
#[derive(Default)]
struct Books {
    plan: PlanBuilder,
    lines: Lines,
    steps: CorrectionSteps,
}

impl Sink for Books {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
        self.plan.add(record);
        self.lines.add(record);
        Ok(())
    }
}

impl Books {
    fn new() -> Self {
        let mut books = Self { plan: PlanBuilder::new(2024), ..Self::default() };
        let mut import = Import::new(2024);
        for (name, text) in [("1", UNITS), ("2", BUDGET), ("3", GOALS), ("4", TARGETS), ("5", LINKS)] {
            let Ok(()) = import.read_bytes(&format!("{name}.csv"), text.as_bytes(), &mut books);
        }
        import.finish().expect("the books are right");
        books
    }

    fn plan(&self) -> Plan {
        self.plan.clone().finish()
    }

    /// Takes a step of the correction ZG1 and keeps it.
    fn take(&mut self, step: &StepTaken) -> Result<Taken, StepError> {
        let taken = taken(&self.plan(), &self.lines, &self.steps, ("101", "ZG1"), step)?;
        let record = step.record("101", "ZG1");
        self.steps.add(&record);
        self.plan.add(&Record::Correction(record));
        for change in &taken.changes {
            self.lines.add(&Record::Budget(change.record()));
        }
        Ok(taken)
    }

    /// Opens ZG1, asks for a measure and approves it.
    fn measure(&mut self, measure: StepTaken) -> Result<Taken, StepError> {
        self.take(&assign())?;
        self.take(&measure)?;
        self.take(&by("2024-05-09", Step::Approve, Role::Leader, "赵"))
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn by(date: &str, step: Step, role: Role, person: &str) -> StepTaken {
    StepTaken::new(day(date), step, role, person)
}

fn assign() -> StepTaken {
    StepTaken {
        deviation: Some(DeviationKind::IdleMoney),
        project: "X1".to_owned(),
        section: "综合科".to_owned(),
        deadline: Some(day("2024-06-05")),
        ..by("2024-05-06", Step::Assign, Role::Performance, "王")
    }
}

fn handle(remedy: Remedy, line: &str, to_line: &str, yuan: i64) -> StepTaken {
    StepTaken {
        cause: "采购推迟".to_owned(),
        remedy: Some(remedy),
        amount: (yuan != 0).then_some(Fen(yuan * 100)),
        line: line.to_owned(),
        to_line: to_line.to_owned(),
        ..by("2024-05-08", Step::Handle, Role::Section, "李")
    }
}

fn revise(target: &str, value: &str) -> StepTaken {
    StepTaken { target: target.to_owned(), value: value.to_owned(), ..handle(Remedy::Revise, "", "", 0) }
}

#[test]
fn an_approved_move_changes_both_lines() {
    let mut books = Books::new();
    let taken = books.measure(handle(Remedy::Move, "Z1", "Z2", 30_000)).unwrap();
    let told: Vec<_> =
        taken.changes.iter().map(|change| (change.line.code.as_str(), change.kind, change.amount)).collect();
    assert_eq!(told, [("Z1", ChangeKind::MovedOut, Fen(-3_000_000)), ("Z2", ChangeKind::MovedIn, Fen(3_000_000))]);
    let record = taken.changes[0].record();
    assert_eq!((record.project, record.document, record.date), ("X1", "整改ZG1", Some(day("2024-05-09"))));
    assert_eq!(taken.before.as_deref(), Some("待审批；指标Z1 预算 100000.00 元；指标Z2 预算 50000.00 元"));
    assert_eq!(taken.after, "整改中；指标Z1 预算 70000.00 元；指标Z2 预算 80000.00 元");
    assert_eq!(books.lines.get("101", "Z2").map(|line| line.budget), Some(Fen(8_000_000)));
}

#[test]
fn an_approved_revision_keeps_the_old_target_visible() {
    let mut books = Books::new();
    let taken = books.measure(revise("K1", "80")).unwrap();
    assert!(taken.changes.is_empty());
    assert_eq!(taken.after, "整改中；绩效指标K1（参阅资料）≥80篇");
    let plan = books.plan();
    let target = &plan.targets[plan.target("101", "K1").unwrap()];
    assert_eq!((target.aim_text().as_str(), target.revised.len()), ("≥80篇", 1));
    let until = day("2024-05-08").day_of_year();
    assert_eq!(target.aim_on(until), &Aim::Number(Quantity::whole(100)));
    assert_eq!(target.aim_on(until + 1), &Aim::Number(Quantity::whole(80)));
    let earlier = plan.earlier();
    assert_eq!((earlier.len(), earlier[0].0), (1, until + 1));
    assert_eq!(earlier[0].1.targets[plan.target("101", "K1").unwrap()].aim_text(), "≥100篇");
    assert_eq!(earlier[0].1, Books::new().plan(), "before the revision it was as if there was none");
    assert_eq!((target.revised[0].correction.as_str(), target.revised[0].approved_by.as_str()), ("ZG1", "赵"));
}

#[test]
fn the_monitor_judges_each_day_by_the_target_of_that_day() {
    let mut books = Books::new();
    books.measure(revise("K1", "10")).unwrap();
    let plan = books.plan();
    let mut facts = Facts::new(&plan);
    for item in ["1", "2", "3", "4", "5", "6"] {
        let evidence = EvidenceRecord {
            unit: "101",
            register: "参阅资料",
            item,
            date: day("2024-03-01"),
            value: Quantity::ONE,
            base: Quantity::ZERO,
            project: "X1",
            source: "",
            attachment: "",
            manual: false,
            signer: "",
            text: "",
        };
        facts.take(&plan, &Record::Evidence(evidence));
    }
    let subject = Subject { project: plan.project("101", "X1", ""), target: plan.target("101", "K1") };
    let approved = day("2024-05-09").day_of_year();
    let settings = MonitorSettings { calm_days: 0, ..Settings::default().monitor };
    let monitor = Monitor::new(plan, facts, settings, approved + 10);
    let light = |day| monitor.light(subject, DeviationKind::BehindTrajectory, day);
    assert_eq!((light(approved - 1), light(approved)), (Light::Red, Light::Green));
    let seen = monitor.severity(DeviationKind::BehindTrajectory, subject, approved - 1);
    assert_eq!(seen.map(|seen| seen.light), Some(Light::Red), "the deviation that was corrected stays visible");
}

#[test]
fn what_the_books_do_not_have_is_not_asked_for() {
    let late = |step: StepTaken| StepTaken { date: day("2025-01-08"), ..step };
    let said: Vec<String> = [
        handle(Remedy::Withdraw, "Z9", "", 100),
        handle(Remedy::Move, "Z1", "Z3", 100),
        handle(Remedy::Move, "Z1", "Z1", 100),
        handle(Remedy::Withdraw, "Z1", "", -100),
        revise("K9", "80"),
        revise("K1", "八十"),
        revise("K2", "80"),
        revise("", "80"),
        late(revise("K1", "80")),
    ]
    .into_iter()
    .map(|step| {
        let mut books = Books::new();
        books.take(&assign()).unwrap();
        books.take(&step).unwrap_err().to_string()
    })
    .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_same_step_is_not_taken_twice() {
    let mut books = Books::new();
    books.take(&assign()).unwrap();
    assert!(matches!(books.take(&assign()), Err(StepError::Known(_))));
    let speed_up = handle(Remedy::SpeedUp, "", "", 0);
    books.take(&speed_up).unwrap();
    assert!(matches!(books.take(&speed_up), Err(StepError::Repeated(_))));
}

/// Idle money that is red until a day, then as severe as said.
fn watch(until: u16, after: Option<Severity>) -> impl Fn(DeviationKind, Subject, u16) -> Option<Severity> {
    move |kind, _, day| {
        let red = Some(Severity { light: Light::Red, degree: 100 });
        if day < until { red } else { after }.filter(|_| kind == DeviationKind::IdleMoney)
    }
}

/// Books whose correction was verified on 20 May and closed.
fn closed() -> Books {
    let mut books = Books::new();
    for step in [
        assign(),
        handle(Remedy::SpeedUp, "", "", 0),
        by("2024-05-19", Step::Report, Role::Section, "李"),
        by("2024-05-20", Step::Verify, Role::Audit, "孙"),
        by("2024-05-20", Step::Close, Role::Performance, "王"),
    ] {
        books.take(&step).unwrap();
    }
    books
}

#[test]
fn the_loop_measures_whether_it_helped() {
    let books = closed();
    let (plan, corrections) = (books.plan(), books.steps.corrections());
    let effect = |degree: Option<(Light, i64)>| {
        let after = degree.map(|(light, degree)| Severity { light, degree });
        verify(&plan, &corrections[0], &watch(140, after), day("2024-07-01")).map(|outcome| outcome.effect)
    };
    assert_eq!(effect(None), Some(Effect::Gone));
    assert_eq!(effect(Some((Light::Red, 60))), Some(Effect::Shrank));
    assert_eq!(effect(Some((Light::Yellow, 300))), Some(Effect::Shrank));
    assert_eq!(effect(Some((Light::Red, 100))), Some(Effect::Still));
    assert_eq!(effect(Some((Light::Red, 120))), Some(Effect::Worse));
}

fn due(books: &Books, deviations: &[Deviation], on: &str, after: Option<Severity>) -> Vec<Proposal> {
    let settings = Settings::default().correction;
    proposals(&books.plan(), &books.steps.corrections(), deviations, &watch(140, after), day(on), &settings)
}

#[test]
fn a_correction_that_did_not_help_is_to_be_reopened() {
    let mut books = closed();
    let red = Some(Severity { light: Light::Red, degree: 100 });
    assert_eq!(due(&books, &[], "2024-06-18", red), [], "there are days of grace");
    assert_eq!(due(&books, &[], "2024-06-19", None), []);
    let proposed = due(&books, &[], "2024-06-19", red).remove(0);
    assert_eq!((proposed.step.step, proposed.step.deadline), (Step::Reopen, Some(day("2024-07-04"))));
    assert_eq!(proposed.reason, "核验满30天，“资金闲置”未缩小");
    let reopened = StepTaken { person: "孙".to_owned(), ..proposed.step };
    let after = books.take(&reopened).unwrap().correction;
    assert_eq!((after.state().name(), after.reopened()), ("待办理", 1));
}

#[test]
fn overdue_corrections_are_to_be_escalated_again_and_again() {
    let mut books = Books::new();
    books.take(&assign()).unwrap();
    assert_eq!(due(&books, &[], "2024-06-05", None), []);
    let escalate = due(&books, &[], "2024-06-06", None).remove(0);
    assert_eq!((escalate.step.step, escalate.reason.as_str()), (Step::Escalate, "期限 2024-06-05 已过，超期1天"));
    books.take(&StepTaken { person: "王".to_owned(), ..escalate.step }).unwrap();
    assert_eq!(due(&books, &[], "2024-06-15", None), []);
    assert_eq!(due(&books, &[], "2024-06-16", None).len(), 1);
}

#[test]
fn deviations_without_a_correction_are_to_be_assigned() {
    let mut books = Books::new();
    books.take(&assign()).unwrap();
    let plan = books.plan();
    let (x1, x3) = (plan.project("101", "X1", ""), plan.project("101", "X3", ""));
    let line = plan.project("101", "", "Z2");
    let deviation = |kind, project, target, until, light| Deviation {
        kind,
        subject: Subject { project, target },
        from: 100,
        until,
        light,
    };
    let k1 = plan.target("101", "K1");
    let deviations = [
        deviation(DeviationKind::IdleMoney, x1, None, None, Light::Red),
        deviation(DeviationKind::BehindTrajectory, x1, k1, None, Light::Yellow),
        deviation(DeviationKind::SplitPayments, line, None, None, Light::Red),
        deviation(DeviationKind::SlowSpending, x3, None, Some(110), Light::Red),
    ];
    let due = due(&books, &deviations, "2024-05-20", None);
    let told: Vec<_> = due
        .iter()
        .map(|due| {
            let StepTaken { deadline, project, line, target, section, .. } = &due.step;
            (due.correction.as_str(), project.as_str(), line.as_str(), target.as_str(), section.as_str(), *deadline)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("ZG2024-001", "X1", "", "K1", "综合科", Some(day("2024-06-19"))),
            ("ZG2024-002", "", "Z2", "", "", Some(day("2024-05-27"))),
        ]
    );
    let named = StepTaken { person: "王".to_owned(), ..due[0].step.clone() };
    let taken = taken(&plan, &books.lines, &books.steps, ("101", "ZG2024-001"), &named).unwrap();
    assert_eq!(subject(&plan, &taken.correction), Some(deviations[1].subject));
}
