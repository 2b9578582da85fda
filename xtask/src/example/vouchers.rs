use std::{collections::BTreeMap, rc::Rc};

use juesuan_amount::Fen;

use super::{
    calendar::{Day, working_day},
    deal::{Dice, deal},
    plan::{Line, Series},
};

/// A payment, or a refund if negative.
#[derive(Debug)]
pub(super) struct Payment {
    voucher: String,
    day: Day,
    line: Rc<Line>,
    economic: String,
    amount: Fen,
    payee: String,
    purpose: String,
}

/// Money that came in.
#[derive(Debug)]
pub(super) struct Receipt {
    voucher: String,
    day: Day,
    unit: String,
    fund: String,
    function: String,
    amount: Fen,
}

/// Guests received (公务接待).
#[derive(Debug)]
pub(super) struct Reception {
    unit: String,
    day: Day,
    guests: i64,
    purpose: String,
}

/// 公务接待费
const RECEPTION: &str = "30217";
/// Guests of the whole year.
const GUESTS: i64 = 323;

/// All payments in the order of their days, numbered.
///
/// # Errors
/// When a series comes to no payment, or to one of nothing.
pub(super) fn payments(series: &[Series]) -> Result<Vec<Payment>, String> {
    let mut payments = Vec::new();
    for (seed, series) in (1..).zip(series) {
        let mut dice = Dice::new(seed);
        let days = series.schedule.days(&mut dice);
        let amounts = deal(series.total.0, days.len(), series.grain.0, series.schedule.spread(), &mut dice);
        if amounts.is_empty() || amounts.contains(&0) {
            return Err(format!("{:?} leaves a payment of nothing", series.purposes));
        }
        for (turn, (day, amount)) in days.into_iter().zip(amounts).enumerate() {
            payments.push(Payment {
                voucher: String::new(),
                day,
                line: Rc::clone(&series.line),
                economic: series.economic.clone(),
                amount: Fen(amount),
                payee: turn_of(&series.payees, turn).to_owned(),
                purpose: turn_of(&series.purposes, turn).replace("{月}", &day.month.to_string()),
            });
        }
    }
    payments.sort_by_key(|payment| payment.day);
    for (number, payment) in (1..).zip(&mut payments) {
        payment.voucher = format!("ZF{number:04}");
    }
    Ok(payments)
}

fn turn_of(texts: &[String], turn: usize) -> &str {
    texts.get(turn % texts.len().max(1)).map_or("", String::as_str)
}

/// What came in each month: under centralised treasury payment an appropriation is received when it is spent.
pub(super) fn receipts(payments: &[Payment]) -> Vec<Receipt> {
    let mut months: BTreeMap<(u8, &str, &str, &str), Fen> = BTreeMap::new();
    for payment in payments {
        let line = &payment.line;
        *months.entry((payment.day.month, &line.unit, &line.fund, &line.function)).or_default() += payment.amount;
    }
    (1u32..)
        .zip(months)
        .map(|(number, ((month, unit, fund, function), amount))| Receipt {
            voucher: format!("SR{number:03}"),
            day: working_day(month, 31).unwrap_or(Day::new(month, 1)),
            unit: unit.to_owned(),
            fund: fund.to_owned(),
            function: function.to_owned(),
            amount,
        })
        .collect()
}

/// A record for each payment for guests; the more it cost, the more guests there were.
pub(super) fn receptions(payments: &[Payment]) -> Vec<Reception> {
    let fees: Vec<&Payment> = payments.iter().filter(|payment| payment.economic == RECEPTION).collect();
    let total = fees.iter().map(|fee| fee.amount).sum::<Fen>().0.max(1);
    let mut before = Fen::ZERO;
    let reception = |fee: &&Payment| {
        let seated = |amount: Fen| (2 * GUESTS * amount.0 + total) / (2 * total);
        let already = seated(before);
        before += fee.amount;
        Reception {
            unit: fee.line.unit.clone(),
            day: fee.day,
            guests: seated(before) - already,
            purpose: fee.purpose.trim_start_matches("接待").to_owned(),
        }
    };
    fees.iter().map(reception).collect()
}

impl Payment {
    pub(super) const HEADINGS: [&str; 12] = [
        "支付凭证号",
        "实际支付日期",
        "单位代码",
        "指标编号",
        "资金性质",
        "支出功能分类科目代码",
        "支出性质",
        "部门支出经济分类科目代码",
        "项目代码",
        "实际支付金额",
        "收款人",
        "用途",
    ];

    pub(super) fn cells(&self) -> [String; 12] {
        let line = &self.line;
        [
            self.voucher.clone(),
            self.day.to_string(),
            line.unit.clone(),
            line.code.clone(),
            line.fund.clone(),
            line.function.clone(),
            line.nature.clone(),
            self.economic.clone(),
            line.project.clone(),
            self.amount.to_string(),
            self.payee.clone(),
            self.purpose.clone(),
        ]
    }
}

impl Receipt {
    pub(super) const HEADINGS: [&str; 8] =
        ["收入凭证号", "收款日期", "单位代码", "资金性质", "支出功能分类科目代码", "收款金额", "付款人", "收入说明"];

    pub(super) fn cells(&self) -> [String; 8] {
        [
            self.voucher.clone(),
            self.day.to_string(),
            self.unit.clone(),
            self.fund.clone(),
            self.function.clone(),
            self.amount.to_string(),
            "市财政国库".to_owned(),
            format!("{}月财政拨款", self.day.month),
        ]
    }
}

impl Reception {
    pub(super) const HEADINGS: [&str; 6] = ["单位代码", "日期", "接待批次", "接待人次", "是否外宾", "接待事由"];

    pub(super) fn cells(&self) -> [String; 6] {
        [
            self.unit.clone(),
            self.day.to_string(),
            "1".to_owned(),
            self.guests.to_string(),
            "否".to_owned(),
            self.purpose.clone(),
        ]
    }
}
