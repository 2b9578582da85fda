//! Who is signed in: a secret in a cookie, of which the books have a digest.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use juesuan_rights::Secret;
use juesuan_store::{Lifetime, Opened};

use crate::{App, Config, WebError, visitor::Person, visitor::Visitor};

/// How long a session is believed without asking the books again: so long may an account that another program has just
/// disabled still read. What this program changes holds at once.
const BELIEVED: Duration = Duration::from_secs(5);

/// What a page sends along when it asks by itself, to keep itself up to date (`assets/live.js`).
const WATCHING: &str = "juesuan-watching";

/// Sessions that asked lately.
#[derive(Debug, Default)]
pub struct Sessions {
    known: Mutex<HashMap<Asking, (Instant, Arc<Person>)>>,
}

/// A session by the digest of its secret, and whether a person asks or an open page by itself. Only the former is use: a page
/// that somebody left open does not keep them signed in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Asking {
    digest: String,
    watching: bool,
}

impl Sessions {
    /// Who makes a request.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn visitor(&self, app: &App, headers: &HeaderMap) -> Result<Visitor, WebError> {
        let tree = Arc::clone(&app.units.known(app).await?.tree);
        let Some(secret) = secret(&app.config, headers) else { return Ok(Visitor { person: None, tree }) };
        let asking = Asking { digest: secret.digest(), watching: is_watching(headers) };
        let known = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.get(&asking).filter(|(asked, _)| asked.elapsed() < BELIEVED).map(|(_, person)| Arc::clone(person))
        };
        let person = match known {
            Some(person) => Some(person),
            None => self.ask(app, &secret, asking).await?,
        };
        Ok(Visitor { person, tree })
    }

    async fn ask(&self, app: &App, secret: &Secret, asking: Asking) -> Result<Option<Arc<Person>>, WebError> {
        let session = app.shelf.read().await?.session(secret, now()).await?;
        let Some(session) = session else { return Ok(None) };
        if session.renew && !asking.watching {
            app.shelf.write().await.renew_session(secret, now()).await?;
        }
        let person = Arc::new(Person {
            id: session.person,
            login: session.login,
            name: session.name,
            access: session.access,
            must_change: session.must_change,
            token: None,
        });
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(asking, (Instant::now(), Arc::clone(&person)));
        Ok(Some(person))
    }

    /// Asks the books again for everybody: after accounts, grants or sessions have changed.
    pub fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Puts away sessions that have ended.
    ///
    /// # Errors
    /// When the books cannot be written.
    pub async fn tidy(&self, app: &App) -> Result<(), WebError> {
        app.shelf.write().await.delete_ended_sessions(now()).await?;
        self.known.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, (asked, _)| asked.elapsed() < BELIEVED);
        Ok(())
    }
}

/// Whether a page asks by itself: for what changed, or to be told of changes.
fn is_watching(headers: &HeaderMap) -> bool {
    let is_stream = headers.get(header::ACCEPT).is_some_and(|kinds| kinds == "text/event-stream");
    is_stream || headers.contains_key(WATCHING)
}

/// Seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// How long sessions last.
#[must_use]
pub fn lifetime(config: &Config) -> Lifetime {
    Lifetime { idle: i64::from(config.idle_minutes) * 60, whole: i64::from(config.session_hours) * 3600 }
}

/// The secret that a browser shows; none where there is none, or it can be none.
#[must_use]
pub fn secret(config: &Config, headers: &HeaderMap) -> Option<Secret> {
    Secret::parse(CookieJar::from_headers(headers).get(name(config))?.value())
}

/// Gives the browser a new secret.
#[must_use]
pub fn begun(config: &Config, opened: &Opened) -> HeaderMap {
    set(cookie(config, opened.secret.reveal()))
}

/// Takes the secret from the browser.
#[must_use]
pub fn ended(config: &Config) -> HeaderMap {
    let mut cookie = cookie(config, String::new());
    cookie.make_removal();
    set(cookie)
}

/// Under https browsers hold a name with this prefix to be set by this host alone.
const fn name(config: &Config) -> &'static str {
    if config.https { "__Host-juesuan" } else { "juesuan" }
}

fn cookie(config: &Config, value: String) -> Cookie<'static> {
    let cookie = Cookie::build((name(config), value)).path("/").http_only(true);
    cookie.same_site(SameSite::Lax).secure(config.https).build()
}

fn set(cookie: Cookie<'_>) -> HeaderMap {
    let value = HeaderValue::from_str(&cookie.to_string()).ok();
    value.into_iter().map(|value| (header::SET_COOKIE, value)).collect()
}
