//! 账号、授权、令牌和日志: what the three administrators do.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
