use super::scene::Scene;
use super::{Light, MonitorSettings};

/// How a rule judges that looks at what happened in some last days alone, whatever is planned: an event concerns it no longer
/// than that, and neighbouring days, which see nearly the same events, are judged in one go.
pub(super) struct Window {
    /// On how many days an event is seen, from its own on.
    pub days: fn(&MonitorSettings) -> u32,
    /// The lights from the day of the scene until another, the same as if the rule judged each of them.
    pub lights: fn(&Scene<'_>, u16) -> Vec<Light>,
}

impl Window {
    /// The last day on which an event of a day is seen; none on which it is not even on its own.
    pub(super) fn last_day(&self, settings: &MonitorSettings, day: u16) -> u16 {
        let days = u16::try_from((self.days)(settings)).unwrap_or(u16::MAX);
        day.saturating_add(days).saturating_sub(1)
    }
}
