use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use crate::{
    Config, ServeError,
    limits::Limits,
    live::{Live, News},
    pages::{books::Drafts, check::Checks, review::Overviews},
    sessions::Sessions,
    shelf::Shelf,
    units::Units,
    years::Years,
};

/// What all pages share; clones are the same one.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

/// The parts of [`App`].
#[derive(Debug)]
pub struct Parts {
    /// How the server is set up.
    pub config: Config,
    /// The books.
    pub shelf: Shelf,
    /// Units and years of the books.
    pub units: Units,
    /// Years that people look at, ready in memory.
    pub years: Years,
    /// Files that people look at before handing them in.
    pub drafts: Drafts,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Who asks too often.
    pub limits: Limits,
    /// Who is told of changes at once.
    pub live: Live,
    /// What people uploaded to be checked.
    pub checks: Checks,
    /// All units of a year side by side.
    pub overviews: Overviews,
    /// The last entry of the log that is known of.
    head: AtomicI64,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens the books, and makes new ones where there are none.
    ///
    /// # Errors
    /// When they cannot be opened.
    pub async fn open(books: &str, config: Config) -> Result<Self, ServeError> {
        let shelf = Shelf::open(books, config.readers).await?;
        let head = AtomicI64::new(shelf.write().await.head().await?);
        let limits = Limits::new(config.requests_per_second);
        let (units, years, drafts, checks, overviews, sessions, live) = Default::default();
        Ok(Self(Arc::new(Parts {
            config,
            shelf,
            units,
            years,
            drafts,
            checks,
            overviews,
            sessions,
            limits,
            live,
            head,
        })))
    }

    /// The number of the last entry of the log that is known of: what is remembered as of an earlier one is out of date.
    #[must_use]
    pub fn head(&self) -> i64 {
        self.head.load(Ordering::Acquire)
    }

    /// Looks whether the log has grown, by this program or another; then brings what is in memory up to date and tells
    /// who watches. To be called after every change, before it is answered, so that people see what they have done.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn refresh(&self) -> Result<(), crate::WebError> {
        let head = self.shelf.read().await?.head().await?;
        let known = self.head.fetch_max(head, Ordering::AcqRel);
        // Even where another has seen this entry first: it may still be taking it in.
        self.years.refresh(self, head).await?;
        if known < head {
            self.live.tell(News { entry: head, ..News::default() });
        }
        Ok(())
    }
}
