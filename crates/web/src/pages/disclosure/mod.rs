//! 决算: the nine tables, the narrative, pictures, and versions that are made public.

mod narrative;
mod narrative_lines;
mod pictures;
mod pictures_drawn;
mod pictures_table;
mod publish;
pub(super) mod publish_draft;
pub(super) mod publish_frame;
mod tables;
mod tables_choice;
mod tables_drawn;
mod tables_files;
mod trace;
mod trace_figure;
mod trace_vouchers;

pub(super) use publish::{download, form_name};

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.area(tables::routes).area(trace::routes).area(pictures::routes).area(narrative::routes).area(publish::routes)
}
