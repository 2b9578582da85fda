//! 运行监控: lights and deviations, as functions of the facts and of a day.

mod deviation;

pub use deviation::{Deviation, Light, Subject};
