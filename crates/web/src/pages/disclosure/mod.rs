//! 决算: the nine tables, the narrative, pictures, and versions that are made public.

mod narrative;
mod pictures;
mod publish;
mod tables;
mod trace;

pub(super) use publish::{download, draft::DOCUMENT, form_name, frame::framed};

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.area(tables::routes).area(trace::routes).area(pictures::routes).area(narrative::routes).area(publish::routes)
}
