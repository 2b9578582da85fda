//! 各单位: many departments at a glance, for the finance bureau.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
