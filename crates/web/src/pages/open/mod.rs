//! 公开: what anybody may read.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
