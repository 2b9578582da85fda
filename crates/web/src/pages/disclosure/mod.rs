//! 决算: the nine tables, the narrative, pictures, and versions that are made public.

mod publish;
pub(super) mod publish_draft;
pub(super) mod publish_frame;

pub(super) use publish::{download, form_name};

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.area(publish::routes)
}
