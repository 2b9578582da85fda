//! What people uploaded and what came of it. In memory only: the files are drafts that nobody else may see, so they are not
//! written to the books, and are gone with the process.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::available_parallelism,
    time::{Duration, Instant},
};

use juesuan_findings::{Audited, Brief};
use tokio::sync::Semaphore;

/// Results that are kept for one person; the oldest give way.
pub const MOST: usize = 500;
/// Bytes of originals that are kept for one person; the oldest give way, of which only the row of the table stays.
pub const PERSON_BYTES: usize = 96 << 20;
/// Bytes of originals that are kept for all people together.
const ALL_BYTES: usize = 256 << 20;
/// How long a person's results are kept after they looked at any of them.
pub const KEPT: Duration = Duration::from_hours(8);
/// Audits that are kept ready, those that were looked at last.
const READY: usize = 4;
/// Blocks and cells of a document above which its audit is not kept ready.
const LARGE: usize = 200_000;
/// Uploads that are received at one time: each may be as large as the limit of uploads.
const RECEIVED: usize = 6;

/// A file as it was uploaded.
#[derive(Debug)]
pub struct File {
    /// Its name, perhaps with the folders above it; fit to be shown.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How far a check is.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Others come first.
    Waiting,
    /// It is not readable; says in Chinese why.
    Unreadable(String),
    /// It was checked.
    Done(Brief),
}

/// One uploaded file and what came of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its number; nobody else's has it.
    pub id: u64,
    /// Its name.
    pub name: Arc<str>,
    /// Its content; none when it gave way to later uploads, or could not be read.
    pub file: Option<Arc<File>>,
    /// Last year's document, where one was given.
    pub prior: Option<Arc<File>>,
    /// What came of it.
    pub outcome: Outcome,
}

/// The uploads of everybody.
#[derive(Debug)]
pub struct Checks {
    kept: Mutex<Kept>,
    /// Turns to audit: one processor is left for the pages of others.
    pub turns: Semaphore,
    /// Turns to be received.
    pub received: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    last: u64,
    people: HashMap<i64, Person>,
    ready: VecDeque<(u64, Arc<Audited>)>,
}

/// The uploads of one person, by number.
#[derive(Debug)]
struct Person {
    looked: Instant,
    checks: BTreeMap<u64, Checked>,
}

impl Default for Checks {
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        let turns = Semaphore::new(processors.saturating_sub(1).max(1));
        Self { kept: Mutex::default(), turns, received: Semaphore::new(RECEIVED) }
    }
}

impl Checks {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.people.retain(|_, person| person.looked.elapsed() < KEPT);
        kept
    }

    /// Takes in a file that somebody uploaded, and gives its number; none when too much of theirs waits already.
    pub fn enter(&self, person: i64, file: File, prior: Option<Arc<File>>) -> Option<u64> {
        let mut kept = self.kept();
        kept.last += 1;
        let id = kept.last;
        let own = kept.people.entry(person).or_insert_with(Person::new);
        let waiting: usize = own.checks.values().filter(|it| it.is_waiting()).map(Checked::bytes).sum();
        if waiting > 0 && waiting + file.bytes.len() > PERSON_BYTES {
            return None;
        }
        own.looked = Instant::now();
        let name = file.name.as_str().into();
        let checked = Checked { id, name, file: Some(Arc::new(file)), prior, outcome: Outcome::Waiting };
        own.checks.insert(id, checked);
        own.make_room();
        kept.make_room(id);
        Some(id)
    }

    /// All of a person's checks in the order in which they came.
    pub fn all(&self, person: i64) -> Vec<Checked> {
        let mut kept = self.kept();
        let Some(own) = kept.people.get_mut(&person) else { return Vec::new() };
        own.looked = Instant::now();
        own.checks.values().cloned().collect()
    }

    /// One of a person's own checks; there is no way to another's.
    pub fn find(&self, person: i64, id: u64) -> Option<Checked> {
        let mut kept = self.kept();
        let own = kept.people.get_mut(&person)?;
        own.looked = Instant::now();
        own.checks.get(&id).cloned()
    }

    /// Notes what came of a check, if it is still wanted.
    pub fn settle(&self, person: i64, id: u64, outcome: Outcome) {
        let mut kept = self.kept();
        let Some(checked) = kept.people.get_mut(&person).and_then(|own| own.checks.get_mut(&id)) else { return };
        if matches!(outcome, Outcome::Unreadable(_)) {
            (checked.file, checked.prior) = (None, None);
        }
        checked.outcome = outcome;
    }

    /// Forgets all of a person's uploads.
    pub fn clear(&self, person: i64) {
        let mut kept = self.kept();
        let Some(own) = kept.people.remove(&person) else { return };
        kept.ready.retain(|(id, _)| !own.checks.contains_key(id));
    }

    /// The audit of a check, if it is ready.
    pub fn ready(&self, id: u64) -> Option<Arc<Audited>> {
        self.kept().ready.iter().find(|(ready, _)| *ready == id).map(|(_, audited)| Arc::clone(audited))
    }

    /// Keeps an audit ready for who looks at it next.
    pub fn keep_ready(&self, id: u64, audited: &Arc<Audited>) {
        if size(audited) > LARGE {
            return;
        }
        let mut kept = self.kept();
        kept.ready.retain(|(ready, _)| *ready != id);
        kept.ready.push_front((id, Arc::clone(audited)));
        kept.ready.truncate(READY);
    }
}

