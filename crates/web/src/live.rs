//! What has just changed, for pages that show it at once (SSE).

use std::{convert::Infallible, sync::Mutex, sync::PoisonError, time::Duration};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use serde::Serialize;
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};

/// How many news somebody may be behind before they must look at everything anew.
const BEHIND: usize = 256;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct News {
    /// Fiscal year.
    pub year: u16,
    /// The unit in whose year it changed.
    pub unit: String,
    /// The entry of the log that brought it.
    pub entry: i64,
}

/// Who listens, and what they are told.
#[derive(Debug)]
pub struct Live {
    /// None once the server stops: then every stream ends, and nobody waits for it.
    sender: Mutex<Option<Sender<News>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: Mutex::new(Some(broadcast::channel(BEHIND).0)) }
    }
}

impl Live {
    /// Tells everybody.
    pub fn tell(&self, news: News) {
        if let Some(sender) = self.sender.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            // Nobody listens: nobody needs to know.
            let _ = sender.send(news);
        }
    }

    /// Ends all streams.
    pub fn close(&self) {
        self.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// The news of a year and some units from now on, as a stream of events.
    pub fn stream<F>(&self, takes: F) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<F>>
    where
        F: Fn(&News) -> bool + Send + Sync + 'static,
    {
        let receiver = self.sender.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Sender::subscribe);
        let events = stream::unfold((receiver, takes), |(receiver, takes)| async move {
            let mut receiver = receiver?;
            let event = next(&mut receiver, &takes).await?;
            Some((Ok(event), (Some(receiver), takes)))
        });
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
    }
}

/// The next event that somebody takes. Who was too slow is told to look at everything anew.
async fn next(receiver: &mut Receiver<News>, takes: &impl Fn(&News) -> bool) -> Option<Event> {
    loop {
        match receiver.recv().await {
            Ok(news) if takes(&news) => {
                let data = serde_json::to_string(&news).unwrap_or_default();
                return Some(Event::default().event("news").data(data));
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return Some(Event::default().event("news").data("{}")),
            Err(RecvError::Closed) => return None,
        }
    }
}
