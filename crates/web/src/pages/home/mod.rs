//! 首页: where people land, and how the year stands.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