impl Checked {
    /// Whether it is still to be done.
    pub const fn is_waiting(&self) -> bool {
        matches!(self.outcome, Outcome::Waiting)
    }

    /// What came of it, if it was checked.
    pub const fn brief(&self) -> Option<&Brief> {
        if let Outcome::Done(brief) = &self.outcome { Some(brief) } else { None }
    }

    /// Why it cannot be read, if so.
    pub fn problem(&self) -> Option<&str> {
        if let Outcome::Unreadable(problem) = &self.outcome { Some(problem) } else { None }
    }

    /// Bytes that it keeps. Last year's document may be counted more than once.
    fn bytes(&self) -> usize {
        let size = |file: &Option<Arc<File>>| file.as_ref().map_or(0, |file| file.bytes.len());
        size(&self.file) + size(&self.prior)
    }

    fn drop_files(&mut self) {
        (self.file, self.prior) = (None, None);
    }
}

impl Person {
    fn new() -> Self {
        Self { looked: Instant::now(), checks: BTreeMap::new() }
    }

    fn bytes(&self) -> usize {
        self.checks.values().map(Checked::bytes).sum()
    }

    /// Lets the oldest give way that are done.
    fn make_room(&mut self) {
        while self.checks.len() > MOST {
            let Some(oldest) = self.checks.values().find(|it| !it.is_waiting()).map(|it| it.id) else { break };
            self.checks.remove(&oldest);
        }
        let mut bytes = self.bytes();
        for checked in self.checks.values_mut().filter(|it| !it.is_waiting()) {
            if bytes <= PERSON_BYTES {
                break;
            }
            bytes -= checked.bytes();
            checked.drop_files();
        }
    }
}

impl Kept {
    /// Lets the oldest give way, whosever they are, but for the one that has just come and those that wait.
    fn make_room(&mut self, new: u64) {
        let mut bytes: usize = self.people.values().map(Person::bytes).sum();
        if bytes <= ALL_BYTES {
            return;
        }
        let all = self.people.values_mut().flat_map(|person| person.checks.values_mut());
        let mut done: Vec<&mut Checked> = all.filter(|it| it.id != new && !it.is_waiting()).collect();
        done.sort_by_key(|it| it.id);
        for checked in done {
            if bytes <= ALL_BYTES {
                break;
            }
            bytes -= checked.bytes();
            checked.drop_files();
        }
    }
}

/// Paragraphs and cells of a document.
fn size(audited: &Audited) -> usize {
    let blocks = audited.document.blocks.iter();
    blocks.map(|block| if let juesuan_read::Block::Table(table) = block { table.cells.len() } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: usize) -> File {
        File { name: "决算.docx".to_owned(), bytes: vec![0; bytes] }
    }

    fn done() -> Outcome {
        Outcome::Done(juesuan_findings::Audited::of_bytes("a.txt", "文字".into(), &Default::default()).unwrap().brief())
    }

    #[test]
    fn nobody_finds_what_another_uploaded() {
        let checks = Checks::default();
        let id = checks.enter(1, file(10), None).unwrap();
        assert!(checks.find(1, id).is_some() && checks.find(2, id).is_none() && checks.all(2).is_empty());
        checks.clear(2);
        assert_eq!(checks.all(1).len(), 1);
        checks.clear(1);
        assert!(checks.all(1).is_empty());
    }

    #[test]
    fn the_oldest_give_way() {
        let checks = Checks::default();
        let half = PERSON_BYTES / 2;
        let ids: Vec<u64> = (0..3)
            .map(|_| {
                let id = checks.enter(1, file(half), None).unwrap();
                checks.settle(1, id, done());
                id
            })
            .collect();
        assert!(checks.find(1, ids[0]).unwrap().file.is_none(), "only its row stays");
        assert!(checks.find(1, ids[2]).unwrap().file.is_some());
        for _ in 0..MOST {
            let id = checks.enter(1, file(1), None).unwrap();
            checks.settle(1, id, Outcome::Unreadable("坏了".to_owned()));
        }
        assert_eq!(checks.all(1).len(), MOST);
        assert!(checks.find(1, ids[0]).is_none());
    }

    #[test]
    fn what_waits_is_bounded() {
        let checks = Checks::default();
        checks.enter(1, file(PERSON_BYTES), None).unwrap();
        assert!(checks.enter(1, file(1), None).is_none());
        assert!(checks.enter(2, file(1), None).is_some(), "others are not held up");
    }
}
