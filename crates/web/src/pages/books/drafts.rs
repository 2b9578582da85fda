//! Files that somebody has uploaded and looks at before handing them in. They are in memory only, for a while.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use juesuan_books::Problems;
use juesuan_store::{Preview, Upload};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long they are kept.
const KEPT: Duration = Duration::from_secs(30 * 60);

/// How many bytes are kept of everybody's; the oldest give way.
const MOST_BYTES: usize = 160 << 20;

/// How many drafts are kept.
const MOST: usize = 64;

/// How many are read at the same time: each may take a processor and much memory.
const TURNS: usize = 2;

/// What was uploaded lately.
#[derive(Debug)]
pub struct Drafts {
    kept: Mutex<Kept>,
    turns: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    /// The number of the last one.
    last: u64,
    /// The oldest first.
    drafts: VecDeque<Arc<Draft>>,
}

/// Whose draft it is, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Number of the account.
    pub person: i64,
    /// Fiscal year.
    pub year: u16,
    /// 单位代码
    pub unit: String,
}

/// Files of one upload with what came of reading them.
#[derive(Debug)]
pub struct Draft {
    /// Its number.
    pub number: u64,
    /// Its files; none once they were found wrong.
    pub files: Vec<Upload>,
    /// What they would bring, or what is wrong with them.
    pub outcome: Result<Preview, Problems>,
    owner: Owner,
    at: Instant,
}

impl Default for Drafts {
    fn default() -> Self {
        Self { kept: Mutex::default(), turns: Semaphore::new(TURNS) }
    }
}

impl Drafts {
    /// Waits for one's turn to read files, which lasts until it is dropped.
    pub async fn turn(&self) -> SemaphorePermit<'_> {
        self.turns.acquire().await.expect("the semaphore is never closed")
    }

    /// Keeps a draft, and gives its number.
    pub fn keep(&self, owner: Owner, files: Vec<Upload>, outcome: Result<Preview, Problems>) -> u64 {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let files = if outcome.is_ok() { files } else { Vec::new() };
        let draft = Draft { number: kept.last, files, outcome, owner, at: Instant::now() };
        kept.drafts.push_back(Arc::new(draft));
        kept.tidy();
        kept.last
    }

    /// The draft of a number, for its owner only.
    pub fn get(&self, number: u64, owner: &Owner) -> Option<Arc<Draft>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.tidy();
        kept.drafts.iter().find(|draft| draft.number == number && draft.owner == *owner).cloned()
    }

    /// Lets a draft go.
    pub fn drop(&self, number: u64) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.drafts.retain(|draft| draft.number != number);
    }
}

impl Kept {
    /// Lets go what is old, or too much.
    fn tidy(&mut self) {
        self.drafts.retain(|draft| draft.at.elapsed() < KEPT);
        while self.drafts.len() > MOST || self.bytes() > MOST_BYTES {
            self.drafts.pop_front();
        }
    }

    fn bytes(&self) -> usize {
        self.drafts.iter().flat_map(|draft| &draft.files).map(|file| file.content.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner(person: i64) -> Owner {
        Owner { person, year: 2024, unit: "101".into() }
    }

    #[test]
    fn only_the_owner_gets_a_draft_and_the_oldest_give_way() {
        let drafts = Drafts::default();
        let first = drafts.keep(owner(1), Vec::new(), Ok(Preview::default()));
        assert!(drafts.get(first, &owner(1)).is_some() && drafts.get(first, &owner(2)).is_none());
        let large = || Upload { name: "大".into(), content: vec![0; MOST_BYTES / 2 + 1].into() };
        let second = drafts.keep(owner(1), vec![large()], Ok(Preview::default()));
        let third = drafts.keep(owner(1), vec![large()], Ok(Preview::default()));
        assert!(drafts.get(first, &owner(1)).is_none() && drafts.get(second, &owner(1)).is_none());
        drafts.drop(third);
        assert!(drafts.get(third, &owner(1)).is_none());
    }
}
