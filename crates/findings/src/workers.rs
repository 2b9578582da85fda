//! The threads that read and audit documents. They live on from one document to the next: the automata that regular
//! expressions build while they search, and the allocator's pages, are kept for the thread that made them.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::OnceLock,
};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::ReadFailure;

/// Stack of a thread that reads: readers follow the nesting of a file, whose depth they bound.
const STACK: usize = 8 << 20;

thread_local! {
    static IS_WORKER: Cell<bool> = const { Cell::new(false) };
}

/// Threads to audit many documents at once; `None` takes as many as there are cores.
///
/// # Errors
/// When the system gives no threads.
pub fn workers(jobs: Option<u16>) -> Result<ThreadPool, ReadFailure> {
    ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(STACK)
        .thread_name(|number| format!("audit-{number}"))
        .start_handler(|_| IS_WORKER.set(true))
        .build()
        .map_err(ReadFailure::NoThread)
}

/// Does a piece of work on a worker's stack, which is large enough whoever calls. A fault of the program becomes a failure like
/// any other, so that one document does not take down the work on all others.
pub(crate) fn apart<T: Send>(work: impl FnOnce() -> Result<T, ReadFailure> + Send) -> Result<T, ReadFailure> {
    // Nothing that a fault could leave half done outlives the closure.
    let guarded = || catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(ReadFailure::Fault));
    if IS_WORKER.get() { guarded() } else { shared()?.install(guarded) }
}

/// The workers of whoever has none of their own.
fn shared() -> Result<&'static ThreadPool, ReadFailure> {
    static SHARED: OnceLock<ThreadPool> = OnceLock::new();
    if let Some(pool) = SHARED.get() {
        return Ok(pool);
    }
    let pool = workers(None)?;
    Ok(SHARED.get_or_init(|| pool))
}
