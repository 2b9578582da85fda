pub mod completion_rate;
pub mod narrative_against_table;
pub mod same_figure;
pub mod scope;
pub mod share_of_total;
pub mod sum_of_parts;
pub mod year_on_year;
