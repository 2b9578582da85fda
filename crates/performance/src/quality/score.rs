use super::{About, Finding, QualitySettings, Sheet};
use crate::Plan;

/// A full score, in hundredths of a point.
pub const FULL: u32 = 10_000;

/// The score of a sheet in hundredths of a point. An indicator holds a part of 100 points, by its weight, and findings on it
/// take a part of that, together not more than all of it; findings on the sheet as a whole or on goals take points of the
/// whole. What each takes is noted in it.
pub(super) fn score(plan: &Plan, settings: &QualitySettings, sheet: &Sheet, findings: &mut [Finding]) -> u32 {
    if sheet.targets.is_empty() {
        return 0;
    }
    let mut left: Vec<(usize, u32)> = sheet.targets.iter().copied().zip(parts(plan, sheet)).collect();
    let parts = left.clone();
    let mut whole = FULL;
    for finding in findings.iter_mut() {
        let (rest, most) = match finding.about {
            About::Target(target) => match sheet.targets.iter().position(|&own| own == target) {
                Some(at) => {
                    let loss = settings.indicator_loss.of(finding.severity).min(100);
                    (&mut left[at].1, parts[at].1 * loss / 100)
                }
                None => continue,
            },
            _ => (&mut whole, settings.plan_loss.of(finding.severity).min(100) * 100),
        };
        finding.loss = most.min(*rest);
        *rest -= finding.loss;
    }
    let lost: u32 = findings.iter().map(|finding| finding.loss).sum();
    FULL.saturating_sub(lost)
}

/// The parts of 100 points that the indicators of a sheet hold, in hundredths: by weight, or evenly where one has none.
fn parts(plan: &Plan, sheet: &Sheet) -> Vec<u32> {
    let weights: Vec<u64> = sheet.indicators(plan).map(|(_, target)| u64::from(target.weight)).collect();
    let weights = if weights.contains(&0) { vec![1; weights.len()] } else { weights };
    let total: u64 = weights.iter().sum();
    let part = |weight: u64| u32::try_from(weight * u64::from(FULL) / total.max(1)).unwrap_or(FULL);
    weights.into_iter().map(part).collect()
}
