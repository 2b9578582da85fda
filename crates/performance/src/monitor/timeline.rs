use super::Light;

/// The lights of one watch over the year: the days on which the light changes, ascending, starting from green.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timeline {
    changes: Vec<(u16, Light)>,
}

impl Timeline {
    /// The light that is shown at the end of a day. After an alarm it stays yellow until the rule has been silent for so many
    /// days, so that what comes and goes is one deviation and not many.
    pub(super) fn light(&self, day: u16, calm: u16) -> Light {
        let place = self.changes.partition_point(|&(from, _)| from <= day);
        match place.checked_sub(1).map(|place| self.changes[place]) {
            Some((from, Light::Green)) if day - from < calm => Light::Yellow,
            Some((_, light)) => light,
            None => Light::Green,
        }
    }

    /// The last day until another on which the rule spoke.
    pub(super) fn last_alarm(&self, day: u16) -> Option<u16> {
        let place = self.changes.partition_point(|&(from, _)| from <= day);
        let (from, light) = self.changes[place.checked_sub(1)?];
        if light == Light::Green { Some(from - 1) } else { Some(day) }
    }

    /// Forgets what is from a day on.
    pub(super) fn cut(&mut self, day: u16) {
        self.changes.truncate(self.changes.partition_point(|&(from, _)| from < day));
    }

    /// Puts lights in the place of those of as many days, from one on; those of later days stay as they are.
    pub(super) fn replace(&mut self, from: u16, lights: &[Light]) {
        let after = lights.len().try_into().map_or(u16::MAX, |days| from.saturating_add(days));
        let place = self.changes.partition_point(|&(day, _)| day <= after);
        let resumed = place.checked_sub(1).map_or(Light::Green, |place| self.changes[place].1);
        let later = self.changes.split_off(place);
        self.cut(from);
        for (day, &light) in (from..after).zip(lights) {
            self.push(day, light);
        }
        self.push(after, resumed);
        self.changes.extend(later);
    }

    /// Adds the light of a day after all others.
    pub(super) fn push(&mut self, day: u16, light: Light) {
        let last = self.changes.last().map_or(Light::Green, |&(_, light)| light);
        if light != last {
            self.changes.push((day, light));
        }
    }

    /// Each run of days until today on which no green light is shown: first day, last day (none while it lasts), worst light.
    pub(super) fn spells(&self, calm: u16, today: u16) -> Vec<(u16, Option<u16>, Light)> {
        let mut spells: Vec<(u16, Option<u16>, Light)> = Vec::new();
        for &(day, light) in &self.changes {
            match spells.last_mut().filter(|(_, until, _)| until.is_none_or(|until| day <= until + 1)) {
                Some((_, until, _)) if light == Light::Green => *until = Some(day.saturating_add(calm) - 1),
                Some((_, until, worst)) => (*until, *worst) = (None, light.max(*worst)),
                None => spells.push((day, None, light)),
            }
        }
        if let Some((_, until, _)) = spells.last_mut() {
            *until = until.filter(|&until| until < today);
        }
        spells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_make_spells() {
        let mut line = Timeline::default();
        let lights = [Light::Green, Light::Yellow, Light::Red, Light::Yellow, Light::Green, Light::Green, Light::Red];
        for (day, light) in (1..).zip(lights) {
            line.push(day, light);
        }
        use Light::{Green, Red, Yellow};
        assert_eq!(line.spells(0, 7), [(2, Some(4), Red), (7, None, Red)]);
        assert_eq!(
            [0, 1, 2, 4, 5, 7, 300].map(|day| line.light(day, 0)),
            [Green, Green, Yellow, Yellow, Green, Red, Red]
        );
        line.cut(4);
        assert_eq!(line.spells(0, 3), [(2, None, Red)]);
        line.push(4, Green);
        assert_eq!(line.spells(0, 4), [(2, Some(3), Red)]);
        assert_eq!([3, 4, 200].map(|day| line.last_alarm(day)), [Some(3), Some(3), Some(3)]);
    }

    #[test]
    fn some_days_are_replaced() {
        use Light::{Green, Red, Yellow};
        let line = |lights: &[Light]| {
            let mut line = Timeline::default();
            (1..).zip(lights).for_each(|(day, &light)| line.push(day, light));
            line
        };
        let before = [Green, Yellow, Yellow, Red, Red, Green, Yellow];
        for from in 1..=before.len() {
            for until in from - 1..=before.len() {
                for light in [Green, Yellow, Red] {
                    let mut after = before;
                    after[from - 1..until].fill(light);
                    let mut replaced = line(&before);
                    replaced.replace(u16::try_from(from).unwrap(), &after[from - 1..until]);
                    // The days after the last known one stay as it is.
                    let after: Vec<Light> = after.into_iter().chain([Yellow]).collect();
                    assert_eq!(replaced, line(&after), "{from}..={until}");
                }
            }
        }
    }

    #[test]
    fn what_comes_and_goes_is_one_deviation() {
        use Light::{Green, Red, Yellow};
        let mut line = Timeline::default();
        for (day, light) in (1..).zip([Red, Green, Green, Yellow, Green, Green, Green, Green]) {
            line.push(day, light);
        }
        assert_eq!(line.spells(3, 8), [(1, Some(7), Red)]);
        assert_eq!(
            (1..=8).map(|day| line.light(day, 3)).collect::<Vec<_>>(),
            [Red, Yellow, Yellow, Yellow, Yellow, Yellow, Yellow, Green]
        );
        assert_eq!(line.spells(2, 8), [(1, Some(6), Red)]);
        assert_eq!(line.spells(1, 8), [(1, Some(2), Red), (4, Some(5), Yellow)]);
        assert_eq!(line.spells(3, 6), [(1, None, Red)]);
    }
}
