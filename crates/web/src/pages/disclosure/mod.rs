//! 决算: the nine tables, the narrative, pictures, and versions that are made public.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
