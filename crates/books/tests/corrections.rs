//! Corrections as state machines: which steps fit, and that their order in files makes no difference.

mod common;

use common::{Folder, import, problems};
use juesuan_amount::Fen;
use juesuan_books::{Correction, CorrectionState, Date, DeviationKind, Remedy, Role, Step, StepTaken, fold};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// 交办 on a day, with a deadline thirty days later.
fn assign(date: Date) -> StepTaken {
    StepTaken {
        deviation: Some(DeviationKind::IdleMoney),
        project: "X1".to_owned(),
        section: "综合科".to_owned(),
        deadline: date.plus_days(30),
        ..StepTaken::new(date, Step::Assign, Role::Performance, "王")
    }
}

fn handle(date: Date, remedy: Remedy) -> StepTaken {
    StepTaken {
        cause: "采购推迟".to_owned(),
        remedy: Some(remedy),
        amount: Some(Fen(100)),
        line: "Z1".to_owned(),
        to_line: "Z2".to_owned(),
        target: "K1".to_owned(),
        value: "90".to_owned(),
        ..StepTaken::new(date, Step::Handle, Role::Section, "李")
    }
}

fn by(date: &str, step: Step, role: Role, person: &str) -> StepTaken {
    StepTaken::new(day(date), step, role, person)
}

/// From 交办 to 办结, with a pause of payments and its end.
fn whole() -> Vec<StepTaken> {
    vec![
        assign(day("2024-05-06")),
        handle(day("2024-05-08"), Remedy::Pause),
        by("2024-05-09", Step::Approve, Role::Leader, "赵"),
        handle(day("2024-05-20"), Remedy::Resume),
        by("2024-05-20", Step::Approve, Role::Leader, "赵"),
        by("2024-05-21", Step::Report, Role::Section, "李"),
        by("2024-05-22", Step::Verify, Role::Audit, "孙"),
        by("2024-05-22", Step::Close, Role::Performance, "王"),
    ]
}

/// What the steps come to; what does not fit.
fn folded(steps: &[StepTaken]) -> Result<Correction, String> {
    fold("101", "ZG1", steps).map_err(|unfit| unfit.misfit.to_string())
}

#[test]
fn a_correction_goes_from_assignment_to_its_end() {
    let correction = folded(&whole()).expect("all steps fit");
    assert_eq!(correction.state(), CorrectionState::Closed);
    assert_eq!(correction.overdue_days(day("2024-12-31")), 0);
    let hold = &correction.holds()[0];
    assert_eq!((hold.from, hold.until), (day("2024-05-09"), Some(day("2024-05-20"))));
    assert_eq!(correction.next_steps(Role::Audit), [Step::Reopen]);
    assert_eq!(correction.next_steps(Role::Section), []);
    let states: Vec<&str> =
        (1..=whole().len()).map(|count| folded(&whole()[..count]).expect("each fits").state().name()).collect();
    assert_eq!(states, ["待办理", "待审批", "整改中", "待审批", "整改中", "待核验", "待办结", "已办结"]);
}

