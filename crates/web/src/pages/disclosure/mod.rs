//! 决算: the nine tables, the narrative, pictures, and versions that are made public.

mod pictures;
mod pictures_drawn;
mod pictures_table;
mod tables;
mod tables_choice;
mod tables_drawn;
mod tables_files;
mod trace;
mod trace_figure;
mod trace_vouchers;

use crate::routes::Routes;

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.area(tables::routes).area(trace::routes).area(pictures::routes)
}
