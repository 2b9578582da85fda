//! 账簿: payments, budget, receipts; imports and who lets them in.

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
}
