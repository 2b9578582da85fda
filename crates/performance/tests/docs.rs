//! `docs/performance-monitoring.md` says by which rules monitoring goes.

use std::path::Path;

/// Set to write the page instead of comparing it: `JUESUAN_WRITE_DOCS=1 cargo test -p juesuan-performance --test docs`.
const WRITE: &str = "JUESUAN_WRITE_DOCS";

#[test]
fn the_page_on_monitoring_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/performance-monitoring.md");
    let page = juesuan_performance::monitor::describe_rules();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "the page is stale: {WRITE}=1 cargo test -p juesuan-performance --test docs");
}