#[test]
fn steps_that_do_not_fit_say_what_does() {
    let begun = whole()[..2].to_vec();
    let refused = |step: StepTaken| {
        let mut correction = folded(&begun).expect("they fit");
        correction.take(&step).expect_err("it does not fit").to_string()
    };
    let said = [
        refused(by("2024-05-09", Step::Report, Role::Section, "李")),
        refused(by("2024-05-09", Step::Approve, Role::Performance, "王")),
        refused(by("2024-05-09", Step::Approve, Role::Leader, "李")),
        refused(by("2024-05-07", Step::Approve, Role::Leader, "赵")),
        refused(by("2024-05-09", Step::Escalate, Role::Performance, "王")),
        folded(&[by("2024-05-09", Step::Close, Role::Performance, "王")]).expect_err("nothing was opened"),
        folded(&[StepTaken { deadline: Some(day("2024-05-01")), ..assign(day("2024-05-06")) }]).expect_err("late"),
        folded(&[assign(day("2024-05-06")), StepTaken { amount: None, ..handle(day("2024-05-08"), Remedy::Move) }])
            .expect_err("no amount"),
        folded(&[whole(), vec![by("2024-05-22", Step::Reopen, Role::Audit, "孙")]].concat()).expect_err("no deadline"),
    ];
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn payments_are_resumed_before_the_end() {
    let mut steps = whole();
    steps.drain(3..5);
    assert!(folded(&steps).expect_err("still paused").contains("支付还暂停着"));
    steps.pop();
    steps.push(handle(day("2024-05-23"), Remedy::Resume));
    steps.push(by("2024-05-24", Step::Approve, Role::Leader, "赵"));
    let verified = folded(&steps).expect("only the resumption is left to be done");
    assert_eq!((verified.state(), verified.is_paused()), (CorrectionState::Verified, false));
}

#[test]
fn what_is_returned_and_reopened_counts() {
    let mut steps = whole();
    steps.insert(6, by("2024-05-21", Step::Return, Role::Performance, "王"));
    steps.insert(7, by("2024-06-08", Step::Report, Role::Section, "李"));
    for late in &mut steps[8..] {
        late.date = day("2024-06-09");
    }
    steps.push(StepTaken { deadline: Some(day("2024-08-31")), ..by("2024-07-31", Step::Reopen, Role::Audit, "孙") });
    let correction = folded(&steps).expect("they fit");
    assert_eq!((correction.reopened(), correction.state()), (1, CorrectionState::Assigned));
    assert_eq!(correction.rounds[0].overdue_days(day("2024-12-31")), 3, "it was reported on 8 June, due on 5 June");
    assert_eq!(correction.overdue_days(day("2024-09-10")), 10);
    assert!(correction.was_overdue(day("2024-07-31")));
}

#[test]
fn a_day_full_of_steps_is_no_burden() {
    let many: Vec<StepTaken> = (0..190)
        .map(|n| StepTaken { text: n.to_string(), ..by("2024-05-06", Step::Verify, Role::Audit, "孙") })
        .chain([assign(day("2024-05-06"))])
        .collect();
    assert!(folded(&many).is_err());
    let too_many: Vec<StepTaken> = (0..5000)
        .map(|n| StepTaken { text: n.to_string(), ..handle(day("2024-05-06"), Remedy::Other) })
        .chain([assign(day("2024-05-06"))])
        .collect();
    assert!(folded(&too_many).expect_err("nobody takes so many").contains("200"));
}

/// A walk through the machine: each number chooses the next step, its measure, and how many days later it is.
fn walk(choices: &[(u8, u8, u8)], least_days: u16) -> Vec<StepTaken> {
    let mut steps = vec![assign(day("2024-01-10"))];
    let mut correction = folded(&steps).expect("it opens");
    for (number, &(which, remedy, later)) in choices.iter().enumerate() {
        let last = steps[steps.len() - 1].date;
        let Some(date) = last.plus_days(least_days + u16::from(later % 3)) else { break };
        let possible: Vec<(Step, Role)> =
            correction.possible().flat_map(|(step, roles)| roles.iter().map(move |&role| (step, role))).collect();
        let (step, role) = possible[usize::from(which) % possible.len()];
        let person = match role {
            Role::Section => "李",
            _ => "赵",
        };
        let remedies = Remedy::all();
        let taken = StepTaken {
            deadline: date.plus_days(20),
            text: number.to_string(),
            ..match step {
                Step::Handle => handle(date, remedies[usize::from(remedy) % remedies.len()]),
                _ => StepTaken::new(date, step, role, person),
            }
        };
        if correction.take(&taken).is_ok() {
            steps.push(taken);
        }
    }
    steps
}

proptest! {
    #[test]
    fn the_order_of_records_makes_no_difference(
        choices in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 0..25),
        shuffled in any::<u64>(),
    ) {
        for least_days in [0, 1] {
            let steps = walk(&choices, least_days);
            let mut other = steps.clone();
            let length = other.len() as u64;
            let mut seed = shuffled;
            for place in 0..other.len() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                other.swap(place, usize::try_from((seed >> 33) % length).unwrap());
            }
            let folded = folded(&steps);
            prop_assert_eq!(&folded, &fold("101", "ZG1", &other).map_err(|unfit| unfit.misfit.to_string()));
            if least_days > 0 {
                prop_assert_eq!(&folded.unwrap().steps, &steps);
            } else {
                prop_assert!(folded.is_ok(), "the order in which they were taken fits");
            }
        }
    }
}

