//! 首页: where people land, and how the year stands.

mod guide;
mod landing;
mod overview;
mod pictures;
mod waiting;

use juesuan_rights::Right;

use crate::{access::Who, routes::Routes};

/// This area's routes. Whoever reads books reads performance too; a section reads performance alone.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/", Who::Anybody, landing::land).get(
        "/d/{year}/{unit}",
        Who::On(Right::ReadPerformance),
        overview::overview,
    )
}
