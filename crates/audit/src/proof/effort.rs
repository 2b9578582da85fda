//! How long a problem may be searched for contradictions that bounds do not show.

/// What is spent on one problem and on one kind of search, in terms visited; some tens of milliseconds.
const MOST: usize = 2_000_000;

/// What may still be spent on a problem. The search for contradictions has its own part, so that looking for solutions
/// before does not shorten it.
pub(super) struct Effort {
    /// On solutions.
    pub solving: Budget,
    /// On contradictions.
    pub refuting: Budget,
}

impl Effort {
    /// The effort for one problem.
    pub const fn new() -> Self {
        Self { solving: Budget { left: MOST }, refuting: Budget { left: MOST } }
    }
}

/// The part of a search that may still be spent. It is counted in steps and not in time, so that the same document
/// always gives the same report.
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    /// Takes a cost off; `false` when too little was left, and then nothing is taken.
    pub const fn spend(&mut self, cost: usize) -> bool {
        let affordable = self.left >= cost;
        if affordable {
            self.left -= cost;
        }
        affordable
    }
}
