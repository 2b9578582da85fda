//! How often somebody may ask: guesses of passwords are few, pages many.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{App, Refusal};

/// Attempts to sign in from one address: so many at once, and so many each minute.
const SIGN_IN: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// Passwords that are hashed at one time: each takes 20 MB and a processor.
const HASHES: usize = 2;

/// What has been asked lately, by address. Forgotten with the process.
#[derive(Debug)]
pub struct Limits {
    sign_in: DefaultKeyedRateLimiter<IpAddr>,
    pages: DefaultKeyedRateLimiter<IpAddr>,
    hashes: Semaphore,
}

impl Limits {
    /// For so many requests from one address in a second (at least one).
    pub fn new(requests_per_second: u32) -> Self {
        Self {
            sign_in: RateLimiter::keyed(Quota::per_minute(SIGN_IN)),
            pages: RateLimiter::keyed(Quota::per_second(
                NonZeroU32::new(requests_per_second).unwrap_or(NonZeroU32::MIN),
            )),
            hashes: Semaphore::new(HASHES),
        }
    }

    fn admits(&self, address: IpAddr, signs_in: bool) -> bool {
        self.pages.check_key(&address).is_ok() && (!signs_in || self.sign_in.check_key(&address).is_ok())
    }

    /// Waits for one's turn to hash a password, which lasts until it is dropped.
    pub async fn turn_to_hash(&self) -> SemaphorePermit<'_> {
        self.hashes.acquire().await.expect("the semaphore is never closed")
    }

    /// Forgets addresses that have not asked for long.
    pub fn tidy(&self) {
        self.sign_in.retain_recent();
        self.pages.retain_recent();
    }
}

/// Refuses who asks too often.
pub async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let signs_in = request.method() == Method::POST && request.uri().path() == crate::pages::login::PATH;
    if app.limits.admits(address, signs_in) { next.run(request).await } else { Refusal::TooMany.into_response() }
}
