//! What has just changed, for pages that show it at once (SSE).

use std::{convert::Infallible, sync::Mutex, sync::PoisonError, time::Duration};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};

/// How many news somebody may be behind before they must look at everything anew.
const BEHIND: usize = 256;

/// How often a silent stream shows that it is there.
const BEAT: Duration = Duration::from_secs(20);

/// How long a stream lasts at most: browsers ask for the next one by themselves, and then it is seen again who they are.
const LASTS: Duration = Duration::from_secs(300);

/// One thing that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct News {
    /// Fiscal year; 0 where it is not known.
    pub year: u16,
    /// The unit in whose year it changed; empty where it is not known.
    pub unit: String,
    /// The entry of the log that brought it.
    pub entry: i64,
    /// The lights that changed with it.
    pub lights: Vec<ChangedLight>,
}

/// A light that changed, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedLight {
    /// What deviates or did, by name.
    pub what: String,
    /// 偏差类型
    pub kind: &'static str,
    /// 红灯, 黄灯 or 绿灯 before.
    pub before: &'static str,
    /// The light now.
    pub after: &'static str,
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

    /// The news of a year and some units from now on, as a stream of events: first `hello` with the last entry of the log that
    /// is known of, then `news` as they come, and `beat` where none do.
    pub fn stream<F>(&self, entry: i64, takes: F) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<F>>
    where
        F: Fn(&News) -> bool + Send + Sync + 'static,
    {
        let receiver = self.sender.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(Sender::subscribe);
        let events = stream::unfold((receiver, takes), |(receiver, takes)| async move {
            let mut receiver = receiver?;
            let event = next(&mut receiver, &takes).await?;
            Some((Ok(event), (Some(receiver), takes)))
        });
        let hello = Event::default().event("hello").data(format!("{{\"entry\":{entry}}}"));
        let events = stream::once(async { Ok(hello) }).chain(events.take_until(tokio::time::sleep(LASTS)));
        let beat = Event::default().event("beat").data("{}");
        Sse::new(events).keep_alive(KeepAlive::new().interval(BEAT).event(beat))
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
