//! 绩效: goals, lights, corrections, scores, and what follows for next year.

mod live;

use juesuan_rights::Right;

use crate::{access::Who, routes::Routes};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let reader = Who::On(Right::ReadPerformance);
    routes.get("/d/{year}/{unit}/live", reader, live::stream)
}
