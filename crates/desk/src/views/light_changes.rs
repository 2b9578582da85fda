use std::collections::BTreeMap;

use juesuan_books::DeviationKind;
use juesuan_performance::monitor::{Change, Light, Subject};

use super::subject_name;
use crate::Snapshot;

/// A light that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LightChange {
    /// What it is of, by name.
    pub what: String,
    /// 偏差类型
    pub kind: DeviationKind,
    /// The light before.
    pub before: Light,
    /// The light now.
    pub after: Light,
}

/// The lights that events changed in a snapshot, each from its first state to its last; without those that are again what they
/// were.
#[must_use]
pub fn light_changes(snapshot: &Snapshot, changes: &[Change]) -> Vec<LightChange> {
    let mut ends: BTreeMap<(Subject, DeviationKind), (Light, Light)> = BTreeMap::new();
    for change in changes {
        let known = ends.entry((change.subject, change.kind)).or_insert((change.before, change.after));
        known.1 = change.after;
    }
    let named = |((subject, kind), (before, after))| LightChange {
        what: subject_name(snapshot.plan(), subject),
        kind,
        before,
        after,
    };
    ends.into_iter().filter(|(_, (before, after))| before != after).map(named).collect()
}

/// The lights that differ between two snapshots of a year, of which the plans may differ too: what has the same name is the same.
#[must_use]
pub fn lights_between(before: &Snapshot, after: &Snapshot) -> Vec<LightChange> {
    let (old, new) = (lights(before), lights(after));
    let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let light = |of: &BTreeMap<_, Light>, key| of.get(key).copied().unwrap_or(Light::Green);
    let ends = keys.into_iter().map(|key| (key, light(&old, key), light(&new, key)));
    ends.filter(|(_, before, after)| before != after)
        .map(|((what, kind), before, after)| LightChange { what: what.clone(), kind: *kind, before, after })
        .collect()
}

/// The worst light of each name and kind that is not green.
fn lights(snapshot: &Snapshot) -> BTreeMap<(String, DeviationKind), Light> {
    let mut lights = BTreeMap::new();
    let monitor = snapshot.monitor();
    for deviation in monitor.deviations().filter(|deviation| deviation.until.is_none()) {
        let light = monitor.light(deviation.subject, deviation.kind, monitor.today());
        let known = lights.entry((subject_name(snapshot.plan(), deviation.subject), deviation.kind)).or_insert(light);
        *known = light.max(*known);
    }
    lights
}
