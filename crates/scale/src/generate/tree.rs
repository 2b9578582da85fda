use juesuan_amount::Fen;
use juesuan_books::UnitKind;

use super::{Plan, rng::Rng};
use crate::{Region, UnitId};

/// A unit as its region knows it: what does not follow from its records.
pub(super) struct Member {
    pub id: UnitId,
    pub name: String,
    pub kind: UnitKind,
    /// Place of the department's own unit in the region; none for that one itself.
    pub head: Option<usize>,
    pub staff: u32,
    /// How many payments it makes, transfers not counted.
    pub payments: u64,
    /// What it hands to its department's own unit (上缴上级), nothing if zero.
    pub up: Fen,
    /// What that one hands to it (补助).
    pub down: Fen,
    /// Whether the receiver of these books another amount than the payer: a mistake that consolidation must find.
    pub disputed: bool,
}

/// By how much the receiver's amount is wrong in disputed transfers.
pub(super) const DISPUTE: Fen = Fen(12_300);

/// First digits of the codes of provinces.
const PROVINCES: [u32; 31] = [
    43, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65,
];
/// Cities of a province, and a city's own level with its counties.
const CITIES: usize = 14;
const OF_CITY: usize = 10;
const OF_PROVINCE: usize = 1 + CITIES * OF_CITY;

const ORGANS: [&str; 16] = [
    "人民政府办公室",
    "财政局",
    "教育局",
    "卫生健康局",
    "民政局",
    "农业农村局",
    "水利局",
    "交通运输局",
    "公安局",
    "司法局",
    "文化旅游局",
    "市场监督管理局",
    "自然资源局",
    "生态环境局",
    "应急管理局",
    "统计局",
];

/// The most regions there can be.
pub(super) const MOST_REGIONS: usize = PROVINCES.len() * OF_PROVINCE;

/// The code of the n-th region: a province's own level, then each city's own level and its counties.
pub(super) fn region(number: usize) -> Region {
    let province = PROVINCES[number / OF_PROVINCE % PROVINCES.len()];
    let below = match (number % OF_PROVINCE).checked_sub(1) {
        None => 0,
        Some(place) => 100 * (place / OF_CITY + 1) + place % OF_CITY,
    };
    Region::of_number(10_000 * province + u32::try_from(below).unwrap_or(0))
}

/// A name for a region.
fn region_name(region: &Region) -> String {
    let (province, rest) = region.as_str().split_at(2);
    match rest.split_at(2) {
        ("00", _) => format!("示范{province}省"),
        (city, "00") => format!("示范{province}省{city}市"),
        (city, county) => format!("示范{province}省{city}市{county}县"),
    }
}

/// The units of the n-th region in the order of their codes.
pub(super) fn members(plan: &Plan, number: usize) -> Vec<Member> {
    let (region, regions) = (region(number), plan.regions());
    let mut rng = Rng::of(&[plan.seed, 1, number as u64]);
    let units = share(plan.units, number, regions);
    let mut members: Vec<Member> = Vec::new();
    let (mut department, mut head, mut left) = (100, 0, 0);
    for place in 0..usize::try_from(units).unwrap_or(usize::MAX) {
        if left == 0 {
            left = rng.between(1, 8);
            department += 1;
            head = place;
        }
        left -= 1;
        members.push(member(&mut rng, &region, department, head, place));
    }
    let weights: Vec<u64> = members.iter().map(|_| u64::try_from(rng.between(1, 20)).unwrap_or(1)).collect();
    let (all, payments) = (weights.iter().sum::<u64>().max(1), share(plan.payments, number, regions));
    let mut before = 0;
    for (member, weight) in members.iter_mut().zip(weights) {
        let until =
            |weight: u64| u64::try_from(u128::from(payments) * u128::from(weight) / u128::from(all)).unwrap_or(0);
        member.payments = until(before + weight) - until(before);
        before += weight;
    }
    members
}

fn member(rng: &mut Rng, region: &Region, department: usize, head: usize, place: usize) -> Member {
    let own = place == head;
    let kind = match rng.between(0, 9) {
        _ if own => UnitKind::Administrative,
        0..=1 => UnitKind::Administrative,
        2 => UnitKind::Participating,
        _ => UnitKind::Institution,
    };
    let mut hands = |of_thousand| {
        let transfers = kind == UnitKind::Institution && rng.happens(of_thousand);
        if transfers { Fen(rng.between(10_000, 5_000_000) * 100) } else { Fen::ZERO }
    };
    let (up, down) = (hands(150), hands(250));
    let organ = ORGANS[department % ORGANS.len()];
    let series = (department - 101) / ORGANS.len();
    let series = if series == 0 { String::new() } else { format!("第{}", series + 1) };
    let below = if own { String::new() } else { format!("所属第{}单位", place - head) };
    Member {
        id: UnitId::new(region, &format!("{department:03}{:03}", place - head + 1)),
        name: format!("{}{series}{organ}{below}", region_name(region)),
        kind,
        head: (!own).then_some(head),
        staff: u32::try_from(rng.between(5, 120)).unwrap_or(5),
        payments: 0,
        up,
        down,
        disputed: rng.happens(20),
    }
}

/// The part of `total` that falls on one of `parts`; all parts add up to it.
fn share(total: u64, part: usize, parts: usize) -> u64 {
    let until = |part: usize| u64::try_from(u128::from(total) * part as u128 / parts.max(1) as u128).unwrap_or(0);
    until(part + 1) - until(part)
}
