//! 各单位: many departments at a glance, for the finance bureau.

mod overviews;
mod table;
mod units;

use juesuan_rights::Right;

pub use overviews::Overviews;

use crate::{access::Who, routes::Routes};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/units", Who::With(Right::ReviewUnits), units::units)
}
