//! Where labels stand without covering each other.

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// Places already taken.
#[derive(Debug, Default)]
pub(crate) struct Taken(Vec<Rect>);

impl Taken {
    /// Takes a place, free or not.
    pub(crate) fn take(&mut self, place: Rect) {
        self.0.push(place);
    }

    /// Takes the first of some places that is free; none when all are taken.
    pub(crate) fn first_free(&mut self, places: &[Rect]) -> Option<usize> {
        let free = places.iter().position(|place| !self.0.iter().any(|taken| taken.meets(place)))?;
        self.0.push(places[free]);
        Some(free)
    }
}

/// Moves places along a line as little as needed so that they are `gap` apart between `lo` and `hi`; the order is kept.
/// The caller makes sure that so many have room.
pub(crate) fn spread(wanted: &[f64], gap: f64, lo: f64, hi: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]).then(a.cmp(&b)));
    let mut places = wanted.to_vec();
    let mut least = lo;
    for &i in &order {
        places[i] = places[i].max(least);
        least = places[i] + gap;
    }
    let mut most = hi;
    for &i in order.iter().rev() {
        places[i] = places[i].min(most);
        most = places[i] - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn spread_places_are_apart(wanted in prop::collection::vec(0.0..100.0f64, 0..8)) {
            let mut places = spread(&wanted, 14.0, 0.0, 100.0);
            places.sort_by(f64::total_cmp);
            prop_assert!(places.iter().all(|p| (-1e-9..=100.0).contains(p)));
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 14.0 - 1e-9));
        }
    }
}
