//! The registers of the example department: each line of the plan becomes items with days and values.

use std::{collections::BTreeMap, path::Path};

use juesuan_amount::Quantity;
use serde::Deserialize;

use super::{
    calendar::Day,
    deal::{Dice, deal},
    plan::rows,
    schedule::Schedule,
};

/// A row of the plan.
#[derive(Deserialize)]
struct Planned {
    #[serde(rename = "登记簿")]
    register: String,
    #[serde(rename = "项目代码")]
    project: String,
    #[serde(rename = "方式")]
    how: String,
    #[serde(rename = "数值")]
    value: String,
    #[serde(rename = "基数")]
    base: String,
    #[serde(rename = "时间")]
    when: String,
    #[serde(rename = "取整")]
    grain: String,
    #[serde(rename = "来源")]
    source: String,
    #[serde(rename = "说明")]
    text: String,
    #[serde(rename = "签字人")]
    signer: String,
}

/// An item of a register.
#[derive(Debug)]
pub(super) struct Item {
    register: String,
    number: u32,
    day: Day,
    value: Quantity,
    base: Quantity,
    project: String,
    source: String,
    text: String,
    signer: String,
}

/// All items by register and day, numbered in each register.
///
/// # Errors
/// When the plan cannot be read, or a row makes no sense.
pub(super) fn items(plan: &Path) -> Result<Vec<Item>, String> {
    let mut registers: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for (seed, planned) in (1..).zip(rows::<Planned>(plan)?) {
        let wrong = |what: &str| format!("{}: {} {}: {what}", plan.display(), planned.register, planned.text);
        let mut dice = Dice::new(seed);
        let schedule = Schedule::parse(&planned.when).ok_or_else(|| wrong("no time"))?;
        let days = schedule.days(&mut dice);
        let values = planned.values(&days, schedule.spread(), &mut dice).ok_or_else(|| wrong("no values"))?;
        let items = registers.entry(planned.register.clone()).or_default();
        // A day on which nothing was done is not registered, unless that is what is said.
        let done = values.into_iter().filter(|&(_, value, _)| planned.how != "分配" || value != Quantity::ZERO);
        items.extend(done.map(|(day, value, base)| planned.item(day, value, base)));
    }
    for items in registers.values_mut() {
        items.sort_by_key(|item| item.day);
        for (number, item) in (1..).zip(items) {
            item.number = number;
        }
    }
    Ok(registers.into_values().flatten().collect())
}

impl Planned {
    /// Days with values and bases: 逐项 gives each day its equal part, 分配 deals the sum, 问卷 is one answer an item, of which
    /// `value` of `base` are content. A base is dealt evenly, or (同) the value itself.
    fn values(&self, days: &[Day], spread: u64, dice: &mut Dice) -> Option<Vec<(Day, Quantity, Quantity)>> {
        let total = Quantity::parse(&self.value)?;
        let parts = match self.how.as_str() {
            "逐项" => vec![total.0 / i64::try_from(days.len()).ok()?; days.len()],
            "分配" => even(&deal(total.0, days.len(), 1, spread, dice), Quantity::parse(&self.grain)?.0),
            "问卷" => return self.answers(total, days, dice),
            _ => return None,
        };
        let equal = match self.base.as_str() {
            "" | "同" => 0,
            base => Quantity::parse(base)?.0 / i64::try_from(days.len()).ok()?,
        };
        let base = |value: i64| Quantity(if self.base == "同" { value } else { equal });
        Some(days.iter().zip(parts).map(|(&day, value)| (day, Quantity(value), base(value))).collect())
    }

    fn answers(&self, content: Quantity, days: &[Day], dice: &mut Dice) -> Option<Vec<(Day, Quantity, Quantity)>> {
        let all = Quantity::parse(&self.base)?.0 / Quantity::ONE.0;
        let mut discontent = all - content.0 / Quantity::ONE.0;
        let answer = |turn: i64| {
            let day = days.get(usize::try_from(turn * i64::try_from(days.len()).ok()? / all).ok()?)?;
            // The discontent stand somewhere among the others.
            let is_content = dice.below(u64::try_from(all - turn).ok()?) >= u64::try_from(discontent).ok()?;
            discontent -= i64::from(!is_content);
            let score = if is_content { 82 + dice.below(19) } else { 55 + dice.below(20) };
            Some((*day, Quantity::whole(i32::try_from(score).ok()?), Quantity::ZERO))
        };
        (0..all).map(answer).collect()
    }

    fn item(&self, day: Day, value: Quantity, base: Quantity) -> Item {
        Item {
            register: self.register.clone(),
            number: 0,
            day,
            value,
            base,
            project: self.project.clone(),
            source: self.source.clone(),
            text: self.text.clone(),
            signer: self.signer.clone(),
        }
    }
}

/// The same parts in whole multiples of `grain`, each sum from the first part on as near as it can be: work is registered as
/// it is done, not all at the end.
fn even(parts: &[i64], grain: i64) -> Vec<i64> {
    let (mut exact, mut given) = (0, 0);
    let part = |part: &i64| {
        exact += part;
        let next = (2 * exact + grain) / (2 * grain.max(1)) * grain - given;
        given += next;
        next
    };
    parts.iter().map(part).collect()
}

impl Item {
    pub(super) const HEADINGS: [&str; 11] = [
        "单位代码",
        "登记簿",
        "登记号",
        "登记日期",
        "数值",
        "基数",
        "项目代码",
        "来源",
        "是否手工填报",
        "签字人",
        "佐证说明",
    ];

    pub(super) fn cells(&self) -> [String; 11] {
        let manual = if self.signer.is_empty() { "否" } else { "是" };
        let base = if self.base == Quantity::ZERO { String::new() } else { self.base.to_string() };
        [
            "101001".to_owned(),
            self.register.clone(),
            format!("{:04}", self.number),
            self.day.to_string(),
            self.value.to_string(),
            base,
            self.project.clone(),
            self.source.clone(),
            manual.to_owned(),
            self.signer.clone(),
            self.text.clone(),
        ]
    }
}
