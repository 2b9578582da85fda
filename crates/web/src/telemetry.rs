//! What the server tells those who run it: numbers and lines of a log, neither with names of people.

use std::{net::SocketAddr, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tracing_subscriber::EnvFilter;

/// Bounds of the histogram of how long requests take, in seconds.
const SECONDS: [f64; 9] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Writes lines of JSON to the standard error; how many is said by `JUESUAN_LOG`.
pub fn write_log() {
    let filter = EnvFilter::try_from_env("JUESUAN_LOG").unwrap_or_else(|_| EnvFilter::new("warn,juesuan_web=info"));
    // A second server in one process writes to the log of the first.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Serves metrics in the format of Prometheus at an address of their own.
///
/// # Errors
/// When nothing can listen there.
pub fn serve_metrics(address: SocketAddr) -> Result<(), String> {
    PrometheusBuilder::new()
        .with_http_listener(address)
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), &SECONDS)
        .and_then(PrometheusBuilder::install)
        .map_err(|error| format!("指标地址 {address} 不能用：{error}。请换一个端口（--metrics）"))
}

/// Counts a request by its route, never by its address: that may name units and people.
pub async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let (seconds, status) = (begun.elapsed().as_secs_f64(), response.status().as_u16());
    let labels = [("method", method.clone()), ("route", route.clone()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(seconds);
    tracing::info!(method, route, status, milliseconds = seconds * 1_000.0, "request");
    response
}
