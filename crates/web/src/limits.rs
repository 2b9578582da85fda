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
    let address = asker(&request, app.config.https);
    let signs_in = request.method() == Method::POST && request.uri().path() == crate::pages::login::PATH;
    if app.limits.admits(address, signs_in) { next.run(request).await } else { Refusal::TooMany.into_response() }
}

/// The address from which somebody asks. Behind a proxy that is what the proxy added last: what stands before it in the header
/// may be anything that a stranger wrote.
fn asker(request: &Request, proxied: bool) -> IpAddr {
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let told = || {
        let last = request.headers().get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let told: Option<IpAddr> = if proxied { told() } else { None };
    told.or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn only_a_proxy_is_believed_and_only_its_own_word() {
        let mut request =
            Request::builder().header("x-forwarded-for", "1.1.1.1, 10.0.0.7").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 5))));
        assert_eq!(asker(&request, true), IpAddr::from([10, 0, 0, 7]));
        assert_eq!(asker(&request, false), IpAddr::from([127, 0, 0, 1]));
        let bare = Request::new(Body::empty());
        assert_eq!(asker(&bare, true), IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    }
}
