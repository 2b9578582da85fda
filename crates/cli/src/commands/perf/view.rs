//! What the commands that only show share: books read once, with the thresholds that are meant; and numbers as people compare
//! them.

use std::fs;

use juesuan_amount::{Decimal, Fen};
use juesuan_books::Date;
use juesuan_desk::Snapshot;
use juesuan_performance::Settings;

use crate::{
    args::{AsOf, ViewArgs},
    books::Session,
    failure::{Failure, io_reason},
};

/// The books as of the day that is meant, by the thresholds that are meant.
///
/// # Errors
/// When they or the settings cannot be read, or nothing is planned.
pub fn view(session: &mut Session, args: &ViewArgs) -> Result<Snapshot, Failure> {
    let snapshot = as_of(session, &args.as_of, &settings(args)?)?;
    snapshot.planned()?;
    Ok(snapshot)
}

/// The books as of the day that is meant.
///
/// # Errors
/// When they cannot be read, or what is given is no day.
pub fn as_of(session: &mut Session, args: &AsOf, settings: &Settings) -> Result<Snapshot, Failure> {
    let day = args.date.as_deref().map(|text| day("--date", text)).transpose()?;
    session.snapshot(&args.which, day, settings)
}

/// A day that an option gives.
///
/// # Errors
/// When it is none.
pub fn day(option: &str, text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| Failure::new(format!("{option} 不能是“{text}”，应为日期，如 2024-06-30")))
}

/// The thresholds that are meant: the defaults with what a file says instead.
fn settings(args: &ViewArgs) -> Result<Settings, Failure> {
    let Some(path) = &args.settings else { return Ok(Settings::default()) };
    let told = |error: std::io::Error| Failure::new(format!("读不出 {}：{}", path.display(), io_reason(&error)));
    let text = fs::read_to_string(path).map_err(told)?;
    Settings::with(&text).map_err(|error| Failure::new(format!("{}：{error}", path.display())))
}

/// An amount in 万元 with two decimals, as people compare them.
pub fn wan(amount: Fen) -> String {
    juesuan_amount::Money::round(i128::from(amount.0), juesuan_amount::MoneyUnit::Wan, 2).value.to_string()
}

/// Hundredths of a point without trailing zeros: `9.7`.
pub fn points(hundredths: u32) -> String {
    Decimal::new(hundredths.into(), 2).trimmed().to_string()
}
