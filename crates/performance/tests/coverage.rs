//! Money without a goal, goals without money, and the money of each goal.

mod tables;

use juesuan_amount::Fen;
use juesuan_performance::{Coverage, LineMoney, Money, Plan, apportion};
use proptest::prelude::*;

const TABLES: &str = "绩效目标\n目标编号,年度目标,对应职责\nG1,文件运转,办文\nG2,督查督办,督查\nG3,对外宣传,督查\n\n\
                      预算指标\n指标编号,支出性质,指标金额,发文日期,变动类型\n\
                      A1,项目支出,1000.01,,年初预算\nA1,项目支出,500,2024-07-01,追加\nA2,公用经费,300,,年初预算\nA3,项目支出,70,,年初预算\n\n\
                      预算挂钩\n指标编号,目标编号,比例\nA1,G1,33.33\nA1,G2,66.67\nA2,G2,50\n\n\
                      支付\n支付凭证号,指标编号,实际支付金额,资金性质,支出功能分类科目代码,实际支付日期\n\
                      Z1,A1,100.01,11,2010301,2024-03-01\nZ2,A3,7,11,2010301,2024-03-02\nZ3,,9,39,2010301,2024-03-03\nZ4,A1,-0.01,11,2010301,2024-08-01";

fn covered(tables: &str, day: u16) -> (Plan, Coverage) {
    let rows = tables::rows(tables);
    let plan = tables::plan(&rows);
    let mut money = LineMoney::new(&plan);
    tables::records(&rows).for_each(|record| money.take(&plan, &record));
    let coverage = Coverage::new(&plan, &money, day);
    (plan, coverage)
}

const fn money(budget: i64, paid: i64) -> Money {
    Money { budget: Fen(budget), paid: Fen(paid) }
}

#[test]
fn every_fen_is_told_once() {
    let (plan, coverage) = covered(TABLES, 100);
    let goals: Vec<Money> = coverage.goals.iter().map(|goal| goal.money).collect();
    // A1: 1000.01 × 33.33 % = 333.303…; 100.01 × 33.33 % = 33.333…
    assert_eq!(goals, [money(33_330, 3_333), money(66_671 + 15_000, 6_668), Money::default()]);
    let without: Vec<(&str, u32, Money)> = coverage
        .without_goal
        .iter()
        .map(|part| (plan.lines[part.line].code.as_str(), part.share, part.money))
        .collect();
    assert_eq!(without, [("A2", 5_000, money(15_000, 0)), ("A3", 10_000, money(7_000, 700))]);
    assert_eq!(coverage.without_line, [("101".to_owned(), String::new(), Fen(900))]);
    assert_eq!(coverage.without_money, [2]);
    assert_eq!(coverage.total.all, money(100_001 + 30_000 + 7_000, 10_001 + 700 + 900));
    assert_eq!(coverage.total.basic_without_goal, money(15_000, 0));
    assert_eq!(coverage.total.other_without_goal, money(7_000, 1_600));
    assert_eq!(coverage.units["101"], coverage.total);
    let later = covered(TABLES, 366).1;
    assert_eq!(later.total.all, money(187_001, 11_600));
}

#[test]
fn duties_hold_goals_and_their_money() {
    let (plan, coverage) = covered(TABLES, 366);
    let tree = coverage.tree(&plan);
    let told: Vec<(&str, usize)> = tree.iter().map(|duty| (duty.name.as_str(), duty.goals.len())).collect();
    assert_eq!(told, [("办文", 1), ("督查", 2)]);
    let sum = tree.iter().fold(Money::default(), |sum, duty| sum + duty.money);
    assert_eq!(sum, coverage.total.served);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_and_are_fair(amount in any::<i32>(), shares in proptest::collection::vec(0_u32..=10_000, 1..8)) {
        let amount = Fen(i64::from(amount));
        let parts = apportion(amount, &shares);
        prop_assert_eq!(parts.iter().copied().sum::<Fen>(), amount);
        let whole: i64 = shares.iter().map(|&share| i64::from(share)).sum();
        if whole > 0 {
            for (part, &share) in parts.iter().zip(&shares) {
                // Less than one 分 from the exact part.
                prop_assert!((part.0 * whole - amount.0 * i64::from(share)).abs() < whole);
            }
        }
    }

    #[test]
    fn totals_are_the_sums_of_parts(
        lines in proptest::collection::vec((1_i64..1_000_000, 0_u32..=5_000, 0_u32..=5_000), 1..6),
    ) {
        let mut tables = String::from("绩效目标\n目标编号,年度目标\nG1,文件运转\nG2,督查督办\n\n预算指标\n指标编号,指标金额");
        for (number, (amount, ..)) in lines.iter().enumerate() {
            tables += &format!("\nA{number},{}", Fen(*amount));
        }
        tables += "\n\n预算挂钩\n指标编号,目标编号,比例";
        for (number, (_, one, other)) in lines.iter().enumerate() {
            tables += &format!("\nA{number},G1,{}\nA{number},G2,{}", Fen(i64::from(*one)), Fen(i64::from(*other)));
        }
        let (_, coverage) = covered(&tables, 1);
        let goals = coverage.goals.iter().fold(Money::default(), |sum, goal| sum + goal.money);
        let rest = coverage.without_goal.iter().fold(Money::default(), |sum, part| sum + part.money);
        prop_assert_eq!(goals, coverage.total.served);
        prop_assert_eq!(goals + rest, coverage.total.all);
        prop_assert_eq!(coverage.total.all.budget, lines.iter().map(|line| Fen(line.0)).sum::<Fen>());
    }
}
