//! Listening, and stopping without breaking anything off.

use std::{future::Future, net::SocketAddr, time::Duration};

use axum::{Router, extract::DefaultBodyLimit, http::StatusCode, middleware};
use juesuan_store::FirstAccount;
use tokio::{net::TcpListener, time::MissedTickBehavior};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

use crate::{
    App, Config, headers, limits, pages,
    routes::{Route, Routes},
    sessions::now,
    telemetry,
};

/// How often what has grown old is put away.
const TIDY: Duration = Duration::from_secs(60);

/// How often it is seen whether another program has written.
const WATCH: Duration = Duration::from_secs(1);

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The books cannot be opened.
    #[error(transparent)]
    Store(#[from] juesuan_store::Error),
    /// Nothing can listen at the address.
    #[error("{address} 不能用：{source}。可能另一个程序正在用这个端口，请换一个（--port）")]
    Address {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Metrics cannot be served.
    #[error("{0}")]
    Metrics(String),
    /// The connection to the network was lost.
    #[error("服务中断：{0}")]
    Broken(#[from] std::io::Error),
}

/// A server that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    app: App,
    listener: TcpListener,
}

impl Server {
    /// Opens the books and listens.
    ///
    /// # Errors
    /// When the books cannot be opened, or nothing can listen there.
    pub async fn bind(books: &str, config: Config) -> Result<Self, ServeError> {
        let address = config.listen;
        if let Some(metrics) = config.metrics {
            telemetry::serve_metrics(metrics).map_err(ServeError::Metrics)?;
        }
        let app = App::open(books, config).await?;
        let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Address { address, source })?;
        Ok(Self { app, listener })
    }

    /// The state that its pages share.
    #[must_use]
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// Makes the three administrators with one-time passwords when there is no account yet.
    ///
    /// # Errors
    /// When the books cannot be written.
    pub async fn first_start(&self) -> Result<Option<Vec<FirstAccount>>, ServeError> {
        Ok(self.app.shelf.write().await.first_start(now()).await?)
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not know.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stop` is done, and then finishes what it has begun.
    ///
    /// # Errors
    /// When the network breaks.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), ServeError> {
        let router = router(&self.app).into_make_service_with_connect_info::<SocketAddr>();
        let app = self.app.clone();
        let (tidying, watching) = (tokio::spawn(tidy(app.clone())), tokio::spawn(watch(app.clone())));
        let stopping = async move {
            stop.await;
            app.live.close();
        };
        axum::serve(self.listener, router).with_graceful_shutdown(stopping).await?;
        tidying.abort();
        watching.abort();
        Ok(())
    }
}

/// All pages, with what surrounds them.
pub fn router(app: &App) -> Router {
    let (router, _) = pages::routes(Routes::new(app)).finish();
    let limit = usize::try_from(app.config.upload_mb.saturating_mul(1 << 20)).unwrap_or(usize::MAX);
    router
        .fallback(pages::not_found)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(app.config.request_seconds),
        ))
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(limit))
        .layer(middleware::from_fn_with_state(app.clone(), limits::limit))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn(telemetry::measure))
        .with_state(app.clone())
}

/// Every route with who may use it.
#[must_use]
pub fn route_table(app: &App) -> Vec<Route> {
    pages::routes(Routes::new(app)).finish().1
}

async fn tidy(app: App) {
    let mut clock = tokio::time::interval(TIDY);
    loop {
        clock.tick().await;
        app.limits.tidy();
        if let Err(error) = app.sessions.tidy(&app).await {
            tracing::warn!(%error, "sessions were not tidied up");
        }
    }
}

async fn watch(app: App) {
    let mut clock = tokio::time::interval(WATCH);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = app.refresh().await {
            tracing::warn!(%error, "the books could not be read again");
        }
    }
}
