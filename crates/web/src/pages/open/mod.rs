//! 公开: what anybody may read. Only what is or was public is asked of the store; no draft, and nobody's name.

mod compare;
mod list;
mod version;

use crate::{access::Who, routes::Routes};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/open", Who::Anybody, list::page_of)
        .get("/open/data.json", Who::Anybody, list::data)
        .get("/open/compare", Who::Anybody, compare::page_of)
        .get("/open/compare.json", Who::Anybody, compare::data)
        .get("/open/{number}", Who::Anybody, version::page_of)
        .get("/open/{number}/document", Who::Anybody, version::document)
        .get("/open/{number}/sha256sums.txt", Who::Anybody, version::sums)
        .get("/open/{number}/files/{name}", Who::Anybody, version::file)
}