const UNITS: &str = "单位代码,单位名称,部门代码,单位类型\n101,某市办公室,101,行政单位\n";
const BUDGET: &str = "指标编号,单位代码,资金性质,功能科目,支出性质,项目代码,变动类型,金额\n\
                      Z1,101,一般公共预算,2010302,项目支出,X1,年初预算,100000\n\
                      Z2,101,一般公共预算,2010301,公用经费,,年初预算,100000\n";
const PAYMENTS: &str = "凭证号,日期,单位代码,指标编号,项目代码,资金性质,功能科目,支出性质,经济分类,金额\n";
const STEPS: &str = "单位代码,整改编号,环节,办理日期,角色,经办人,偏差类型,项目代码,责任科室,整改期限,原因,措施,指标编号\n\
                     101,ZG1,审批,2024-05-09,分管领导,赵,,,,,,,\n\
                     101,ZG1,交办,2024-05-06,绩效管理岗,王,资金闲置,X1,综合科,2024-06-05,,,\n\
                     101,ZG1,办理,2024-05-08,责任科室,李,,,,,采购推迟,暂停支付,\n";

/// A row of a payment of 100 yuan.
fn pay(voucher: &str, day: &str, line: &str, project: &str, amount: i32) -> String {
    let (code, nature) = if line == "Z1" { (2_010_302, "项目支出") } else { (2_010_301, "公用经费") };
    format!("{voucher},{day},101,{line},{project},一般公共预算,{code},{nature},30201,{amount}\n")
}

/// Books with some payments and a pause, the files in an order.
fn paused(name: &str, payments: &str, steps: &str, reversed: bool) -> Folder {
    let folder = Folder::new(name);
    let mut files = [UNITS.to_owned(), BUDGET.to_owned(), format!("{PAYMENTS}{payments}"), steps.to_owned()];
    if reversed {
        files.reverse();
    }
    for (number, text) in files.iter().enumerate() {
        folder.write(&format!("{number}.csv"), text);
    }
    folder
}

#[test]
fn nothing_is_paid_while_payments_are_paused() {
    let resumed = "101,ZG1,办理,2024-05-20,责任科室,李,,,,,,恢复支付,\n101,ZG1,审批,2024-05-21,分管领导,赵,,,,,,,\n";
    let right = [
        pay("P1", "2024-05-08", "Z1", "X1", 100),
        pay("P2", "2024-05-10", "Z1", "X1", -20),
        pay("P3", "2024-05-10", "Z2", "", 100),
    ]
    .concat();
    for reversed in [false, true] {
        import(&paused("paused-right", &right, STEPS, reversed));
        let after = right.clone() + &pay("P4", "2024-05-21", "Z1", "X1", 100);
        import(&paused("paused-resumed", &after, &format!("{STEPS}{resumed}"), reversed));
    }
    let wrong = [
        right,
        pay("P4", "2024-05-09", "Z1", "X1", 100),
        pay("P5", "2024-06-01", "Z1", "", 100),
        pay("P6", "2024-06-01", "Z1", "", 100),
    ]
    .concat();
    insta::assert_snapshot!(problems(&paused("paused-wrong", &wrong, STEPS, false)));
    let between = pay("P4", "2024-05-20", "Z1", "X1", 100);
    let text = problems(&paused("paused-between", &between, &format!("{STEPS}{resumed}"), false));
    assert!(text.contains("2024-05-21 恢复前"), "{text}");
}

#[test]
fn imported_steps_pass_the_door_only_if_they_fit() {
    let steps = format!(
        "{STEPS}101,ZG1,核验,2024-05-10,审计监督,孙,,,,,,,\n\
         101,ZG2,交办,2024-05-06,绩效管理岗,王,资金闲置,X9,综合科,2024-06-05,,,\n\
         101,ZG3,办理,2024-05-06,责任科室,李,,,,,采购推迟,收回,Z1\n\
         101,ZG4,交办,2024-05-06,绩效管理岗,王,资金闲置,X1,综合科,2024-06-05,,,\n\
         101,ZG4,办理,2024-05-06,责任科室,李,,,,,采购推迟,暂停支付,Z9\n"
    );
    insta::assert_snapshot!(problems(&paused("unfit", "", &steps, false)));
}
