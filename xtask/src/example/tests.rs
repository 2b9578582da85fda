//! The sums of the example's tables, against the figures of the disclosure that they are made for.

use std::{collections::BTreeMap, path::PathBuf};

use juesuan_amount::{Fen, Money, MoneyUnit, Percent, Quantity};

use super::{BOOKS, check, plan::rows};

type Row = BTreeMap<String, String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn table(name: &str) -> Vec<Row> {
    rows(&root().join(BOOKS).join(name)).unwrap()
}

/// Conditions on columns: a cell begins with one of some words.
type Where<'a> = &'a [(&'a str, &'a [&'a str])];

fn sum(rows: &[Row], amount: &str, conditions: Where<'_>) -> Fen {
    let fits = |row: &&Row| conditions.iter().all(|(column, words)| words.iter().any(|w| row[*column].starts_with(w)));
    let signed = |row: &Row| {
        let fen = Fen::parse_yuan(&row[amount]).unwrap();
        if row.get("变动类型").is_some_and(|kind| ["调出", "收回", "追减"].contains(&kind.as_str())) {
            -fen
        } else {
            fen
        }
    };
    rows.iter().filter(fits).map(signed).sum()
}

/// As a disclosure prints it: 万元 with two decimals.
fn wan(amount: Fen) -> String {
    Money::round(i128::from(amount.0), MoneyUnit::Wan, 2).value.to_string()
}

fn percent(part: Fen, whole: Fen) -> String {
    Percent::of(i128::from(part.0), i128::from(whole.0), 2).unwrap().0.to_string()
}

const FUNCTION: &str = "支出功能分类科目代码";
const NATURE: &str = "支出性质";
const ECONOMIC: &str = "部门支出经济分类科目代码";
const GENERAL: (&str, &[&str]) = ("资金性质", &["一般公共预算"]);
const FUND: (&str, &[&str]) = ("资金性质", &["政府性基金"]);

fn spent(conditions: Where<'_>) -> Fen {
    sum(&table("payments.csv"), "实际支付金额", conditions)
}

fn budget(conditions: Where<'_>) -> Fen {
    sum(&table("budget.csv"), "指标金额", conditions)
}

fn last_year(figure: &str) -> Fen {
    sum(&table("comparatives.csv"), "上年决算数", &[("数字编号", &[figure])])
}

/// Change on last year and its rate, as printed.
fn change(now: Fen, figure: &str) -> (String, String) {
    let last = last_year(figure);
    (wan((now - last).abs()), percent((now - last).abs(), last))
}

#[test]
fn the_vouchers_are_up_to_date() {
    check(&root()).unwrap();
}

#[test]
fn totals_are_those_of_the_disclosure() {
    let (basic, project) = (spent(&[(NATURE, &["人员", "公用"])]), spent(&[(NATURE, &["项目"])]));
    let (staff, office) = (spent(&[(NATURE, &["人员"])]), spent(&[(NATURE, &["公用"])]));
    let (total, general, fund) = (spent(&[]), spent(&[GENERAL]), spent(&[FUND]));
    let printed = [total, general, fund, basic, project, staff, office].map(wan);
    assert_eq!(printed, ["3801.19", "3675.99", "125.20", "1933.63", "1867.57", "1586.96", "346.67"]);
    assert_eq!(sum(&table("receipts.csv"), "收款金额", &[]), total);
    let shares = [percent(general, total), percent(fund, total), percent(basic, total), percent(project, total)];
    assert_eq!(shares, ["96.71", "3.29", "50.87", "49.13"]);
    assert_eq!([percent(staff, basic), percent(office, basic)], ["82.07", "17.93"]);
    assert_eq!(change(total, "T1/income-grand-total/amount"), ("738.36".into(), "16.26".into()));
    assert_eq!(change(general, "T5/total/total").0, "738.36");
    assert_eq!(change(office, "operation/total/amount"), ("34.85".into(), "11.17".into()));
    let (initial, adjusted) = (budget(&[("变动类型", &["年初预算"])]), budget(&[]));
    assert_eq!([wan(initial), wan(adjusted), percent(total, adjusted)], ["3055.44", "3915.98", "97.07"]);
}

#[test]
fn classes_and_items_are_those_of_the_disclosure() {
    for (code, amount) in [
        ("201", "3100.78"),
        ("206", "19.00"),
        ("208", "269.73"),
        ("210", "61.47"),
        ("212", "125.20"),
        ("213", "10.00"),
        ("217", "63.74"),
        ("221", "131.27"),
        ("222", "20.00"),
    ] {
        assert_eq!(wan(spent(&[(FUNCTION, &[code])])), amount, "{code}");
    }
    for (code, initial, amount, rate) in [
        ("2010301", "2539.00", "1471.15", "57.94"),
        ("2010302", "50.00", "864.11", "1728.22"),
        ("2010303", "0.00", "108.80", ""),
        ("2010399", "0.00", "446.75", ""),
        ("2010602", "0.00", "75.00", ""),
        ("2011399", "0.00", "30.00", ""),
        ("2019999", "0.00", "104.99", ""),
        ("2069999", "0.00", "19.00", ""),
        ("2080501", "100.87", "100.87", "100.00"),
        ("2080505", "162.93", "154.10", "94.58"),
        ("2080599", "0.00", "14.77", ""),
        ("2101101", "68.81", "61.47", "89.33"),
        ("2120809", "0.00", "125.20", ""),
        ("2130899", "0.00", "10.00", ""),
        ("2170399", "0.00", "60.00", ""),
        ("2179999", "0.00", "3.74", ""),
        ("2210201", "133.84", "131.27", "98.08"),
        ("2220199", "0.00", "20.00", ""),
    ] {
        let planned = budget(&[(FUNCTION, &[code]), ("变动类型", &["年初预算"])]);
        let actual = spent(&[(FUNCTION, &[code])]);
        let found = [wan(planned), wan(actual), if rate.is_empty() { rate.into() } else { percent(actual, planned) }];
        assert_eq!(found, [initial, amount, rate], "{code}");
    }
}

#[test]
fn fees_and_facts_are_those_of_the_disclosure() {
    let fee = |code: &'static str| (budget(&[(ECONOMIC, &[code])]), spent(&[(ECONOMIC, &[code])]));
    let (abroad, reception, vehicles) = (fee("30212"), fee("30217"), fee("30231"));
    let total = (abroad.0 + reception.0 + vehicles.0, abroad.1 + reception.1 + vehicles.1);
    let printed = |(planned, actual): (Fen, Fen)| [wan(planned), wan(actual), percent(actual, planned)];
    assert_eq!(printed(abroad), ["10.40", "8.51", "81.85"]);
    assert_eq!(printed(reception), ["4.30", "4.28", "99.53"]);
    assert_eq!(printed(vehicles), ["114.70", "114.67", "99.97"]);
    assert_eq!(printed(total), ["129.40", "127.46", "98.50"]);
    let shares = [reception.1, abroad.1, vehicles.1].map(|actual| percent(actual, total.1));
    assert_eq!(shares, ["3.36", "6.68", "89.96"]);
    assert_eq!(change(total.1, "T9/total/actual"), ("22.47".into(), "21.40".into()));
    assert_eq!(change(vehicles.1, "T9/vehicle-operation/actual"), ("16.68".into(), "17.02".into()));
    // The disclosure prints 2.7, with one decimal.
    assert_eq!(change(reception.1, "T9/reception/actual"), ("2.69".into(), "38.57".into()));
    let meetings = sum(&table("gatherings.csv"), "活动经费", &[]);
    assert_eq!((wan(meetings), meetings), ("13.74".into(), fee("30215").1));
    assert_eq!(wan(sum(&table("contracts.csv"), "采购支出金额", &[("采购类别", &["货物"])])), "94.26");
    let count = |name, column: &str| table(name).iter().map(|row| row[column].parse::<u32>().unwrap()).sum::<u32>();
    let guests = [count("receptions.csv", "接待批次"), count("receptions.csv", "接待人次")];
    let others = [count("trips.csv", "团组数"), count("trips.csv", "出国人次"), count("vehicles.csv", "车辆数")];
    assert_eq!((guests, others, count("equipment.csv", "数量")), ([45, 323], [2, 2, 15], 2));
}

#[test]
fn registers_come_to_what_the_disclosure_says() {
    let evidence = table("evidence.csv");
    let sum = |register: &str| -> Quantity {
        let items = evidence.iter().filter(|row| row["登记簿"] == register);
        items.map(|row| Quantity::parse(&row["数值"]).unwrap()).sum()
    };
    for (register, total) in [
        ("参阅资料", "201"),
        ("来文登记", "4900"),
        ("班列开行", "1007"),
        ("班列货重", "100.91"),
        ("班列货值", "58.59"),
        ("发运东盟", "1274"),
        ("红十字募捐", "32.59"),
        ("人道救助", "97"),
        ("小天使基金患儿", "24"),
        ("小天使基金", "78"),
        ("人大代表建议", "244"),
        ("政协委员提案", "439"),
    ] {
        assert_eq!(sum(register).to_string(), total, "{register}");
    }
    let latest = |register: &str| {
        let items = evidence.iter().filter(|row| row["登记簿"] == register);
        items.max_by_key(|row| row["登记日期"].clone()).map(|row| row["数值"].clone())
    };
    for (register, value) in [("规模工业增速", "9.7"), ("固定资产投资增速", "10.1"), ("班列开行增速", "125.92")]
    {
        assert_eq!(latest(register).as_deref(), Some(value), "{register}");
    }
    let answers: Vec<u32> = evidence
        .iter()
        .filter(|row| row["登记簿"] == "企业满意度问卷")
        .map(|row| row["数值"].parse().unwrap())
        .collect();
    // 99.46 % of them are content.
    assert_eq!((answers.len(), answers.iter().filter(|&&score| score >= 80).count()), (370, 368));
}

#[test]
fn targets_add_up_to_a_hundred() {
    let mut weights: BTreeMap<String, Fen> = BTreeMap::new();
    for target in table("targets.csv") {
        *weights.entry(target["项目代码"].clone()).or_default() += Fen::parse_yuan(&target["分值"]).unwrap();
    }
    assert_eq!(weights.len(), 21, "整体支出 and twenty projects");
    assert!(weights.values().all(|weight| weight.to_string() == "100.00"), "{weights:?}");
}

#[test]
fn scores_add_up() {
    let points = |row: &Row, column: &str| Fen::parse_yuan(&row[column]).unwrap();
    let indicators = table("indicators.csv");
    for column in ["分值", "得分"] {
        let mut groups = indicators.chunk_by(|_, next| next["指标级次"] == "二级指标");
        assert!(groups.all(|group| {
            let below: Fen = group[1..].iter().map(|row| points(row, column)).sum();
            group.len() == 1 || below == points(&group[0], column)
        }));
    }
    let total: Fen = indicators.iter().filter(|r| r["指标级次"] == "一级指标").map(|r| points(r, "得分")).sum();
    assert_eq!(total.to_string(), "98.70");
}
