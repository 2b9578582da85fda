//! 绩效: goals, lights, corrections, scores, and what follows for next year.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
