//! Requests that change something must come from our own pages (跨站请求伪造).
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site` on secure connections, `Origin` with every POST. A form on a
//! stranger's page has a stranger's origin, whatever cookies the browser adds. Together with cookies that are `SameSite`
//! this needs no token in each form, which could be forgotten in one. A request that carries a bearer token and no cookie
//! cannot be forged so, and does not come here.

use axum::http::{HeaderMap, Method, header};

/// Whether a request by a browser may change something.
pub fn is_own(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin = text("origin").and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    matches!((origin, host), (Some(origin), Some(host)) if origin == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(method: Method, pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        is_own(&method, &headers)
    }

    #[test]
    fn only_our_own_pages_change_something() {
        let host = ("host", "office:8080");
        assert!(own(Method::GET, &[]));
        assert!(own(Method::POST, &[host, ("origin", "http://office:8080")]));
        assert!(own(Method::POST, &[host, ("sec-fetch-site", "same-origin"), ("origin", "null")]));
        for (name, value) in [
            ("origin", "http://elsewhere"),
            ("origin", "null"),
            ("origin", "http://office"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
        ] {
            assert!(!own(Method::POST, &[host, (name, value)]), "{name}: {value}");
        }
        assert!(!own(Method::POST, &[host]));
        assert!(!own(Method::POST, &[("origin", "http://office:8080")]));
    }
}
