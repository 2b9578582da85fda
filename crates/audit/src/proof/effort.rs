//! How long a problem may be searched for contradictions that bounds do not show.

/// What is spent on one problem, in terms visited; some tens of milliseconds.
const MOST: usize = 2_000_000;

/// The part of the search that may still be spent. It is counted in steps and not in time, so that the same document
/// always gives the same report.
pub(super) struct Effort {
    left: usize,
}

impl Effort {
    /// The effort for one problem.
    pub const fn new() -> Self {
        Self { left: MOST }
    }

    /// Takes a cost off; `false` when too little was left, and then nothing is taken.
    pub const fn spend(&mut self, cost: usize) -> bool {
        let affordable = self.left >= cost;
        if affordable {
            self.left -= cost;
        }
        affordable
    }
}
