use super::Light;

/// The lights of one watch over the year: the days on which the light changes, ascending, starting from green.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Timeline {
    changes: Vec<(u16, Light)>,
}

impl Timeline {
    /// The light at the end of a day.
    pub(super) fn light(&self, day: u16) -> Light {
        let place = self.changes.partition_point(|&(from, _)| from <= day);
        place.checked_sub(1).map_or(Light::Green, |place| self.changes[place].1)
    }

    /// Forgets what is from a day on.
    pub(super) fn cut(&mut self, day: u16) {
        self.changes.truncate(self.changes.partition_point(|&(from, _)| from < day));
    }

    /// Adds the light of a day after all others.
    pub(super) fn push(&mut self, day: u16, light: Light) {
        let last = self.changes.last().map_or(Light::Green, |&(_, light)| light);
        if light != last {
            self.changes.push((day, light));
        }
    }

    /// Each run of days without a green light: first day, last day (none while it lasts), worst light.
    pub(super) fn spells(&self) -> Vec<(u16, Option<u16>, Light)> {
        let mut spells: Vec<(u16, Option<u16>, Light)> = Vec::new();
        for &(day, light) in &self.changes {
            match spells.last_mut().filter(|(_, until, _)| until.is_none()) {
                Some((_, until, _)) if light == Light::Green => *until = Some(day - 1),
                Some((_, _, worst)) => *worst = light.max(*worst),
                None => spells.push((day, None, light)),
            }
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
        assert_eq!(line.spells(), [(2, Some(4), Light::Red), (7, None, Light::Red)]);
        assert_eq!([0, 1, 2, 4, 5, 7, 300].map(|day| line.light(day)), {
            use Light::{Green, Red, Yellow};
            [Green, Green, Yellow, Yellow, Green, Red, Red]
        });
        line.cut(4);
        assert_eq!(line.spells(), [(2, None, Light::Red)]);
        line.push(4, Light::Green);
        assert_eq!(line.spells(), [(2, Some(3), Light::Red)]);
    }
}
